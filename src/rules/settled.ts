import type { Problem } from "../finding.ts";

/** What a problem says of the way out. */
export type Help = Required<Pick<Problem, "help">> & Pick<Problem, "helpLines">;

/** What is open, and what settles it: one line behind it, several below it. */
export function settled(open: string, settle: string | undefined): Help {
  if (settle === undefined) return { help: open };
  const [line = "", ...others] = settle.split("\n");
  if (others.length === 0) return { help: `${open}; to settle it: ${line}` };
  return { help: `${open}; to settle it:`, helpLines: [line, ...others] };
}
