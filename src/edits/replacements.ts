import type { Span } from "../source.ts";

/** A change of a text: what stands in a span gives way to `text`. */
export interface Replacement extends Span {
  readonly text: string;
}

/** A text with replacements that do not overlap; an insertion goes before what is replaced from the same offset on. */
export function withReplacements(whole: string, replacements: readonly Replacement[]): string {
  const ordered = [...replacements].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of ordered) {
    parts.push(whole.slice(at, start), text);
    at = end;
  }
  return parts.join("") + whole.slice(at);
}
