import { ownValue } from "../names.ts";
import { readName } from "./names.ts";

/** One run of lines of the base that became another run; 1-based, and an empty run lies behind its start. */
export interface Hunk {
  readonly before: Lines;
  readonly after: Lines;
}

interface Lines {
  readonly start: number;
  readonly count: number;
}

const NEWLINE = 0x0a;
const TAB = 0x09;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The hunks of a patch without context lines, by the path in the new tree (the old one where the file is gone).
 */
export function hunksOf(patch: Buffer): ReadonlyMap<string, readonly Hunk[]> {
  const files = new Map<string, Hunk[]>();
  let old: string | undefined;
  let current: Hunk[] | undefined;
  const lines = linesOf(patch);
  for (const line of lines) {
    if (startsWith(line, "diff --git ")) current = undefined;
    else if (startsWith(line, "--- ")) old = pathOf(line);
    else if (startsWith(line, "+++ ")) {
      const path = pathOf(line) ?? old;
      current = path === undefined ? undefined : (files.get(path) ?? []);
      if (path !== undefined && current !== undefined) files.set(path, current);
    } else if (startsWith(line, "@@ ")) {
      const hunk = hunkOf(line.toString("latin1"));
      current?.push(hunk);
      skipBody(hunk, lines);
    }
  }
  return files;
}

function* linesOf(patch: Buffer): Generator<Buffer> {
  for (let start = 0; start < patch.length; ) {
    const found = patch.indexOf(NEWLINE, start);
    const end = found < 0 ? patch.length : found;
    yield patch.subarray(start, end);
    start = end + 1;
  }
}

function startsWith(line: Buffer, word: string): boolean {
  return line.length >= word.length && line.toString("latin1", 0, word.length) === word;
}

/** `--- a/path` or `+++ "b/odd\tpath"`; a tab ends a path that holds a blank. `undefined` for `/dev/null` and bytes that are no UTF-8. */
function pathOf(line: Buffer): string | undefined {
  const written = line.subarray(4);
  const bytes = written[0] === QUOTE ? unquoted(written) : upToTab(written);
  // Git writes the prefix that it was told to; only the name for nothing has none.
  if (bytes.toString("latin1") === "/dev/null") return undefined;
  const name = readName(bytes.subarray(2));
  return name.readable ? name.path : undefined;
}

function upToTab(bytes: Buffer): Buffer {
  const tab = bytes.indexOf(TAB);
  return tab < 0 ? bytes : bytes.subarray(0, tab);
}

const ESCAPES: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  t: TAB,
  n: NEWLINE,
  v: 0x0b,
  f: 0x0c,
  r: 0x0d,
};

/** A name in double quotes, as git's quote_c_style writes it. */
function unquoted(written: Buffer): Buffer {
  const bytes: number[] = [];
  for (let at = 1; at < written.length; at++) {
    const byte = written[at] ?? 0;
    if (byte === QUOTE) break;
    if (byte !== BACKSLASH) {
      bytes.push(byte);
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(written.toString("latin1", at + 1, at + 4))?.[0];
    const next = written[at + 1] ?? 0;
    bytes.push(
      octal === undefined
        ? (ownValue(ESCAPES, String.fromCharCode(next)) ?? next)
        : Number.parseInt(octal, 8),
    );
    at += octal === undefined ? 1 : 3;
  }
  return Buffer.from(bytes);
}

/** The numbers at the head of a hunk; a count of 1 is not written. */
function hunkOf(head: string): Hunk {
  const [, from = "0", removed = "1", to = "0", added = "1"] =
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(head) ?? [];
  return {
    before: { start: Number(from), count: Number(removed) },
    after: { start: Number(to), count: Number(added) },
  };
}

/** Passes over the lines of a hunk, so that none of them is taken for a head. */
function skipBody({ before, after }: Hunk, lines: Iterator<Buffer>): void {
  for (let left = before.count + after.count; left > 0; ) {
    const line = lines.next();
    if (line.done === true) return;
    // `\ No newline at end of file` is no line.
    if (line.value[0] !== BACKSLASH) left--;
  }
}

/** Where a line of the old file stands in the new one; `undefined` where it was rewritten or taken away. */
export function mappedLine(hunks: readonly Hunk[], line: number): number | undefined {
  let shift = 0;
  for (const { before, after } of hunks) {
    // An empty run lies behind the line that it is numbered by.
    const first = before.count === 0 ? before.start + 1 : before.start;
    if (line < first) break;
    if (line < first + before.count) return undefined;
    shift += after.count - before.count;
  }
  return line + shift;
}
