/** Parts of nginx's configuration as fixes find them again. */

import type { FileContent, Nginx } from "../model/model.ts";
import { type NginxDirective, walk } from "../parsers/nginx/parse.ts";
import type { Place } from "../source.ts";
import { isSamePlace, placeKey } from "../source.ts";
import { sourcePlace } from "./sources.ts";

/** A directive with the text that it stands in. */
export interface PlacedDirective {
  readonly directive: NginxDirective;
  readonly content: FileContent;
}

/** The directive of a file that a fact shows by its place: of the whole, of its name, or of an argument. */
export function nginxDirectiveAt({ loaded }: Nginx, at: Place): PlacedDirective | undefined {
  for (const { content, parsed } of loaded) {
    for (const { directive } of walk(parsed.directives)) {
      const spans = [directive, directive.name, ...directive.args].map(({ span }) => span);
      if (spans.some((span) => isSamePlace(content.place(span), at))) return { directive, content };
    }
  }
  return undefined;
}

/** The same for many places: the configuration is gone through once, when the first is asked for. */
export function nginxDirectives(nginx: Nginx): (at: Place) => PlacedDirective | undefined {
  let placed: ReadonlyMap<string, PlacedDirective> | undefined;
  return (at) => {
    placed ??= placedDirectives(nginx);
    return placed.get(placeKey(at));
  };
}

function placedDirectives({ loaded }: Nginx): ReadonlyMap<string, PlacedDirective> {
  const placed = new Map<string, PlacedDirective>();
  for (const { content, parsed } of loaded)
    for (const { directive } of walk(parsed.directives))
      for (const { span } of [directive, directive.name, ...directive.args]) {
        const key = placeKey(content.place(span));
        if (!placed.has(key)) placed.set(key, { directive, content });
      }
  return placed;
}

/** Where a directive stands in the repo, from its name to its `;` or `{`. */
export function directivePlace({ directive, content }: PlacedDirective): Place | undefined {
  return sourcePlace(content, directive.span);
}

/** The text of a directive's words in the repo, from one argument to its last. */
export function argumentsPlace({ directive, content }: PlacedDirective, from = 0): Place | undefined {
  const first = directive.args[from];
  const last = directive.args.at(-1);
  return first && last && sourcePlace(content, { start: first.span.start, end: last.span.end });
}
