/** What is asked for refusals: the configuration as nginx reads it, and by which nginx. */

import type { NginxDirective, NginxWord } from "../../../parsers/nginx/parse.ts";
import { isStock } from "../../servers/files.ts";
import type { ServerProblem } from "../../servers/types.ts";
import type { NginxBuild } from "../build.ts";
import type { DirectiveStep } from "../steps.ts";

/** A configuration whose parts fit each other or do not. */
export interface Configuration {
  readonly steps: readonly DirectiveStep[];
  readonly build: NginxBuild;
  /** All of it is known: what it does not hold, it lacks. */
  readonly complete: boolean;
  /** All of it that stands outside of blocks is known, where alone `load_module` may stand. */
  readonly mainComplete: boolean;
  /** Container paths of files that were rendered from a template. */
  readonly rendered: ReadonlySet<string>;
}

/** Where a pair of values stands: in `map`, `geo`, `split_clients`. */
export interface PairPlace {
  /** The block, with what is included into it. */
  readonly block: DirectiveStep;
  readonly build: NginxBuild;
}

/** What nginx refuses of one pair. */
export type PairCheck = (
  pair: NginxDirective,
  place: PairPlace,
) => { readonly word: NginxWord; readonly message: string } | undefined;

/** A problem of a word of a directive, unless the base or a package wrote it. */
export function blamed(
  step: DirectiveStep,
  word: NginxWord | undefined,
  { key, message, first }: { readonly key: string; readonly message: string; readonly first?: DirectiveStep },
): readonly (ServerProblem & { readonly path: string })[] {
  const { loaded, directive } = step;
  if (isStock(loaded.container)) return [];
  const at = loaded.content.place((word ?? directive.name).span);
  const related =
    first === undefined
      ? []
      : [{ at: first.loaded.content.place(first.directive.name.span), note: "the first one is here" }];
  return [{ key, at, message, related, path: loaded.container.path }];
}

/** Whether a text may be another once it is rendered. */
export function isOpen({ loaded }: DirectiveStep, text: string, rendered: ReadonlySet<string>): boolean {
  return text.includes("${") && (rendered.has(loaded.container.path) || /\$\{[A-Z_]+/.test(text));
}

/** The blocks of a server: `http`, `stream` or `mail` at the top. */
export function roomsNamed(steps: readonly DirectiveStep[], name: string): readonly DirectiveStep[] {
  return steps.filter(({ context, directive }) => context === "main" && directive.name.value === name);
}
