import type { Span } from "../../source.ts";

/** A word of an action. */
export interface TemplateToken {
  readonly kind: "string" | "number" | "name" | "field" | "variable" | "mark";
  /** Of a string its value, of all others their text. */
  readonly text: string;
}

/** A piece of a template: text between actions, or an action. */
export type Chunk =
  | { readonly kind: "text"; readonly text: string; readonly span: Span }
  | { readonly kind: "action"; readonly tokens: readonly TemplateToken[] | undefined; readonly span: Span };

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
]);

/** Splits a template at its actions; the blanks that `{{-` and `-}}` take away are gone from the texts. */
export function chunksOf(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let at = 0;
  let trims = false;
  for (;;) {
    const open = text.indexOf("{{", at);
    const end = open < 0 ? text.length : open;
    const before = open >= 0 && /^-\s/.test(text.slice(open + 2, open + 4));
    addText(chunks, text, { start: at, end, trimsStart: trims, trimsEnd: before });
    if (open < 0) return chunks;
    const close = endOfAction(text, open + 2);
    const inner = text.slice(open + (before ? 3 : 2), close);
    trims = /\s-$/.test(inner);
    at = close + 2;
    const body = (trims ? inner.slice(0, -1) : inner).trim();
    const span = { start: open, end: Math.min(at, text.length) };
    if (!(body.startsWith("/*") && body.endsWith("*/")))
      chunks.push({ kind: "action", tokens: close < text.length ? tokensOf(body) : undefined, span });
    if (at >= text.length) return chunks;
  }
}

function addText(
  chunks: Chunk[],
  text: string,
  {
    start,
    end,
    trimsStart,
    trimsEnd,
  }: {
    readonly start: number;
    readonly end: number;
    readonly trimsStart: boolean;
    readonly trimsEnd: boolean;
  },
): void {
  let from = start;
  let to = end;
  while (trimsStart && from < to && /\s/.test(text[from] ?? "")) from++;
  while (trimsEnd && to > from && /\s/.test(text[to - 1] ?? "")) to--;
  if (to > from) chunks.push({ kind: "text", text: text.slice(from, to), span: { start: from, end: to } });
}

/** Where the `}}` of an action stands; those in its strings and comments are none. */
function endOfAction(text: string, start: number): number {
  if (/^-?\s*\/\*/.test(text.slice(start, start + 16))) {
    const comment = text.indexOf("*/", start);
    const close = comment < 0 ? -1 : text.indexOf("}}", comment);
    return close < 0 ? text.length : close;
  }
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "`" || char === "'") at = endOfQuote(text, at);
    else if (char === "}" && text[at + 1] === "}") return at;
  }
  return text.length;
}

/** Where the quote that begins at an offset ends. */
function endOfQuote(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\" && quote !== "`") at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

const NEXT =
  /\s+|(?<number>[-+]?\d+(?:\.\d+)?(?![\w.]))|(?<field>\.[A-Za-z_]\w*)|(?<variable>\$\w*)|(?<name>[A-Za-z_]\w*)|(?<mark>:=|[=|(),.])/y;

/** The words of an action; `undefined` for what is none of Go's. */
function tokensOf(text: string): readonly TemplateToken[] | undefined {
  const tokens: TemplateToken[] = [];
  for (let at = 0; at < text.length; ) {
    const quote = text[at];
    if (quote === '"' || quote === "`") {
      const end = endOfQuote(text, at);
      if (end >= text.length) return undefined;
      const inner = text.slice(at + 1, end);
      const value = quote === "`" ? inner : unescaped(inner);
      if (value === undefined) return undefined;
      tokens.push({ kind: "string", text: value });
      at = end + 1;
      continue;
    }
    NEXT.lastIndex = at;
    const found = NEXT.exec(text);
    if (found === null) return undefined;
    at = NEXT.lastIndex;
    const [kind, word] = Object.entries(found.groups ?? {}).find(([, one]) => one !== undefined) ?? [];
    if (kind !== undefined && word !== undefined)
      tokens.push({ kind: kind as TemplateToken["kind"], text: word });
    // What follows a name at once is a field of it.
    else tokens.push({ kind: "mark", text: " " });
  }
  return tokens;
}

function unescaped(text: string): string | undefined {
  let isKnown = true;
  const value = text.replace(/\\(.)/gs, (_, char: string) => {
    const meant = ESCAPES.get(char);
    isKnown &&= meant !== undefined;
    return meant ?? "";
  });
  return isKnown ? value : undefined;
}
