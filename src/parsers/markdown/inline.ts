import { ownValue } from "../../names.ts";
import type { Span } from "../../source.ts";
import type { Comment } from "../syntax.ts";
import { findToken, type Origin, sourceOf, type Token, tokenSpan } from "./tokens.ts";
import type { MarkdownLink, MarkdownText } from "./tree.ts";

/** Where the references of a document lead: normalised label to destination. */
export type Definitions = ReadonlyMap<string, MarkdownText>;

/** The inline code, links and HTML comments of some tokens, in the order of the file. */
export interface Inline {
  readonly codes: readonly MarkdownText[];
  readonly links: readonly MarkdownLink[];
  readonly comments: readonly Comment[];
}

// The named references that occur in READMEs; another one stays as it is written.
const CHARACTERS: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  vert: "|",
  verbar: "|",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  rarr: "→",
};

/** The text of some tokens as a reader sees it: no markup, one blank for each run of blanks and line ends. */
export function plainText(origin: Origin, tokens: readonly Token[]): string {
  return tokens
    .map((token) => rawText(origin, token))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function rawText(origin: Origin, token: Token): string {
  switch (token.type) {
    case "data":
    case "mathText":
    case "autolinkProtocol":
    case "autolinkEmail":
    case "literalAutolink":
    case "characterEscapeValue":
      return sourceOf(origin, token);
    case "codeText":
      return codeOf(origin, token).text;
    case "characterReference":
      return character(sourceOf(origin, token));
    case "lineEnding":
    case "tableCellDivider":
      return " ";
    case "htmlText":
      return /^<br\b/i.test(sourceOf(origin, token)) ? " " : "";
    case "link":
    case "image":
      return plainText(origin, findToken(token.children, "labelText")?.children ?? []);
    default:
      return token.children.map((child) => rawText(origin, child)).join("");
  }
}

function character(reference: string): string {
  const name = reference.slice(1, -1);
  const number = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (!name.startsWith("#")) return ownValue(CHARACTERS, name) ?? reference;
  return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : "\uFFFD";
}

function codeOf(origin: Origin, token: Token): MarkdownText {
  const inner = token.children.filter((child) => child.type === "codeTextData");
  const [first, last] = [inner[0] ?? token, inner.at(-1) ?? token];
  const span: Span = { start: tokenSpan(origin, first).start, end: tokenSpan(origin, last).end };
  // In a table the pipe is escaped inside code too (GFM, "Tables").
  const text = inner.map((child) => sourceOf(origin, child).replaceAll("\\|", "|")).join(" ");
  return { text, span };
}

/** A reference's label as CommonMark compares it: case and runs of blanks do not count. */
export function labelKey(label: string): string {
  return label.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Collects the inline code, links and comments of some tokens. */
export function readInline(origin: Origin, tokens: readonly Token[], definitions: Definitions): Inline {
  const found = { codes: [] as MarkdownText[], links: [] as MarkdownLink[], comments: [] as Comment[] };
  const visit = (token: Token): void => {
    if (token.type === "codeText") found.codes.push(codeOf(origin, token));
    else if (token.type === "htmlText") {
      const span = tokenSpan(origin, token);
      for (const one of htmlLinks(origin, span)) found.links.push(one);
      for (const one of htmlComments(origin, span)) found.comments.push(one);
    } else {
      const link = linkOf(origin, token, definitions);
      if (link) found.links.push(link);
      token.children.forEach(visit);
    }
  };
  tokens.forEach(visit);
  return found;
}

function linkOf(origin: Origin, token: Token, definitions: Definitions): MarkdownLink | undefined {
  const image = token.type === "image";
  const target = targetOf(origin, token, definitions);
  if (!target) return undefined;
  const text = plainText(origin, [token]);
  return { target: target.text, text, span: tokenSpan(origin, token), targetSpan: target.span, image };
}

function targetOf(origin: Origin, token: Token, definitions: Definitions): MarkdownText | undefined {
  switch (token.type) {
    case "autolink": {
      const inner =
        findToken(token.children, "autolinkProtocol") ?? findToken(token.children, "autolinkEmail");
      return inner && destination(origin, inner);
    }
    case "literalAutolink":
      return destination(origin, token);
    case "link":
    case "image": {
      const resource = token.children.find((child) => child.type === "resource");
      return resource ? resourceTarget(origin, resource) : definitions.get(labelOf(origin, token));
    }
    default:
      return undefined;
  }
}

function resourceTarget(origin: Origin, resource: Token): MarkdownText {
  const inner = findToken(resource.children, "resourceDestinationString");
  if (inner) return destination(origin, inner);
  const { start } = tokenSpan(origin, resource);
  return { text: "", span: { start: start + 1, end: start + 1 } };
}

function labelOf(origin: Origin, link: Token): string {
  const reference = findToken(link.children, "referenceString") ?? findToken(link.children, "labelText");
  return reference ? labelKey(sourceOf(origin, reference)) : "";
}

/** A destination's text, with escapes and character references resolved, and its span. */
export function destination(origin: Origin, token: Token): MarkdownText {
  const text = token.children.length > 0 ? rawText(origin, token) : sourceOf(origin, token);
  return { text, span: tokenSpan(origin, token) };
}

/** The closed HTML comments within a span. */
export function htmlComments(origin: Origin, within: Span): Comment[] {
  const found: Comment[] = [];
  const html = origin.file.text.slice(within.start, within.end);
  for (let from = html.indexOf("<!--"); from >= 0; ) {
    const close = html.indexOf("-->", from + 4);
    if (close < 0) break;
    const span = { start: within.start + from, end: within.start + close + 3 };
    found.push({ text: html.slice(from + 4, close).trim(), span });
    from = html.indexOf("<!--", close + 3);
  }
  return found;
}

function htmlLinks(origin: Origin, tag: Span): MarkdownLink[] {
  const html = origin.file.text.slice(tag.start, tag.end);
  const match = /^<(a|img)\s[^>]*?\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(html);
  if (!match) return [];
  const target = match[2] ?? match[3] ?? "";
  const end = tag.start + match[0].length - 1;
  const targetSpan = { start: end - target.length, end };
  return [{ target, text: "", span: tag, targetSpan, image: match[1]?.toLowerCase() === "img" }];
}
