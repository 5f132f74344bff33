import { structuredPatch } from "diff";
import type { FileChange } from "../facts.ts";
import { ownValue } from "../names.ts";

/** Lines about a change, as git shows them. */
const CONTEXT = 3;
/** Changed lines up to which the shortest patch is looked for, which takes their square in time. */
const MOST_CHANGED = 1_000;

/**
 * Changes as one patch for `git apply`, in git's own format; empty without changes. `pathPrefix` is the checked folder's
 * path in the checkout that the patch is applied in.
 */
export function patchText(changes: readonly FileChange[], pathPrefix = ""): string {
  const prefix = pathPrefix === "" ? "" : `${pathPrefix.replace(/\/$/, "")}/`;
  return changes.map((change) => filePatch(change, prefix)).join("");
}

function filePatch(change: FileChange, prefix: string): string {
  const { from, path, before, after } = change;
  const old = prefix + (from ?? path);
  const now = prefix + path;
  const hunks = hunkLines(before ?? "", after ?? "");
  // Where no other line has the name, git takes it from this one, and cannot tell where "a /b" ends.
  const alone = hunks.length === 0 && from === undefined && now.includes(" ");
  const head = [
    `diff --git ${quoted(`a/${old}`, alone)} ${quoted(`b/${now}`, alone)}`,
    ...modeLines(change),
    ...(from === undefined
      ? []
      : [similarity(change, hunks), `rename from ${quoted(old)}`, `rename to ${quoted(now)}`]),
  ];
  const names = [
    `--- ${before === undefined ? "/dev/null" : ended(`a/${old}`)}`,
    `+++ ${after === undefined ? "/dev/null" : ended(`b/${now}`)}`,
  ];
  return [...head, ...(hunks.length > 0 ? [...names, ...hunks] : [])].map((line) => `${line}\n`).join("");
}

function modeLines({ before, after, executable }: FileChange): readonly string[] {
  if (before === undefined) return [`new file mode ${mode(executable.after)}`];
  if (after === undefined) return [`deleted file mode ${mode(executable.before)}`];
  if (executable.before === executable.after) return [];
  return [`old mode ${mode(executable.before)}`, `new mode ${mode(executable.after)}`];
}

function mode(executable: boolean): string {
  return executable ? "100755" : "100644";
}

/** How much of a renamed file stays, in percent of the longer text; git reads the line and does not hold us to it. */
function similarity({ before = "", after = "" }: FileChange, hunks: readonly string[]): string {
  const removed = hunks.filter((line) => line.startsWith("-")).reduce((sum, line) => sum + line.length, 0);
  const longest = Math.max(before.length, after.length);
  const share = longest === 0 || before === after ? 1 : Math.max(0, before.length - removed) / longest;
  return `similarity index ${Math.floor(share * 100)}%`;
}

function hunkLines(before: string, after: string): readonly string[] {
  if (before === after) return [];
  const options = { context: CONTEXT, maxEditLength: MOST_CHANGED };
  const patch = structuredPatch("", "", before, after, undefined, undefined, options);
  const hunks = patch === undefined ? [wholeHunk(before, after)] : patch.hunks;
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`,
    ...lines,
  ]);
}

/** One hunk from the first line that differs to the last. */
function wholeHunk(before: string, after: string) {
  const old = linesOf(before);
  const now = linesOf(after);
  const shorter = Math.min(old.length, now.length);
  let first = 0;
  while (first < shorter && old[first] === now[first]) first += 1;
  let same = 0;
  while (same < shorter - first && old.at(-1 - same) === now.at(-1 - same)) same += 1;
  const above = old.slice(Math.max(0, first - CONTEXT), first);
  const removed = old.slice(first, old.length - same);
  const added = now.slice(first, now.length - same);
  const below = old.slice(old.length - same, old.length - same + CONTEXT);
  const around = above.length + below.length;
  const start = first - above.length + 1;
  return {
    oldStart: start,
    oldLines: around + removed.length,
    newStart: start,
    newLines: around + added.length,
    lines: [...marked(" ", above), ...marked("-", removed), ...marked("+", added), ...marked(" ", below)],
  };
}

/** The lines of a text with their ends; only the last may lack it. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) =>
    line.endsWith("\n") ? [mark + line.slice(0, -1)] : [mark + line, "\\ No newline at end of file"],
  );
}

/** A range without lines is placed behind the line before it (POSIX diff -u). */
function range(start: number, lines: number): string {
  if (lines === 0) return `${start - 1},0`;
  return lines === 1 ? `${start}` : `${start},${lines}`;
}

/** A name with blanks ends at a tab in these two lines, or git would take a time for its end. */
function ended(name: string): string {
  const text = quoted(name);
  return text === name && /\s/.test(name) ? `${text}\t` : text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
};

/** A name as git quotes it with `core.quotePath`: bytes that are no printable ASCII in octal. */
function quoted(name: string, always = false): string {
  const bytes = [...new TextEncoder().encode(name)];
  const text = bytes.map((byte) => {
    const character = String.fromCharCode(byte);
    if (ownValue(ESCAPES, character) !== undefined) return ownValue(ESCAPES, character);
    return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, "0")}` : character;
  });
  return text.join("") === name && !always ? name : `"${text.join("")}"`;
}
