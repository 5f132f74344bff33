/** Names of `valid_referers` that stand twice in one block (ngx_http_add_referer: "conflicting parameter"). */
import type { ServerProblem } from "../../servers/types.ts";
import type { DirectiveStep } from "../steps.ts";
import { everyStep } from "../steps.ts";
import { blamed, type Configuration, isOpen } from "./types.ts";

const WORDS = /^(none|blocked|server_names)$|^~/;

export function refererProblems({ steps, rendered }: Configuration): readonly ServerProblem[] {
  return everyStep(steps).flatMap(({ step }) => doubledIn(step.children, rendered));
}

function doubledIn(block: readonly DirectiveStep[], rendered: ReadonlySet<string>): readonly ServerProblem[] {
  const seen = new Map<string, DirectiveStep>();
  return block.flatMap((step) => {
    if (step.directive.name.value !== "valid_referers") return [];
    return step.directive.args.flatMap((word) => {
      if (WORDS.test(word.value) || isOpen(step, word.value, rendered)) return [];
      // What stands behind the slash does not tell names apart.
      const name = word.value.replace(/\/.*$/s, "");
      const before = seen.get(name.toLowerCase());
      seen.set(name.toLowerCase(), before ?? step);
      if (before === undefined) return [];
      const message = `conflicting parameter "${name}" in "valid_referers"`;
      return blamed(step, word, { key: `referer twice ${name}`, message, first: before });
    });
  });
}
