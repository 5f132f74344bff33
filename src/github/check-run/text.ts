/** GitHub's limits, of which the REST description names only some; a kilobyte is taken as 1000 bytes to be safe. */
export const textLimits = { title: 255, message: 64_000, summary: 65_535 } as const;

const MARK = " …";

/** The text within `limit` UTF-8 bytes, and so within as many characters; marked where it was cut. */
export function cutText(text: string, limit: number): string {
  return bytes(text) <= limit ? text : `${withinBytes(text, limit - bytes(MARK))}${MARK}`;
}

/**
 * Markdown within `limit` UTF-8 bytes: whole lines of it, with what is open closed and `closing` below, where it is
 * too long.
 */
export function cutMarkdown(markdown: string, limit: number, closing: string): string {
  if (bytes(markdown) <= limit) return markdown;
  const tail = `\n\n${closing}\n`;
  // What is still open at the cut is at most a fence as long as a line, and some folds.
  const room = limit - bytes(tail) - 500;
  const kept = withinBytes(markdown, room).replace(/\n[^\n]*$/, "");
  return `${kept}${closers(kept)}${tail}`;
}

/** What ends the code fence and the folds that the text leaves open. */
function closers(markdown: string): string {
  let fence: string | undefined;
  let folds = 0;
  for (const line of markdown.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    } else if (mark !== undefined) fence = mark;
    else folds += count(line, /<details\b/g) - count(line, /<\/details>/g);
  }
  const closed = fence === undefined ? "" : `\n${fence.slice(0, 100)}`;
  return closed + "\n\n</details>".repeat(Math.min(Math.max(folds, 0), 20));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The longest beginning of the text that fits, without half a character at its end. */
function withinBytes(text: string, limit: number): string {
  const room = Math.max(0, limit);
  // No UTF-16 unit takes less than one byte.
  const cut = Buffer.from(text.slice(0, room), "utf8").subarray(0, room);
  return new TextDecoder().decode(cut, { stream: true });
}

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
