import { safe } from "../escape/safe.ts";
import type { Colors } from "../report/colors.ts";
import { codeFrame } from "../report/frame.ts";
import { placeText } from "../report/place.ts";
import type { CommandFailure } from "./exit.ts";

const COLUMNS = 120;

/** What went wrong, for a terminal: one line, or each error of the policy with its code. */
export function commandFailureText(failure: CommandFailure, colors: Colors): string {
  if (failure.kind === "usage") return `keelcheck: ${safe(failure.message)}\n`;
  const style = { colors, paint: colors.error, columns: COLUMNS, around: 1 };
  return failure.problems
    .map(({ at, message }) => {
      const head = `${colors.strong(placeText(at))}: ${colors.error("error")}: ${safe(message)}`;
      return `${[head, ...codeFrame(at, style).map((line) => `  ${line}`)].join("\n")}\n`;
    })
    .join("\n");
}

/** The same, a line each, for a log. */
export function failureLines(failure: CommandFailure): readonly string[] {
  if (failure.kind === "usage") return [safe(failure.message)];
  return failure.problems.map(({ at, message }) => `${placeText(at)}: ${safe(message)}`);
}
