import type { Problem } from "../../finding.ts";
import { imagesLeftOut, textFile } from "../../model/change/policy-reach.ts";
import type { FileProblem } from "../../model/repo/problem.ts";
import { BASELINE_PATH, type PlacedEntry } from "../../policy/baseline/baseline.ts";
import { defaultPolicy } from "../../policy/defaults.ts";
import type { Policy } from "../../policy/policy.ts";
import { RECORDED_PATH } from "../../policy/recorded.ts";
import { recordedNews } from "../../policy/recorded-changes.ts";
import { keyPlace, loosenings } from "../../policy/weakened.ts";
import type { Change, Rule } from "../../rule.ts";
import { lineKey } from "../../source.ts";
import { newsOfBaseline } from "../baseline-news.ts";

const help = "once merged, the policy is weaker; have its owners confirm it";

const UNSEEN = "what the change does to them is not checked: name their folder under images: in the policy";

// Waivers that the policy adds are policy/waiver-added's.
export const weakened: Rule = {
  id: "policy/weakened",
  summary: "A change does not weaken the policy",
  severity: "warning",
  scope: "change",

  *check(change, { policy }) {
    const { base, head } = change;
    const [before, after] = [base, head].map(({ fleet }) => textFile(fleet, RECORDED_PATH));
    yield* broken("the file of recorded bases", recordedNews(before, after).broken);
    const { added, broken: unread } = newsOfBaseline(change);
    yield* broken("the baseline", unread);
    yield* longer(added, textFile(base.fleet, BASELINE_PATH) !== undefined || base.policy !== undefined);
    if (base.policyProblems.length > 0) return;
    if (head.policy === undefined && head.policyProblems.length > 0) {
      if (base.policy !== undefined) yield* broken("the policy", head.policyProblems);
      return;
    }
    yield* loosened(change);
    yield* leftOut(change, policy);
  },
};

function* broken(what: string, problems: readonly FileProblem[]): Iterable<Problem> {
  for (const { at, message } of problems) {
    yield {
      key: lineKey("cannot be used", at),
      at,
      message: `${what} can no longer be used: ${message}`,
      severity: "error",
      help: "once this is merged, every check will stop with this error",
    };
  }
}

const SHOWN_ENTRIES = 5;

/** A first baseline comes with the first policy, and is in force with it. */
function* longer(added: readonly PlacedEntry[], isAdopted: boolean): Iterable<Problem> {
  const [first, ...others] = added;
  if (first === undefined || !isAdopted) return;
  const of = (entry: PlacedEntry) => `${entry.rule} in ${entry.file}`;
  yield {
    key: "baseline",
    at: first.at,
    message:
      others.length === 0
        ? `the baseline grows by ${of(first)}`
        : `the baseline grows by ${added.length} findings: the first is ${of(first)}`,
    help: "once merged, they no longer count: fix them instead, or have the policy's owners confirm it",
    related: others.slice(0, SHOWN_ENTRIES).map((entry) => ({ at: entry.at, note: `${of(entry)} is new` })),
  };
}

function* loosened({ base, head, rules }: Change): Iterable<Problem> {
  const file = textFile(head.fleet, head.policy?.file) ?? textFile(base.fleet, base.policy?.file);
  if (base.policy === undefined || file === undefined) return;
  for (const { key, what, at } of loosenings(base.policy, head.policy ?? defaultPolicy, rules)) {
    yield { key, at: at ?? { file }, message: what, help };
  }
}

/** Also where nobody changed a policy: a new folder can move the root that is taken by default. */
function* leftOut({ base, head, headPathOf }: Change, inForce: Policy): Iterable<Problem> {
  const before = base.policy ?? defaultPolicy;
  const reach = { base: base.fleet, head: head.fleet, before, headPathOf };
  const after = head.policy ?? defaultPolicy;
  const lost = imagesLeftOut({ ...reach, after });
  const file = textFile(head.fleet, lost[0]);
  if (file === undefined) return;
  const more = lost.length > 3 ? ` and ${lost.length - 3} more` : "";
  const message = `no longer checked as an image: ${lost.slice(0, 3).join(", ")}${more}`;
  const at = keyPlace(after, "images") ?? { file };
  const unseen = new Set(imagesLeftOut({ ...reach, after: inForce }));
  if (lost.some((path) => unseen.has(path) && isOddlyLost(path))) {
    yield { key: "images", at, message, severity: "error", help: UNSEEN };
  } else yield { key: "images", at, message, help };

  // A first policy says what is an image, and who moves one away may mean it; else the change hides what it does there.
  function isOddlyLost(path: string): boolean {
    if (base.policy !== undefined && inForce.images !== base.policy.images) return true;
    return headPathOf(path) === path && (base.policy !== undefined || head.policy === undefined);
  }
}
