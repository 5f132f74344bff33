/** Words that this nginx does not have, where it is known which it has. */

import { nearest } from "../../../names.ts";
import { once } from "../../../once.ts";
import { knownDirective, moduleOf, namesIn } from "../../../parsers/nginx/entries.ts";
import type { ServerProblem } from "../../servers/types.ts";
import type { DirectiveStep } from "../steps.ts";
import { everyStep } from "../steps.ts";
import { blamed, type Configuration } from "./types.ts";

/** Whether a directive's name is one that the build lacks: nobody has it, or a module that is not loaded. */
export function isLacking({ directive, context }: DirectiveStep, configuration: Configuration): boolean {
  if (context === undefined || !hasKnownModules(configuration)) return false;
  const name = directive.name.value;
  if (!knownDirective(name)) return true;
  const module = moduleOf(directive, context);
  return module !== undefined && configuration.build.apart?.has(module) === true;
}

/** Whether all of it is known, and no other module than the build's own can be loaded. */
export function isClosed(configuration: Configuration): boolean {
  return configuration.complete && hasKnownModules(configuration);
}

/** Whether no other module than the build's own can be loaded. */
const hasKnownModules = once(({ steps, build, mainComplete }: Configuration): boolean => {
  const top = steps.filter(({ context }) => context === "main");
  return build.closed && mainComplete && !top.some(({ directive }) => directive.name.value === "load_module");
});

/** Directives that nginx does not know, with what they may mean. */
export function unknownDirectives(configuration: Configuration): readonly ServerProblem[] {
  return everyStep(configuration.steps).flatMap(({ step }) => {
    if (step.open !== undefined || !isLacking(step, configuration)) return [];
    const { directive, context } = step;
    const name = directive.name.value;
    return blamed(step, directive.name, {
      key: `unknown ${name}`,
      message: `unknown directive "${shown(name)}"${hint(name, context ?? "main", configuration)}`,
    });
  });
}

function shown(name: string): string {
  return name.replace(/^\uFEFF/, "");
}

function hint(name: string, context: string, { build }: Configuration): string {
  if (name.startsWith("\uFEFF")) return ": the file begins with a byte order mark";
  if (knownDirective(name)) return ": its module is not loaded";
  const [like] = [nearest(name, namesIn(context, build.releases))];
  return like === undefined ? "" : `: did you mean "${like}"?`;
}
