import { expect, test } from "vitest";
import { patchesOf } from "../../src/app/action/fixes.ts";
import type { FixPlan } from "../../src/facts.ts";
import type { Finding } from "../../src/finding.ts";
import type { Suggestion } from "../../src/github/review/suggestions.ts";
import { sourceFile } from "../../src/source.ts";

// The merge has a line of the base above the two that are mended; the pull request's head does not.
const judged = sourceFile("web/nginx.conf", "# from the base\nuser root;\nlisten 80;\n");

function mending(wrong: string, right: string): Finding {
  const start = judged.text.indexOf(wrong);
  const at = { file: judged, span: { start, end: start + wrong.length } };
  const fix = { title: `write ${right}`, safe: true, edits: [{ replace: at, text: right }] };
  return { rule: "test/wrong", severity: "error", key: wrong, message: wrong, images: [], at, fix };
}

const user = mending("root", "web");
const port = mending("80", "8080");
const plan: FixPlan = {
  changes: [
    {
      path: judged.path,
      before: judged.text,
      after: "# from the base\nuser web;\nlisten 8080;\n",
      executable: { before: false, after: false },
    },
  ],
  applied: [user, port],
  refused: [],
};

/** On the head's first line, which is the merge's second. */
const onHead = (findings: readonly Finding[]): Suggestion => ({
  path: judged.path,
  first: 1,
  last: 1,
  lines: ["user web;"],
  safe: true,
  findings: findings.map((finding, index) => ({ finding, fingerprint: String(index) })),
});

const changed = (text: string) => text.split("\n").filter((line) => /^[-+][^-+]/.test(line));

test("the rest is what the suggestions leave, wherever the page shows them", () => {
  const [rest, whole] = patchesOf(plan, [onHead([user])], "");
  expect(changed(rest?.text ?? "")).toEqual(["-listen 80;", "+listen 8080;"]);
  expect(changed(whole?.text ?? "")).toEqual(["-user root;", "-listen 80;", "+user web;", "+listen 8080;"]);
});

test("suggestions that do all of it leave no rest, and an edit of two findings is done once", () => {
  expect(patchesOf(plan, [onHead([user, user, port])], "")).toHaveLength(1);
});

test("without suggestions there is one patch, without fixes none", () => {
  expect(patchesOf(plan, [], "")).toHaveLength(1);
  expect(patchesOf(undefined, [], "")).toEqual([]);
});
