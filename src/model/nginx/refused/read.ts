/** Everything that nginx refuses of a configuration as a whole. */
import type { ServerProblem } from "../../servers/types.ts";
import { bufferProblems } from "./buffers.ts";
import { duplicates } from "./duplicates.ts";
import { locationProblems } from "./locations.ts";
import { nameProblems } from "./names.ts";
import { pairProblems } from "./pairs.ts";
import { refererProblems } from "./referers.ts";
import type { Configuration } from "./types.ts";
import { unknownDirectives } from "./unknown.ts";
import { variableProblems } from "./variables.ts";

/** What stands in the texts and fits neither nginx nor each other; nothing where the server is another than nginx. */
export function nginxRefusals(configuration: Configuration): readonly ServerProblem[] {
  if (configuration.build.foreign) return [];
  return [
    unknownDirectives,
    duplicates,
    locationProblems,
    nameProblems,
    pairProblems,
    bufferProblems,
    refererProblems,
    variableProblems,
  ].flatMap((check) => check(configuration));
}
