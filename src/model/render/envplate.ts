/** envplate (`ep`): `${NAME}` and `${NAME:-default}` of files, put in where they stand (github.com/kreuzwerker/envplate). */
import type { FileContent } from "../files/types.ts";
import type { Rendered, Rendering } from "./go-template.ts";
import { RenderedText } from "./text.ts";

const REFERENCE = /(\\*)\$\{([^}\n]+?)(?:(:-)([^}\n]*))?\}/g;

/** Whether a text has something that envplate puts in. */
export function hasReferences(text: string): boolean {
  return text.match(REFERENCE) !== null;
}

/** The text with its references put in; `maybe`: whether it is run on this file is unknown. */
export function renderEnvplate(
  template: FileContent,
  { environment, budget }: Pick<Rendering, "environment" | "budget">,
  maybe: boolean,
): Rendered {
  const { text } = template.file;
  const out = new RenderedText(template);
  const open = new Set<string>();
  let last = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const [whole, escapes = "", name = "", separator, other = ""] = match;
    const span = { start: match.index, end: match.index + whole.length };
    out.copy({ start: last, end: span.start });
    last = span.end;
    const value = maybe ? undefined : environment(name);
    const known = value === null && separator !== undefined ? other : (value ?? undefined);
    budget?.spend(1 + (known?.length ?? 0));
    if (escapes.length > 0) return { why: `the escapes before \${${name}} are not read`, span };
    if (known === undefined) {
      open.add(name);
      out.replace(span, `\${${name.replaceAll(/\W/g, "_")}}`);
    } else out.replace(span, known);
  }
  out.copy({ start: last, end: text.length });
  return { content: out.content(), open: [...open] };
}
