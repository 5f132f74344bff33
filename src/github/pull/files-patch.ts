import type { LineRange } from "../../source.ts";

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

/** The lines of the new file that a patch adds, and those of its hunks with what stands around; 1-based. */
export function readPatch(patch: string): {
  readonly added: readonly LineRange[];
  readonly hunks: readonly LineRange[];
} {
  const added: { first: number; last: number }[] = [];
  const hunks: LineRange[] = [];
  let line = 0;
  let left = 0;
  for (const text of patch.split("\n")) {
    // A line of the file never begins so: it has a sign before it.
    const head = HUNK.exec(text);
    if (head !== null) {
      line = Number(head[1]);
      left = Number(head[2] ?? 1);
      if (left > 0) hunks.push({ first: line, last: line + left - 1 });
      continue;
    }
    // `-` is the old file's; `\` says that the line above has no line end.
    if (left === 0 || text.startsWith("-") || text.startsWith("\\")) continue;
    if (text.startsWith("+")) extend(added, line);
    line += 1;
    left -= 1;
  }
  return { added, hunks };
}

function extend(ranges: { first: number; last: number }[], line: number): void {
  const last = ranges.at(-1);
  if (last?.last === line - 1) last.last = line;
  else ranges.push({ first: line, last: line });
}
