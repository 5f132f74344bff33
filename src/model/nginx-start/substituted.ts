/** Templates of nginx whose own variables `envsubst` takes away when the container starts. */
import { parseNginx, walk } from "../../parsers/nginx/parse.ts";
import type { Place } from "../../source.ts";
import { within } from "../../work.ts";
import type { Evidence } from "../fact.ts";
import type { Run } from "../runs/types.ts";
import { isNginxVariable } from "./template-variables.ts";

/** An `envsubst` that names no variables, over a text with some of nginx's own. */
export interface EmptiedTemplate {
  readonly at: Place;
  /** Path of the template in the container. */
  readonly path: string;
  /** Those of nginx that become empty, each once, without `$`. */
  readonly emptied: readonly string[];
  /** The others, which are most likely meant. */
  readonly meant: readonly string[];
  readonly related: readonly Evidence[];
}

const OF_NGINX = /^(server|location|upstream|http|proxy_pass|root|listen)$/;

/** The templates that lose variables of nginx; none of those that the image or the script sets. */
export function emptiedTemplates({ substitutions, image }: Run): readonly EmptiedTemplate[] {
  const set = new Set(image.environment.map(({ name }) => name));
  return substitutions.flatMap(({ at, because, path, template, assigned }): readonly EmptiedTemplate[] => {
    const { file } = template;
    const parsed = within({ doing: "reading this template", at: { file } }, () => parseNginx(file));
    const names = [...walk(parsed.directives)].map(({ directive }) => directive.name.value);
    if (!names.some((name) => OF_NGINX.test(name))) return [];
    const isComment = (index: number) =>
      parsed.comments.some(({ span }) => span.start <= index && index < span.end);
    const read = [...file.text.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)]
      .filter(({ index }) => !isComment(index))
      .map(({ index, 0: text, 1: plain, 2: braced }) => ({
        name: plain ?? braced ?? "",
        span: { start: index, end: index + text.length },
      }));
    const isLost = (name: string) => isOwnName(name) && !set.has(name) && !assigned.has(name);
    const first = read.find(({ name }) => isLost(name));
    if (first === undefined) return [];
    const unique = [...new Set(read.map(({ name }) => name))];
    const shown = { at: template.place(first.span), note: `nginx sets $${first.name}` };
    return [
      {
        at,
        path,
        emptied: unique.filter(isLost),
        meant: unique.filter((name) => !isOwnName(name)),
        related: [...because, shown],
      },
    ];
  });
}

/** Nginx's own are in lower case; `$HOST` is most likely a variable of the container. */
function isOwnName(name: string): boolean {
  return name === name.toLowerCase() && isNginxVariable(name);
}
