import { safe } from "./safe.ts";

/**
 * What GitHub turns into a link, a picture or a symbol after rendering: mentions, references (`#1`, `GH-1`), addresses,
 * `:emoji:`, `$mathematics$`. It looks for them within one text node, so an element around one character ends that.
 */
const ACTIVE = /([@#$:]|-(?=\d)|(?<=www)\.)/iu;

/** A commit's name, 7 to 40 hexadecimal digits, becomes a link, also next to letters of other scripts. */
const COMMIT = /(?<![a-z0-9_])([0-9a-f]{7,})(?![a-z0-9_])/i;

/** What is markup anywhere in a line, the bar of a table included. */
const MARKUP = /[!#$&*+:<=>@[\\\]^_`{|}~]/g;

/** Text from the repo as Markdown, or as a cell of a table, that shows exactly this text and does nothing. */
export function plain(text: string): string {
  return atStart(still(text));
}

/** Like `plain`, but what stands in backticks is shown as code. */
export function prose(text: string): string {
  const parts = text.split(/`([^`]+)`/);
  return atStart(parts.map((part, index) => (index % 2 === 1 ? code(part) : still(part))).join(""));
}

/** Words, numbers and marks that mean nothing to Markdown, to GitHub or to a table, wherever they stand in a line. */
const QUIET = /^(?:[\p{L}\p{N} .,;()'"/%+?=-]|:(?=\s|$)|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))*$/u;
const STIRRING = /^\s*(?:[-+=]|\d+[.)](?:\s|$))|www\.|\bGH-\d|(?<![a-z0-9])[0-9a-f]{7,}(?![a-z0-9])/iu;

/** Like `prose`, for a file that people read and edit as text: plain words stay as they are. */
export function readable(text: string): string {
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 === 1 ? readableCode(part) : readableWords(part))).join("");
}

function readableWords(text: string): string {
  return QUIET.test(text) && !STIRRING.test(text) ? text : prose(text);
}

/** Like `code`, in backticks where nothing in the text could end them. */
export function readableCode(text: string): string {
  const isBare = safe(text) === text && !/[`|]/.test(text) && text !== "" && text.trim() === text;
  return isBare ? `\`${text}\`` : code(text);
}

/** Text from the repo shown as code. Not in backticks, which a bar in a table and a backtick in the text would end. */
export function code(text: string): string {
  return `<code>${still(text)}</code>`;
}

/** A link; `text` is Markdown already, `address` is encoded already. Without an address it is the text alone. */
export function link(text: string, address: string | undefined): string {
  return address === undefined ? text : `[${text}](${address})`;
}

function still(text: string): string {
  const parts = safe(text).split(COMMIT);
  return parts.map((part, index) => (index % 2 === 1 ? inPieces(part) : inert(part))).join("");
}

function inert(text: string): string {
  const parts = text.split(ACTIVE);
  return parts
    .map((part, index) => (index % 2 === 1 ? `<span>${entities(part)}</span>` : entities(part)))
    .join("");
}

/** A numeric entity is never markup. */
function entities(text: string): string {
  return text.replace(MARKUP, entity);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** `-`, `1.` and `1)` begin a list, and blanks a block of code, only where text begins. */
function atStart(text: string): string {
  return text
    .replace(/^[\t ]+/, "")
    .replace(/^(\d*)([-.)])/, (_, digits: string, mark: string) => digits + entity(mark));
}

function inPieces(digits: string): string {
  return (digits.match(/.{1,6}/g) ?? []).map((piece) => `<span>${piece}</span>`).join("");
}
