/** envsubst (GNU gettext): `$NAME` and `${NAME}` of the variables that its argument names, or of all. */
import type { FileContent } from "../files/types.ts";
import type { Rendered, Rendering } from "./go-template.ts";
import { RenderedText } from "./text.ts";

const REFERENCE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

/**
 * The text with its variables put in; `format` is the argument, which names those that are meant. What the image leaves
 * unset is given when the container starts, and stays open.
 */
export function renderEnvsubst(
  template: FileContent,
  { environment, budget }: Pick<Rendering, "environment" | "budget">,
  format: string | undefined,
): Rendered {
  const { text } = template.file;
  const meant = format === undefined ? undefined : new Set(references(format).map(({ name }) => name));
  const out = new RenderedText(template);
  const open = new Set<string>();
  let last = 0;
  for (const { name, span } of references(text)) {
    if (meant?.has(name) === false) continue;
    out.copy({ start: last, end: span.start });
    last = span.end;
    const value = environment(name) ?? undefined;
    budget?.spend(1 + (value?.length ?? 0));
    if (value === undefined) open.add(name);
    out.replace(span, value ?? `\${${name}}`);
  }
  out.copy({ start: last, end: text.length });
  return { content: out.content(), open: [...open] };
}

function references(text: string) {
  return Array.from(text.matchAll(REFERENCE), ({ 0: whole, 1: braced, 2: plain, index }) => ({
    name: braced ?? plain ?? "",
    span: { start: index, end: index + whole.length },
  }));
}
