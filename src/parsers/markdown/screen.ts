/** What a text may have before it is not read. */
export interface MarkdownLimits {
  /** UTF-16 units in the file. */
  readonly size: number;
  /** UTF-16 units in a line: nested brackets and emphasis of one line cost the square of its length. */
  readonly line: number;
  /** Quote and list markers before a line's text: each level is parsed again in the one around it. */
  readonly depth: number;
  /** Pipes in a line. */
  readonly columns: number;
  /** Opened `:::` containers: the reader looks for the end of each in all that follows. */
  readonly directives: number;
  /** `*` and `_` in adjoining lines: the reader tries to pair each with those before it. */
  readonly emphasis: number;
  /** Tags of HTML, comments and instructions that are opened and not closed at once: as with containers. */
  readonly openings: number;
}

/** The limits in force: each is far above what READMEs have, and was set by measuring. */
export const MARKDOWN_LIMITS: MarkdownLimits = {
  size: 512 * 1024,
  line: 20_000,
  depth: 32,
  columns: 200,
  directives: 100,
  emphasis: 3_000,
  openings: 200,
};

/** Characters up to which no part of the reading grows faster than the text: `__tests__/growth` holds that. */
export const SMALL_MARKDOWN = 4096;

/** Why a text would take the Markdown reader too long; undefined when it may be read. Lower case, no full stop. */
export function tooHeavyMarkdown(text: string, limits: MarkdownLimits = MARKDOWN_LIMITS): string | undefined {
  if (text.length > limits.size) return `it is longer than ${limits.size / 1024} KiB`;
  let directives = 0;
  let openings = 0;
  let emphasis = 0;
  let number = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    number += 1;
    const heavy = heavyLine(line, limits);
    if (heavy !== undefined) return `line ${number} ${heavy}`;
    if (/^[\s>]*:::/.test(line)) directives += 1;
    if (directives > limits.directives) return `it opens more than ${limits.directives} ::: blocks`;
    openings = Math.max(0, openings + count(line, /<[?!]/g) - count(line, /(?:\?|--|\]\]|\w)>/g));
    if (openings > limits.openings)
      return `it opens more than ${limits.openings} comments or instructions that are not closed`;
    emphasis = line.trim() === "" ? 0 : emphasis + count(line, /[*_]/g);
    if (emphasis > limits.emphasis)
      return `the paragraph at line ${number} has more than ${limits.emphasis} * and _`;
  }
  return undefined;
}

function heavyLine(line: string, limits: MarkdownLimits): string | undefined {
  if (line.length > limits.line) return `is longer than ${limits.line} characters`;
  if (depth(line) > limits.depth) return `has more than ${limits.depth} levels of quotes and lists`;
  if (count(line, /\|/g) > limits.columns) return `has more than ${limits.columns} table columns`;
  return undefined;
}

/** How many quote and list markers stand before the text. */
function depth(line: string): number {
  const prefix = /^(?:[ \t]|>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))*/.exec(line)?.[0] ?? "";
  return count(prefix, />|[-+*]|[.)]/g);
}

function count(text: string, what: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(what)) found += 1;
  return found;
}
