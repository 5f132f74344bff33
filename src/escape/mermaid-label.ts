import { safe } from "./safe.ts";
import { fitted, wrapped } from "./width.ts";

/** Characters of one line in a node, and lines of one text. */
const LINE_AT_MOST = 48;
const LINES_AT_MOST = 4;

/** Text of the repo that Mermaid can take for nothing else: what could be its syntax or HTML is a numeric code. */
export function label(lines: readonly string[]): string {
  return `"${lines.map(line).join("<br/>")}"`;
}

function line(text: string): string {
  // `$$` begins mathematics and `fa:fa-x` is an icon, in whatever codes they are written.
  const shown = safe(text)
    .replaceAll("$", "＄")
    .replace(/\b(fa\w?):(?=fa)/giu, "$1：");
  const lines = wrapped(shown, LINE_AT_MOST);
  const more = lines.length > LINES_AT_MOST ? ["…"] : [];
  return [...lines.slice(0, LINES_AT_MOST).map((one) => fitted(one, LINE_AT_MOST)), ...more]
    .map(inert)
    .join("<br/>");
}

/** `1. ` and `- ` would be lists. (mermaid, Markdown in labels) */
function inert(text: string): string {
  return text.replace(/[^\p{L}\p{N} ,:/→….-]|(?<!\S)(?:\p{N}+(?=\. )|-(?= ))/gu, (found) => entity(found));
}

function entity(text: string): string {
  return [...text].map((character) => `#${character.codePointAt(0)};`).join("");
}
