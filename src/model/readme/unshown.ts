/** What a README's HTML keeps from its page: elements that are hidden, and what browsers do not show as text. */
import type { Span } from "../../source.ts";

const TAG = /<(\/?)([a-z][\w-]*)((?:[^<>"']|"[^"<>]*"|'[^'<>]*')*)>/gi;

// Elements whose content is no text of the page (HTML Living Standard, "Rendering").
const UNSHOWN =
  /^(script|style|template|title|textarea|iframe|noscript|noembed|noframes|datalist|object|audio|video|canvas)$/;
const EMPTY = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

const HIDDEN_STYLE =
  /display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|(?<![\w-])opacity\s*:\s*0?\.?0*\s*(;|!|$)|font-size\s*:\s*0(\.0*)?[a-z%]*\s*(;|!|$)|(?<![\w-])(max-)?(height|width)\s*:\s*0[a-z%]*\s*(;|!|$)|(left|right|top|bottom|text-indent)\s*:\s*-\d{3,}|(?<![\w-])clip(-path)?\s*:/i;
const UNSEEN_COLOR =
  /(?<![\w-])color\s*:\s*(transparent|white|#fff(fff)?|rgba?\(\s*255[\s,]+255[\s,]+255)(?![\w])/i;

/** The spans of what the page does not show, by a text whose code is blanked. */
export function* unshownSpans(text: string): Generator<Span> {
  let open: { readonly name: string; readonly start: number; depth: number } | undefined;
  for (const { 0: tag, 1: closing, 2: written = "", 3: attributes = "", index } of text.matchAll(TAG)) {
    const name = written.toLowerCase();
    if (open === undefined) {
      if (closing === "" && !EMPTY.test(name) && isHidden(name, attributes))
        open = { name, start: index, depth: 1 };
    } else if (name === open.name) {
      open.depth += closing === "" ? 1 : -1;
      if (open.depth > 0) continue;
      yield { start: open.start, end: index + tag.length };
      open = undefined;
    }
  }
  if (open !== undefined) yield { start: open.start, end: text.length };
  yield* attributeSpans(text);
  yield* unusedNotes(text);
  for (const pattern of [INSTRUCTION, DECLARATION, TITLE, DEFINED_TITLE])
    for (const { 0: whole, index, indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.[1] ?? [index, index + whole.length];
      yield { start, end };
    }
}

/** Notes at the foot that nothing points to: the page leaves them out (GFM, footnotes). */
function* unusedNotes(text: string): Generator<Span> {
  const used = new Set([...text.matchAll(/\[\^([^[\]\s]+)\](?!:)/g)].map(([, name]) => name?.toLowerCase()));
  for (const { 0: whole, 1: name = "", index } of text.matchAll(FOOTNOTE))
    if (!used.has(name.toLowerCase())) yield { start: index, end: index + whole.length };
}

// A note goes on with lines that are indented, and with those that follow without a blank line.
const FOOTNOTE =
  /^ {0,3}\[\^([^\]\s]+)\]:[^\n]*(?:\n(?! {0,3}\[\^|[ \t]*\r?$| {0,3}(?:#|>|```|~~~|[-*+] ))[^\n]+|\n(?:[ \t]*\r?\n)*(?: {4}|\t)[^\n]*)*/gm;

// HTML blocks of the kinds 3 to 5 (CommonMark), and the titles of links, which stand in no text.
const INSTRUCTION = /^ {0,3}<\?[\s\S]*?(?:\?>|$(?![\s\S]))/gm;
const DECLARATION = /^ {0,3}<!(?:[a-z][^>]*(?:>|$(?![\s\S]))|\[CDATA\[[\s\S]*?(?:\]\]>|$(?![\s\S])))/gim;
const TITLE = /\]\([ \t]*[^\s()<>]+[ \t]+("[^"\n]*"|'[^'\n]*')[ \t]*\)/dg;
const DEFINED_TITLE = /^ {0,3}\[[^\]\n]+\]:[ \t]*\S+[ \t]+("[^"\n]*"|'[^'\n]*'|\([^)\n]*\))[ \t]*\r?$/dgm;

function isHidden(name: string, attributes: string): boolean {
  if (UNSHOWN.test(name)) return true;
  if (/(^|\s)hidden(\s|=|\/|$)/i.test(attributes.replace(/"[^"]*"|'[^']*'/g, ""))) return true;
  const style = attributeOf(attributes, "style");
  if (style !== undefined && HIDDEN_STYLE.test(style)) return true;
  // On a ground of its own a light text is seen.
  if (/background|bgcolor/i.test(attributes)) return false;
  const color = name === "font" ? attributeOf(attributes, "color") : undefined;
  return (
    (style !== undefined && UNSEEN_COLOR.test(style)) ||
    (color !== undefined && UNSEEN_COLOR.test(`color:${color}`))
  );
}

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`, "i").exec(
    attributes,
  );
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

/** Values of attributes, but for what a link or a picture leads to and what is read in its place. */
function* attributeSpans(text: string): Generator<Span> {
  for (const { 3: attributes = "", 0: tag, index } of text.matchAll(TAG)) {
    const from = index + tag.lastIndexOf(attributes);
    for (const value of attributes.matchAll(/(?<=(?:^|\s)([\w-]+)\s*=\s*)(?:"[^"]*"|'[^']*')/g))
      if (!/^(href|src|alt|id|name)$/i.test(value[1] ?? ""))
        yield { start: from + value.index, end: from + value.index + value[0].length };
  }
}
