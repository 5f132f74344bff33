/** What a text may have before it is not read. Each limit is far above what READMEs have and was set by measuring. */
const LIMITS = {
  /** UTF-16 units in the file. */
  size: 512 * 1024,
  /** UTF-16 units in a line: nested brackets and emphasis of one line cost the square of its length. */
  line: 20_000,
  /** Quote and list markers before a line's text: each level is parsed again in the one around it. */
  depth: 32,
  /** Pipes in a line. */
  columns: 200,
  /** Opened `:::` containers: 2,000 unclosed ones, 8 KiB, take twelve seconds. */
  directives: 100,
  /** `*` and `_` in adjoining lines: 4,000 that alternate, 8 KiB, take more than a second. */
  emphasis: 3_000,
};

/** Why a text would take the Markdown reader too long; undefined when it may be read. Lower case, no full stop. */
export function tooHeavy(text: string): string | undefined {
  if (text.length > LIMITS.size) return `it is longer than ${LIMITS.size / 1024} KiB`;
  let directives = 0;
  let emphasis = 0;
  let number = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    number += 1;
    const heavy = heavyLine(line);
    if (heavy !== undefined) return `line ${number} ${heavy}`;
    if (/^[\s>]*:::/.test(line)) directives += 1;
    if (directives > LIMITS.directives) return `it opens more than ${LIMITS.directives} ::: blocks`;
    emphasis = line.trim() === "" ? 0 : emphasis + count(line, /[*_]/g);
    if (emphasis > LIMITS.emphasis)
      return `the paragraph at line ${number} has more than ${LIMITS.emphasis} * and _`;
  }
  return undefined;
}

function heavyLine(line: string): string | undefined {
  if (line.length > LIMITS.line) return `is longer than ${LIMITS.line} characters`;
  if (depth(line) > LIMITS.depth) return `has more than ${LIMITS.depth} levels of quotes and lists`;
  if (count(line, /\|/g) > LIMITS.columns) return `has more than ${LIMITS.columns} table columns`;
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
