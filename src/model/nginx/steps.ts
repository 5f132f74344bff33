/** Walks over the directives of nginx's configuration. */
import type { NginxContext } from "../../parsers/nginx/entries.ts";
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

/** A directive and the blocks that it stands in, outermost first. */
export interface PlacedStep {
  readonly step: DirectiveStep;
  readonly parents: readonly DirectiveStep[];
}

/** Every directive with the blocks around it, outermost first. */
export function everyStep(steps: readonly DirectiveStep[]): readonly PlacedStep[] {
  const found: PlacedStep[] = [];
  addSteps(steps, [], found);
  return found;
}

function addSteps(
  steps: readonly DirectiveStep[],
  parents: readonly DirectiveStep[],
  found: PlacedStep[],
): void {
  for (const step of steps) {
    found.push({ step, parents });
    if (step.children.length > 0) addSteps(step.children, [...parents, step], found);
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
