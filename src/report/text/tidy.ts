import { safe } from "../../escape/safe.ts";
import type { FileChange } from "../../facts.ts";
import type { Place } from "../../source.ts";
import type { Colors } from "../colors.ts";
import { plural } from "../counts.ts";
import { placeText } from "../place.ts";
import { diffLines } from "./fix.ts";

/** A file or folder that gets another path. */
interface MovedPath {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** What `keelcheck tidy` did, or would do. */
export interface TidyReport {
  readonly made: readonly MovedPath[];
  readonly refused: readonly { readonly move: MovedPath; readonly at: Place; readonly why: string }[];
  readonly changes: readonly FileChange[];
  readonly strays: readonly string[];
  readonly misnamed: readonly string[];
  readonly noConfig: boolean;
  readonly dryRun: boolean;
  /** Whether the changes are shown elsewhere already. */
  readonly isShown?: boolean;
  readonly remarks: readonly string[];
}

/** The moves for a terminal: the diff or what was moved and rewritten, what was not and why, and what is left to a person. */
export function tidyText(report: TidyReport, colors: Colors): string {
  const { made, changes, dryRun, isShown, remarks } = report;
  const parts = [
    remarks.map(safe),
    dryRun && !isShown ? diffLines(changes, colors) : [],
    made.map(
      ({ from, to, why }) => `${colors.strong(`${safe(from)} -> ${safe(to)}`)}  ${colors.faint(safe(why))}`,
    ),
    dryRun ? [] : rewrittenLines(report),
    refusedLines(report, colors),
    leftLines(report),
    closingLines(report, colors),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function rewrittenLines({ changes }: TidyReport): readonly string[] {
  const written = changes.filter(({ before, after }) => before !== after);
  if (written.length === 0) return [];
  return ["paths rewritten in:", ...written.map(({ path }) => `  ${safe(path)}`)];
}

function refusedLines({ refused }: TidyReport, colors: Colors): readonly string[] {
  if (refused.length === 0) return [];
  return [
    colors.warning(refused.length === 1 ? "1 move was not made" : `${refused.length} moves were not made`),
    ...refused.flatMap(({ move, at, why }) => [
      `  ${safe(move.from)} -> ${safe(move.to)}  ${colors.faint(safe(move.why))}`,
      `      ${at.file.path === move.from && at.span === undefined ? "" : `${placeText(at)}: `}${safe(why)}`,
    ]),
  ];
}

function leftLines({ strays, misnamed, noConfig }: TidyReport): readonly string[] {
  return [
    ...strays.map(
      (path) => `${safe(path)}: no image uses it; delete it, or move it into the folder of its image`,
    ),
    ...misnamed.map((path) => `${safe(path)}: not a name that the policy wants; --rename-images renames it`),
    ...(noConfig
      ? [
          'the policy names no folder for configuration; with "layout: { config: config }" it would be moved to config/',
        ]
      : []),
  ];
}

function closingLines({ made, refused, changes, dryRun }: TidyReport, colors: Colors): readonly string[] {
  if (made.length === 0) return [refused.length > 0 ? "nothing was moved" : colors.good("nothing to move")];
  const done = `${plural(made.length, "path")} ${dryRun ? "would be " : ""}moved, in ${plural(changes.length, "file")}`;
  const next = dryRun ? [] : ["every image is what it was: look at git diff, and commit it as one change"];
  return [colors.good(done), ...next];
}
