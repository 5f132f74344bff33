import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// src/parsers/markdown/screen.ts
var MARKDOWN_LIMITS = {
  size: 512 * 1024,
  line: 2e4,
  depth: 32,
  columns: 200,
  directives: 100,
  emphasis: 3e3,
  openings: 200
};
var SMALL_MARKDOWN = 4096;
function tooHeavyMarkdown(text, limits = MARKDOWN_LIMITS) {
  if (text.length > limits.size) return `it is longer than ${limits.size / 1024} KiB`;
  let directives = 0;
  let openings = 0;
  let emphasis = 0;
  let number = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    number += 1;
    const heavy = heavyLine(line, limits);
    if (heavy !== void 0) return `line ${number} ${heavy}`;
    if (/^[\s>]*:::/.test(line)) directives += 1;
    if (directives > limits.directives) return `it opens more than ${limits.directives} ::: blocks`;
    openings = Math.max(0, openings + count(line, /<[?!]/g) - count(line, /(?:\?|--|\]\]|\w)>/g));
    if (openings > limits.openings)
      return `it opens more than ${limits.openings} comments or instructions that are not closed`;
    emphasis = line.trim() === "" ? 0 : emphasis + count(line, /[*_]/g);
    if (emphasis > limits.emphasis)
      return `the paragraph at line ${number} has more than ${limits.emphasis} * and _`;
  }
  return void 0;
}
function heavyLine(line, limits) {
  if (line.length > limits.line) return `is longer than ${limits.line} characters`;
  if (depth(line) > limits.depth) return `has more than ${limits.depth} levels of quotes and lists`;
  if (count(line, /\|/g) > limits.columns) return `has more than ${limits.columns} table columns`;
  return void 0;
}
function depth(line) {
  const prefix = /^(?:[ \t]|>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))*/.exec(line)?.[0] ?? "";
  return count(prefix, />|[-+*]|[.)]/g);
}
function count(text, what) {
  let found = 0;
  for (const _ of text.matchAll(what)) found += 1;
  return found;
}

export {
  MARKDOWN_LIMITS,
  SMALL_MARKDOWN,
  tooHeavyMarkdown
};
