import type { Problem } from "../../finding.ts";
import { textFile } from "../../model/change/policy-reach.ts";
import { changedKeys } from "../../policy/changed.ts";
import { RECORDED_PATH } from "../../policy/recorded.ts";
import { recordedNews } from "../../policy/recorded-changes.ts";
import { keyPlace } from "../../policy/weakened.ts";
import type { Change, Rule } from "../../rule.ts";

// Only a policy that means something else is news; comments and the order of keys are not.
export const changed: Rule = {
  id: "policy/changed",
  summary: "A change leaves the policy as it is",
  severity: "notice",
  scope: "change",

  *check(change) {
    yield* policyChanges(change);
    yield* recordedBases(change);
  },
};

const help = "policy/weakened says what asks for less than before, if anything does";

const NEW_BASES =
  "every image on these bases is judged by it; of bases that were not known it counts already";

function* policyChanges({ base, head }: Change): Iterable<Problem> {
  const { policy: before } = base;
  const { policy: after } = head;
  const file = textFile(head.fleet, after?.file);
  const old = textFile(base.fleet, before?.file);
  if (before !== undefined && after !== undefined && file !== undefined) {
    const keys = changedKeys(before, after);
    if (keys.length === 0) return;
    const [first] = keys.flatMap((key) => keyPlace(after, key) ?? []);
    yield { key: "changed", at: first ?? { file }, message: changeText(keys), help };
  } else if (before === undefined && base.policyProblems.length === 0 && file !== undefined) {
    const message = "this is the first policy: the base has none, so it is in force already";
    yield { key: "first", at: { file }, message };
  } else if (old !== undefined && after === undefined && head.policyProblems.length === 0) {
    const message = "the policy is taken away: until this is merged, it is in force";
    yield { key: "removed", at: { file: old }, message, help };
  }
}

/** Waivers, and what is said of bases of which nothing was known, count before it is merged. */
function changeText(keys: readonly string[]): string {
  const others = keys.filter((key) => key !== "waivers");
  if (others.length === 0) return "the policy changes waivers, which count already";
  const early = [
    ...(others.length < keys.length ? ["its waivers"] : []),
    ...(keys.includes("base-images") ? ["what it says of bases that were not known"] : []),
  ];
  const [first] = early;
  const verb = early.length === 1 && first !== "its waivers" ? "counts" : "count";
  const already = first === undefined ? "" : `; ${early.join(" and ")} ${verb} already`;
  return `the policy changes ${others.join(", ")}: until this is merged, the policy of the base is in force${already}`;
}

function* recordedBases({ base, head }: Change): Iterable<Problem> {
  const before = textFile(base.fleet, RECORDED_PATH);
  const after = textFile(head.fleet, RECORDED_PATH);
  const file = after ?? before;
  const { changes } = recordedNews(before, after);
  if (file === undefined || changes.length === 0) return;
  const message = `what is recorded of base images changes: ${changes.join(", ")}`;
  yield { key: "recorded", at: { file }, message, help: NEW_BASES };
}
