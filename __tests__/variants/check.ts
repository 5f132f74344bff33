import { checkAll, failureText } from "../../src/engine/check.ts";
import type { Finding } from "../../src/finding.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import type { Fleet } from "../../src/model/fleet/types.ts";
import type { Run } from "../../src/model/runs/types.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { rules } from "../../src/rules/index.ts";
import { rangeOf, sourceFile } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import type { Files, Variant } from "./variant.ts";

const POLICY = ".github/keelcheck.yml";

/** What the whole of `check` says of a tree, and what it was said of. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly fleet: Fleet;
}

/** Checks a tree by every rule; a policy with an error and a rule that throws are the test's failure. */
export function checked(files: Files): Checked {
  const workspace = memoryWorkspace(files);
  const content = workspace.read(POLICY);
  const file = content && "text" in content ? sourceFile(POLICY, content.text) : undefined;
  const { policy, problems } = loadPolicy(file, rules);
  const fleet = readFleet({ workspace, policy, markdown: (readme) => parseMarkdown(readme) });
  const { findings, failures } = checkAll({ fleet, policy, rules });
  const [problem] = [...problems, ...fleet.policyProblems];
  if (problem !== undefined) throw new Error(`policy: ${problem.message}`);
  const [failure] = failures;
  if (failure !== undefined) throw new Error(failureText(failure), { cause: failure.error });
  return { findings, fleet };
}

/** A finding as `path:line severity rule: message`. */
export function lineOf({ at, severity, rule, message }: Finding): string {
  return `${at.file.path}:${rangeOf(at).start.line} ${severity} ${rule}: ${message}`;
}

/** What a tree is known to be, in the words of its variant: `user web`, `nginx as nginx on 4:8080 6:8080`. */
export function factsOf({ fleet }: Checked, variant: Variant): readonly string[] {
  const run = fleet.runs.find(
    ({ image, service }) => image.build.dockerfile === variant.dockerfile && service === variant.service,
  );
  return run === undefined ? ["no image"] : [userLine(run), ...serverLines(run)];
}

/** Whether what is told is what was meant; where the variant allows it, "cannot tell" is good enough. */
export function agrees(told: readonly string[], variant: Variant): boolean {
  const meant = expectedFacts(variant);
  if (told.join("\n") === meant.join("\n")) return true;
  return variant.mayBeUnclear === true && told.some((fact) => fact.includes("?: "));
}

/** The same as the variant's maker meant it. */
export function expectedFacts({ user, servers }: Variant): readonly string[] {
  return [
    `user ${user}`,
    ...servers.map(
      ({ kind, workers, listens }) => `${kind} as ${workers} on ${[...listens].sort().join(" ")}`,
    ),
  ];
}

function userLine({ containerUser: user }: Run): string {
  return `user ${user.known ? (user.value.name ?? user.value.uid) : `?: ${user.why}`}`;
}

function serverLines({ nginx, apache }: Run): readonly string[] {
  return [nginx, apache].flatMap((server) => {
    if (server === undefined || !server.starts.known || !server.starts.value) return [];
    const { kind, workers, listeners, listenersIncomplete: more } = server;
    const who = workers.known ? (workers.value.name ?? workers.value.uid) : `?: ${workers.why}`;
    const where = new Set(
      listeners.flatMap(({ address, port }) => familiesOf(address).map((of) => `${of}:${port}`)),
    );
    return [`${kind} as ${who} on ${[...where].sort().join(" ")}${more ? ` ?: ${more.why}` : ""}`];
  });
}

function familiesOf(address: string): readonly number[] {
  if (address === "*") return [4, 6];
  return [address.includes(":") ? 6 : 4];
}
