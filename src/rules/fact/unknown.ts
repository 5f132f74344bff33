import type { Unknown } from "../../model/fact.ts";
import type { Run } from "../../model/runs/types.ts";
import { factInWords } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";
import { type Help, settled } from "../settled.ts";

/** One reason, and the facts of the image that are unknown because of it. */
interface Cause {
  readonly reason: Unknown;
  readonly facts: readonly string[];
}

// The message leaves image and facts out: a cause that several images share is then one finding that names them.
export const unknown: Rule = {
  id: "fact/unknown",
  summary: "Everything that decides what an image runs as is known",
  severity: "notice",
  scope: "run",

  *check(run) {
    for (const { reason, facts } of causesOf(run)) {
      yield {
        key: reason.key,
        at: reason.at,
        message: reason.why,
        ...helpOf(reason, facts),
      };
    }
  },
};

function causesOf({ image, service, unknowns }: Run): readonly Cause[] {
  const causes = new Map<string, Cause>();
  for (const { fact, reason } of service === undefined ? image.unknowns : unknowns) {
    const { file, span } = reason.at;
    const same = JSON.stringify([file.path, span?.start, span?.end, reason.why]);
    const cause = causes.get(same) ?? { reason, facts: [] };
    causes.set(same, { reason: cause.reason, facts: [...new Set([...cause.facts, fact])].sort() });
  }
  return [...causes.values()];
}

function helpOf({ settle }: Unknown, facts: readonly string[]): Help {
  return settled(`what depends on it is not checked: ${facts.map(factInWords).join(", ")}`, settle);
}
