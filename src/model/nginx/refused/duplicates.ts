/** What may stand once in a block, and stands twice. */
import { entriesFor } from "../../../parsers/nginx/entries.ts";
import type { ServerProblem } from "../../servers/types.ts";
import type { DirectiveStep } from "../steps.ts";
import { blamed, type Configuration } from "./types.ts";

// These may repeat, but not beside their `off`.
const OFF = /^(proxy_redirect|mirror)$/;

function isOff({ directive }: DirectiveStep): boolean {
  return directive.args[0]?.value === "off";
}

/** Directives that nginx takes once in a block. `user` has a rule of its own. */
export function duplicates({ steps, build }: Configuration): readonly ServerProblem[] {
  return inBlock(steps);

  function inBlock(block: readonly DirectiveStep[]): readonly ServerProblem[] {
    const seen = new Map<string, DirectiveStep>();
    return block.flatMap((step) => {
      const inner = inBlock(step.children);
      const key = keyOf(step);
      if (key === undefined) return inner;
      const before = seen.get(key);
      if (before === undefined || (OFF.test(key) && !isOff(before) && !isOff(step))) {
        seen.set(key, step);
        return inner;
      }
      const name = step.directive.name.value;
      const message = `"${name}" directive is duplicate`;
      return [...blamed(step, undefined, { key: `duplicate ${name}`, message, first: before }), ...inner];
    });
  }

  function keyOf({ directive, context, open }: DirectiveStep): string | undefined {
    const name = directive.name.value;
    if (context === undefined || open !== undefined || name === "user") return undefined;
    const entries = entriesFor(directive, context, build.releases);
    const isOnce = entries.length > 0 && entries.every(({ once }) => once === true);
    if (isOnce) return name === "alias" ? "root" : name;
    if (OFF.test(name)) return build.releases === undefined ? undefined : name;
    // A second one for the same zone.
    const [zone] = directive.args;
    if (name === "limit_conn" && zone !== undefined) return `${name} ${zone.value}`;
    const named =
      name === "limit_req" ? directive.args.find(({ value }) => value.startsWith("zone=")) : undefined;
    return named === undefined ? undefined : `${name} ${named.value}`;
  }
}
