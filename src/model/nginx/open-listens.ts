/** Words behind which a server may listen, where nobody knows what they mean. */

import { nearest } from "../../names.ts";
import { knownDirective } from "../../parsers/nginx/entries.ts";
import { type Unknown, unknown } from "../fact.ts";
import { moduleReason } from "./doubts.ts";
import type { DirectiveStep } from "./steps.ts";

/** A block of a module (rtmp) that holds listeners of its own. */
export function foreignServers(step: DirectiveStep): Unknown | undefined {
  const { directive, context, loaded } = step;
  if (directive.block === undefined || context !== "main") return undefined;
  if (knownDirective(directive.name.value) || !holdsListen(step)) return undefined;
  return unknown(
    {
      key: `module of ${directive.name.value}`,
      why: `the block "${directive.name.value}" belongs to an unknown module`,
    },
    loaded.content.place(directive.name.span),
  );
}

function holdsListen({ children }: DirectiveStep): boolean {
  return children.some((child) => child.directive.name.value === "listen" || holdsListen(child));
}

/** What is nearly a `listen` in a block: whoever wrote it means no server on the port that nginx takes without one. */
export function misspeltListen({ children }: DirectiveStep): Unknown | undefined {
  const step = children.find(
    ({ directive: { name } }) => !knownDirective(name.value) && nearest(name.value, ["listen"]) !== undefined,
  );
  return step && unknown(moduleReason(step), step.loaded.content.place(step.directive.name.span));
}
