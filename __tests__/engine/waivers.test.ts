import { expect, test } from "vitest";
import { applyWaivers } from "../../src/engine/waivers.ts";
import type { Finding } from "../../src/finding.ts";
import type { PlacedWaiver } from "../../src/model/waivers/read.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import { sourceFile } from "../../src/source.ts";
import { placeOf } from "./fleet.ts";

const file = sourceFile("images/web/a.conf", "# comment\nuser root;\nlisten 1;\n");
const other = sourceFile("images/shop/a.conf", "user root;\n");

function finding(rule: string, at = placeOf(file, "root")): Finding {
  return { rule, key: rule, at, message: `${rule} is wrong`, severity: "error", images: ["web"] };
}

/** On the comment of the first line, for the second. */
function comment(parts: Partial<PlacedWaiver> = {}): PlacedWaiver {
  const at = placeOf(file, "# comment");
  const covers = placeOf(file, "user root;").span ?? { start: 0, end: 0 };
  return { from: "comment", rule: "nginx/user-root", reason: "why", at, covers, ...parts };
}

function entry(parts: Partial<PlacedWaiver> = {}): PlacedWaiver {
  const at = { file: sourceFile(".github/keelcheck.yml", "") };
  return { from: "policy", rule: "nginx/user-root", reason: "why", at, ...parts };
}

const root = finding("nginx/user-root");
const elsewhere = finding("nginx/user-root", placeOf(other, "root"));
const whole = finding("nginx/user-root", { file });

test.each<[what: string, finding: Finding, waiver: PlacedWaiver, waived: boolean]>([
  ["rule and line", root, comment(), true],
  ["the group", root, comment({ rule: "nginx/*" }), true],
  ["another rule", root, comment({ rule: "nginx/user-missing" }), false],
  ["another group", root, comment({ rule: "apache/*" }), false],
  ["another line", finding("nginx/user-root", placeOf(file, "listen")), comment(), false],
  [
    "what is missing at the end of the line",
    finding("nginx/user-root", { file, span: { start: 20, end: 20 } }),
    comment(),
    true,
  ],
  ["another file", elsewhere, comment(), false],
  ["the file as a whole", whole, comment(), false],
  ["a comment above nothing", root, comment({ covers: { start: 15, end: 15 } }), false],
  ["the policy, everywhere", whole, entry(), true],
  ["the policy, by a glob", root, entry({ path: "images/*/a.conf" }), true],
  ["the policy, by a folder", root, entry({ path: "images/web" }), true],
  ["the policy, elsewhere", elsewhere, entry({ path: "images/web" }), false],
  ["no reason", root, comment({ reason: " " }), false],
  ["malformed", root, comment({ problem: { key: "until", message: "no day" } }), false],
  ["the last day", root, comment({ until: "2027-01-31" }), true],
  ["the day before today", root, comment({ until: "2027-01-30" }), false],
  ["what is said of waivers", finding("policy/waiver-expired"), entry({ rule: "policy/*" }), false],
])("%s", (_what, found, waiver, expected) => {
  const today = "2027-01-31";
  const { findings, waived } = applyWaivers({
    findings: [found],
    waivers: [waiver],
    policy: defaultPolicy,
    today,
  });
  expect({ left: findings.length, waived: waived.map((one) => one.waiver.reason) }).toEqual(
    expected ? { left: 0, waived: ["why"] } : { left: 1, waived: [] },
  );
});

test("a new waiver counts and is marked, unless the policy in force forbids it", () => {
  const input = { findings: [root], waivers: [comment()], policy: defaultPolicy, added: () => true };
  expect(applyWaivers(input).waived.map(({ waiver }) => waiver.added)).toEqual([true]);
  const forbid = { ...defaultPolicy, waivers: { new: "forbid", list: [] } as const };
  const refused = applyWaivers({ ...input, policy: forbid });
  expect(refused.findings).toEqual([root]);
  expect(refused.uses).toEqual([{ waiver: comment(), waived: [], refused: "forbidden", released: [root] }]);
  const old = applyWaivers({ ...input, policy: forbid, added: () => false });
  expect(old.findings).toEqual([]);
  expect(old.waived.map(({ waiver }) => waiver.added)).toEqual([undefined]);
});

test("every waiver that holds for a finding is used; a refused one only releases what no other holds", () => {
  const expired = comment({ until: "2026-01-01" });
  const { uses, waived } = applyWaivers({
    findings: [root, elsewhere],
    waivers: [expired, comment(), entry({ path: "images/web" })],
    policy: defaultPolicy,
    today: "2027-01-01",
  });
  expect(waived.map(({ waiver }) => waiver.at)).toEqual([comment().at]);
  expect(uses.map((use) => [use.waived.length, use.refused, use.released?.length])).toEqual([
    [0, "expired", 0],
    [1, undefined, undefined],
    [1, undefined, undefined],
  ]);
});

test("findings keep their order", () => {
  const findings = ["b/b", "a/a", "nginx/user-root", "c/c"].map((rule) => finding(rule));
  const applied = applyWaivers({ findings, waivers: [comment()], policy: defaultPolicy });
  expect(applied.findings.map(({ rule }) => rule)).toEqual(["b/b", "a/a", "c/c"]);
});
