/** Walks over the directives of nginx's configuration. */
import type { NginxContext } from "../../parsers/nginx/directives.ts";
import type { NginxDirective } from "../../parsers/nginx/parse.ts";
import type { Unknown } from "../fact.ts";
import type { LoadedNginx } from "./problems.ts";

/** A directive as nginx sees it, with what is included into it. */
export interface DirectiveStep {
  readonly directive: NginxDirective;
  readonly context: NginxContext | undefined;
  readonly loaded: LoadedNginx;
  /** Empty for a simple directive. */
  readonly children: readonly DirectiveStep[];
  /** Set on an `include` of which not everything is known. */
  readonly open?: Unknown;
}

/** Every directive with the blocks around it, outermost first. */
export function* everyStep(
  steps: readonly DirectiveStep[],
  parents: readonly DirectiveStep[] = [],
): Generator<{ readonly step: DirectiveStep; readonly parents: readonly DirectiveStep[] }> {
  for (const step of steps) {
    yield { step, parents };
    yield* everyStep(step.children, [...parents, step]);
  }
}

/** The server blocks of `http`, with the block that they stand in. */
export function httpServers(
  steps: readonly DirectiveStep[],
): readonly { readonly server: DirectiveStep; readonly http: DirectiveStep }[] {
  return steps
    .filter(({ context, directive }) => context === "main" && directive.name.value === "http")
    .flatMap((http) =>
      http.children
        .filter(({ directive }) => directive.name.value === "server" && directive.block !== undefined)
        .map((server) => ({ server, http })),
    );
}
