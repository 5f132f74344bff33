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

const help = "policy/weakened reports what is weaker than before, if anything";

const NEW_BASES = "every image on these bases is judged by it; for bases that were unknown it already counts";

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
    const message = "first policy: the base has none, so this one is already in force";
    yield { key: "first", at: { file }, message };
  } else if (old !== undefined && after === undefined && head.policyProblems.length === 0) {
    const message = "the policy is removed, but stays in force until this is merged";
    yield { key: "removed", at: { file: old }, message, help };
  }
}

/** Waivers, and what is said of bases of which nothing was known, count before it is merged. */
function changeText(keys: readonly string[]): string {
  const others = keys.filter((key) => key !== "waivers");
  if (others.length === 0) return "the policy changes waivers, which already count";
  const early = [
    ...(others.length < keys.length ? ["its waivers"] : []),
    ...(keys.includes("base-images") ? ["what it says about unknown bases"] : []),
  ];
  const [first] = early;
  const verb = early.length === 1 && first !== "its waivers" ? "counts" : "count";
  const already = first === undefined ? "" : `; ${early.join(" and ")} already ${verb}`;
  return `the policy changes ${others.join(", ")}: the base's policy stays in force until this is merged${already}`;
}

function* recordedBases({ base, head }: Change): Iterable<Problem> {
  const before = textFile(base.fleet, RECORDED_PATH);
  const after = textFile(head.fleet, RECORDED_PATH);
  const file = after ?? before;
  const { changes } = recordedNews(before, after);
  if (file === undefined || changes.length === 0) return;
  const message = `recorded base images change: ${changes.join(", ")}`;
  yield { key: "recorded", at: { file }, message, help: NEW_BASES };
}
