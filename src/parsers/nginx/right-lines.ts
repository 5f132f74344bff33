/** Lines that nothing is wrong with, by who reads them: many files say the same, and of these no place is told. */
import type { NginxDirective } from "./parse.ts";

// Ours, so that what is remembered has an end.
const MOST_LINES = 2_000;
const LONGEST_LINE = 500;
const MOST_READERS = 200;

const known = new Map<string, Set<string>>();

/** What is found wrong with a directive, unless the same reader took the same words before. */
export function unlessRight<Problem>(
  directive: NginxDirective,
  reader: string,
  find: () => Problem | undefined,
): Problem | undefined {
  const line = lineOf(directive);
  if (known.get(reader)?.has(line) === true) return undefined;
  const problem = find();
  if (problem === undefined && line.length <= LONGEST_LINE) keep(reader, line);
  return problem;
}

/** What of a directive decides, without its place. */
function lineOf({ name, args, block }: NginxDirective): string {
  let line = block === undefined ? name.value : `{${name.value}`;
  for (const { value, quoted } of args) line += quoted ? `\n"${value}` : `\n${value}`;
  return line;
}

function keep(reader: string, line: string): void {
  let lines = known.get(reader);
  if (lines === undefined || lines.size >= MOST_LINES) {
    if (known.size >= MOST_READERS) known.clear();
    lines = new Set();
    known.set(reader, lines);
  }
  lines.add(line);
}
