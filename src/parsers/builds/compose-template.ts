/** What compose puts into texts: `$NAME`, `${NAME}` and `${NAME:-word}`, as compose-go 2.16 cuts them. */

export type TemplateOperator = ":-" | "-" | ":+" | "+" | ":?" | "?";

export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly operator?: TemplateOperator;
      /** What stands behind the operator: a template again. */
      readonly word?: string;
    }
  /** A `${` that compose refuses. */
  | { readonly kind: "invalid"; readonly text: string };

/** Cuts a text at its variables; `$$` is a dollar, and so is a `$` before anything that is no name. */
export function parseTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", from)) {
    if (at > from) parts.push({ kind: "text", text: text.slice(from, at) });
    const { part, length } = partAt(text.slice(at));
    parts.push(part);
    from = at + length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

function partAt(rest: string): { readonly part: TemplatePart; readonly length: number } {
  if (rest[1] === "$") return { part: { kind: "text", text: "$" }, length: 2 };
  const bare = /^\$([_a-z][_a-z0-9]*)/i.exec(rest);
  if (bare !== null) return { part: { kind: "variable", name: bare[1] ?? "" }, length: bare[0].length };
  if (rest[1] !== "{") return { part: { kind: "text", text: "$" }, length: 1 };
  const [whole] = /^\$\{[_a-z][_a-z0-9]*(?::?[-+?].*)?\}/i.exec(rest) ?? [];
  if (whole === undefined) return { part: { kind: "invalid", text: "${" }, length: 2 };
  const close = closingBrace(whole);
  const braced = close < 0 ? whole : whole.slice(0, close + 1);
  return { part: bracedPart(braced), length: braced.length };
}

function bracedPart(text: string): TemplatePart {
  const [, name = "", operator, word = ""] =
    /^\$\{([_a-z][_a-z0-9]*)(?:(:?[-+?])([\s\S]*))?\}$/i.exec(text) ?? [];
  if (name === "") return { kind: "invalid", text };
  if (operator === undefined) return { kind: "variable", name };
  // The expression takes these six alone.
  return { kind: "variable", name, operator: operator as TemplateOperator, word };
}

/** The brace that closes the first one; what stands right behind an opening one is not looked at. */
function closingBrace(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "}") {
      open--;
      if (open === 0) return at;
    }
    if (text[at] === "{") {
      open++;
      at++;
    }
  }
  return -1;
}
