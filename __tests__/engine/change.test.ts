import { expect, test } from "vitest";
import { checkChange, checkWaivers } from "../../src/engine/change.ts";
import { checkAll, failureText } from "../../src/engine/check.ts";
import type { Finding, Problem } from "../../src/finding.ts";
import type { PlacedWaiver } from "../../src/model/waivers/read.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import type { Policy } from "../../src/policy/policy.ts";
import type { Change, Context, Rule, WaiverUse } from "../../src/rule.ts";
import { sourceFile } from "../../src/source.ts";
import { handmadeFleet, handmadeImage, handmadeRun, placeOf } from "./fleet.ts";

const web = handmadeImage("web");
const fleet = handmadeFleet([handmadeRun(web)], { folders: [web.folder] });
const at = placeOf(web.file, "USER web");
const change: Change = {
  base: { fleet, policyProblems: [], waivers: [] },
  head: { fleet, policyProblems: [], waivers: [] },
  runs: [],
  headPathOf: (path) => path,
  rules: [],
};

const problem: Problem = { key: "k", at, message: "is wrong" };

function changeRule(check: (change: Change, context: Context) => Iterable<Problem>, off?: true): Rule {
  const rule = { id: "policy/a", summary: "", severity: "warning", scope: "change", check } as const;
  return off === undefined ? rule : { ...rule, off };
}

const waiver: PlacedWaiver = { from: "comment", rule: "nginx/user-root", reason: "why", at };
const use: WaiverUse = { waiver, waived: [] };
const seen: Rule = {
  id: "policy/seen",
  summary: "",
  severity: "notice",
  scope: "waiver",
  check: ({ waiver }) => [{ ...problem, message: `${waiver.rule} is seen` }],
};
const userRoot: Rule = {
  id: "nginx/user-root",
  summary: "",
  severity: "error",
  scope: "run",
  check: () => [],
};

function withRules(...rules: readonly (readonly [pattern: string, severity: "off" | "error"])[]): Policy {
  const file = sourceFile(".github/keelcheck.yml", "");
  return {
    ...defaultPolicy,
    rules: rules.map(([pattern, severity]) => ({ pattern, severity, at: { file } })),
  };
}

function shown(findings: readonly Finding[]): string[] {
  return findings.map(({ rule, severity, images, message }) => `${rule} ${severity} [${images}] ${message}`);
}

test.each<[what: string, policy: Policy, rule: Rule, expected: readonly string[]]>([
  [
    "the rule's severity, and the images of the folder",
    defaultPolicy,
    changeRule(() => [problem]),
    ["policy/a warning [web] is wrong"],
  ],
  [
    "the problem's own severity",
    defaultPolicy,
    changeRule(() => [{ ...problem, severity: "error" }]),
    ["policy/a error [web] is wrong"],
  ],
  [
    "the policy's severity",
    withRules(["policy/*", "error"]),
    changeRule(() => [problem]),
    ["policy/a error [web] is wrong"],
  ],
  ["off", withRules(["policy/a", "off"]), changeRule(() => [problem]), []],
  ["off by default", defaultPolicy, changeRule(() => [problem], true), []],
  [
    "a file of the repo",
    defaultPolicy,
    changeRule(() => [{ ...problem, at: { file: sourceFile("compose.yaml", "") } }]),
    ["policy/a warning [] is wrong"],
  ],
  [
    "one thing said twice",
    defaultPolicy,
    changeRule(() => [problem, problem]),
    ["policy/a warning [web] is wrong"],
  ],
  [
    "today",
    defaultPolicy,
    changeRule((_change, { today }) => [{ ...problem, message: `${today}` }]),
    ["policy/a warning [web] 2027-01-31"],
  ],
])("a change: %s", (_what, policy, rule, expected) => {
  const { findings, failures } = checkChange({
    change,
    fleet,
    policy,
    rules: [rule, seen, userRoot],
    today: "2027-01-31",
  });
  expect(failures).toEqual([]);
  expect(shown(findings)).toEqual(expected);
});

test.each<[what: string, policy: Policy, use: WaiverUse, expected: readonly string[]]>([
  ["each is seen", defaultPolicy, use, ["policy/seen notice [web] nginx/user-root is seen"]],
  ["its rule is off", withRules(["nginx/user-root", "off"]), use, []],
  ["its group is off", withRules(["nginx/*", "off"]), { ...use, waiver: { ...waiver, rule: "nginx/*" } }, []],
  [
    "of no rule at all",
    defaultPolicy,
    { ...use, waiver: { ...waiver, rule: "" }, refused: "malformed" },
    ["policy/seen notice [web]  is seen"],
  ],
])("a waiver: %s", (_what, policy, one, expected) => {
  const { findings } = checkWaivers({
    uses: [one],
    fleet,
    policy,
    rules: [changeRule(() => [problem]), seen, userRoot],
  });
  expect(shown(findings)).toEqual(expected);
});

test("a rule that throws is handed over with what it looked at", () => {
  const failing = () => {
    throw new Error("oh");
  };
  const changes = checkChange({ change, fleet, policy: defaultPolicy, rules: [changeRule(failing)] });
  expect(changes.failures.map(failureText)).toEqual([
    "Keelcheck failed while checking policy/a, at deployment/images: oh",
  ]);
  const rules = [{ ...seen, check: failing } as Rule, userRoot];
  const waivers = checkWaivers({ uses: [use], fleet, policy: defaultPolicy, rules });
  expect(waivers.failures.map(failureText)).toEqual([
    "Keelcheck failed while checking policy/seen, at deployment/images/web/Dockerfile: oh",
  ]);
});

test("the check of a fleet asks neither", () => {
  const rules = [changeRule(() => [problem]), seen];
  expect(checkAll({ fleet, policy: defaultPolicy, rules }).findings).toEqual([]);
});
