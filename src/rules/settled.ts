import type { Cause, Problem } from "../finding.ts";

/** What a problem says of the way out. */
export type Help = Required<Pick<Problem, "help">> & Pick<Problem, "helpLines">;

/** What is open, and what settles it: one line behind it, several below it. */
export function settled(open: string, settle: string | undefined): Help {
  if (settle === undefined) return { help: open };
  const [line = "", ...others] = settle.split("\n");
  if (others.length === 0) return { help: `${open}; to settle it: ${line}` };
  return { help: `${open}; to settle it:`, helpLines: [line, ...others] };
}

/** What is not checked while something is unknown, and what settles it. */
export function uncheckedHelp({ facts, settle }: Pick<Cause, "facts" | "settle">, images = 1): Help {
  const where = images > 1 ? ` in ${images} images` : "";
  return settled(`what depends on it${where} is not checked: ${facts.join(", ")}`, settle);
}
