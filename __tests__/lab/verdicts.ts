import { describe } from "../../src/engine/describe.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { closedSockets } from "../../src/model/fpm/sockets.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { rules } from "../../src/rules/index.ts";
import { sourceFile } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { fingerprint, folderOf, type LabCase, treeOf } from "./case.ts";
import { compare, type StartFacts, type Verdict } from "./compare.ts";
import type { Observation } from "./observation.ts";

/** What `inspect` says of a case's image, or of the service that starts it. */
export function factsOf(one: LabCase): StartFacts {
  const tree = treeOf(one);
  const text = tree[".github/keelcheck.yml"];
  const file = typeof text === "string" ? sourceFile(".github/keelcheck.yml", text) : undefined;
  const { policy, problems } = loadPolicy(file, rules);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  const fleet = readFleet({ workspace: memoryWorkspace(tree), policy });
  const images = describe(fleet);
  const { service } = one;
  const [image, second] = images.filter(
    ({ path, runs }) =>
      path === folderOf(one) &&
      (service === undefined || runs.some((candidate) => candidate.service === service.name)),
  );
  if (image === undefined || second !== undefined)
    throw new Error(`${one.name}: not one image in ${folderOf(one)}`);
  const closed = fleet.runs
    .filter((run) => run.service === service?.name && run.image.folder.path === folderOf(one))
    .flatMap(({ fpm, nginx, image: { files } }) =>
      nginx === undefined ? [] : fpm.flatMap((each) => closedSockets(each, nginx, files)),
    );
  const closedPaths = closed.map(({ path }) => path);
  if (service === undefined) return { ...image, closedSockets: closedPaths };
  const run = image.runs.find((candidate) => candidate.service === service.name);
  if (run === undefined) throw new Error(`${one.name}: inspect knows of no service ${service.name}`);
  return { ...run, closedSockets: closedPaths };
}

/** A model that throws fails its case, not all of them. */
function judge(one: LabCase, seen: Observation): Verdict {
  try {
    return compare(factsOf(one), seen);
  } catch (error) {
    return { asked: 0, disagreements: [`inspect fails: ${(error as Error).stack}`], unknown: [] };
  }
}

/** Holds a case against what is recorded of it; a record of another text, or none, is a disagreement. */
export function verdictOf(one: LabCase, seen: Observation | undefined): Verdict {
  if (seen?.of === fingerprint(one)) return judge(one, seen);
  const what = seen === undefined ? "nothing is recorded" : "the record is of another text";
  const line = `${what}: npm run lab -- --record --only "${one.name}"`;
  return { asked: 0, disagreements: [line], unknown: [] };
}
