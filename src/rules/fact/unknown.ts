import type { Cause } from "../../finding.ts";
import type { Unknown } from "../../model/fact.ts";
import { isToldByServices } from "../../model/fleet/mounted-over.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { undefinedVariables } from "../../model/nginx-start/template-variables.ts";
import type { Run } from "../../model/runs/types.ts";
import { factInWords } from "../../model/servers/questions.ts";
import type { UnknownFact } from "../../model/stages/image.ts";
import { proposedWaiver } from "../../model/waivers/proposed.ts";
import type { Rule } from "../../rule.ts";
import { uncheckedHelp } from "../settled.ts";

const RULE = "fact/unknown";

/** One reason, and the facts of the image that are unknown because of it. */
interface Reason {
  readonly reason: Unknown;
  readonly facts: readonly string[];
}

// The message leaves image and facts out: a cause that several images share is then one finding that names them.
export const unknown: Rule = {
  id: RULE,
  summary: "Everything that decides what an image runs as is known",
  severity: "notice",
  scope: "run",

  *check(run, { fleet }) {
    const asked = new Set(undefinedVariables(run, fleet).map(({ name }) => name));
    // A variable that the README tells people to give is no secret, and of another the template's rule speaks.
    const isTold = (name: string) => asked.has(name) || run.image.readme?.mentions(name) !== undefined;
    const isSettled = (one: UnknownFact) =>
      (one.given !== undefined && isTold(one.given)) ||
      (run.service === undefined && isToldByServices(fleet, run.image, one));
    for (const one of reasonsOf(run, isSettled)) {
      const { reason } = one;
      const cause = causeOf(one, fleet);
      yield { key: reason.key, cause, at: reason.at, message: reason.why, ...uncheckedHelp(cause) };
    }
  },
};

function reasonsOf(
  { image, service, unknowns }: Run,
  isSettled: (one: UnknownFact) => boolean,
): readonly Reason[] {
  const found = new Map<string, Reason>();
  for (const one of service === undefined ? image.unknowns : unknowns) {
    if (isSettled(one)) continue;
    const { fact, reason } = one;
    const { file, span } = reason.at;
    const same = JSON.stringify([file.path, span?.start, span?.end, reason.why]);
    const before = found.get(same) ?? { reason, facts: [] };
    found.set(same, { reason: before.reason, facts: [...new Set([...before.facts, fact])].sort() });
  }
  return [...found.values()];
}

function causeOf({ reason, facts }: Reason, fleet: Fleet): Cause {
  const { shared, settle, key, why, at } = reason;
  return {
    key: shared?.key ?? JSON.stringify([key, why, settle]),
    ...(shared && { many: shared.many }),
    facts: facts.map(factInWords),
    settle: settle ?? proposedWaiver(RULE, at, fleet),
  };
}
