/** The waiver for a place that only a person can look into. */
import { once } from "../../once.ts";
import { lineText, type Place, positionAt } from "../../source.ts";
import type { Fleet } from "../fleet/types.ts";
import { kindsOfWaiverFiles } from "./files.ts";
import { WAIVER_WORD } from "./text.ts";

const REASON = "looked at by hand";

/** What to do and the lines to write: a comment where one can stand, else the policy's own. */
export function proposedWaiver(rule: string, at: Place, fleet: Fleet): string {
  const where = commentPlace(at, fleet);
  return where === undefined
    ? `look at it by hand, and say so in .github/keelcheck.yml:\nwaivers:\n  - { rule: ${rule}, path: ${JSON.stringify(at.file.path)}, reason: ${REASON} }`
    : `look at it by hand, and say so above ${where}:\n# ${WAIVER_WORD} ${rule} -- ${REASON}`;
}

/** What a comment above the place stands above; `undefined` where none can stand there. */
function commentPlace({ file, span }: Place, fleet: Fleet): string | undefined {
  if (span === undefined) return undefined;
  const kind = kindOf(fleet)(file.path);
  if (kind === "dockerfile") return "the instruction";
  // A line of YAML or of a continued command may be within a text.
  if (kind === undefined || kind === "yaml") return undefined;
  const { line } = positionAt(file, span.start);
  return line > 1 &&
    lineText(file, line - 1)
      .trimEnd()
      .endsWith("\\")
    ? undefined
    : "the line";
}

const kindOf = once(kindsOfWaiverFiles);
