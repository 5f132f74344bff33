/** What the model makes of a call, against what was seen. */
import { readFleet } from "../../../src/model/fleet/read.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import type { EnablingForm } from "./forms.ts";
import type { Enabled } from "./real.ts";

const { policy } = loadPolicy(undefined, []);

/** A call with what was seen of it. */
export interface SeenForm {
  readonly form: EnablingForm;
  readonly seen: Enabled;
}

/** What differs, a line for each; none where all agrees. */
export function differences({ form: { before, text }, seen }: SeenForm): readonly string[] {
  const base = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y apache2\n";
  const prepared = before.map((line) => `RUN ${line}\n`).join("");
  const read = (last: string) => {
    const tree = { "deployment/images/web/Dockerfile": `${base}${prepared}RUN ${last}\n` };
    const [image] = readFleet({ workspace: memoryWorkspace(tree), policy }).images;
    if (image === undefined) throw new Error("no image");
    return image;
  };
  const exit = (read(text).refusals ?? []).length > 0;
  const enabled = read(`${text}; true`)
    .files.under("/etc/apache2")
    .files.map(({ path }) => path.slice("/etc/apache2/".length))
    .filter((path) => /^(mods|sites|conf)-enabled\/./.test(path));
  const own = (path: string) => seen.enabled.includes(path);
  const gone = enabled.filter((path) => !own(path));
  // Which of the package's own configurations are enabled is no part of the model.
  const lacks = seen.enabled.filter((path) => !enabled.includes(path) && !STOCK.test(path));
  return [
    ...(exit === (seen.exit !== 0) ? [] : [`fails: ${exit}; really ended with ${seen.exit}`]),
    ...gone.map((path) => `${path}: there; really not`),
    ...lacks.map((path) => `${path}: not there; really it is`),
  ];
}

const STOCK =
  /^conf-enabled\/(charset|localized-error-pages|other-vhosts-access-log|security|serve-cgi-bin)\.conf$/;
