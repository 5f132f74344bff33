import { expect, test } from "vitest";
import { baselineText } from "../../../src/policy/baseline/baseline.ts";
import { baselineMoved } from "../../../src/rules/policy/baseline-moved.ts";
import { fixed } from "../apply-fix.ts";
import { type CheckOptions, checkRule, type Files } from "../check-rule.ts";

const BASELINE = ".github/keelcheck-baseline.json";
const dockerfile = "FROM debian:12-slim\n";
const entry = (name: string, rule = "user/missing") => ({
  file: `images/${name}/Dockerfile`,
  rule,
  key: "no user",
  images: [name],
});
const baseline = (...names: string[]) => ({ [BASELINE]: baselineText(names.map((name) => entry(name))) });
const image = (name: string) => ({ [`images/${name}/Dockerfile`]: dockerfile });
const uses = "1 entry of the baseline uses names that this change replaces:";

test.each<[what: string, files: Files, options: CheckOptions, expected: readonly string[]]>([
  ["nothing is renamed", { ...image("shop"), ...baseline("shop") }, { base: {} }, []],
  [
    "there is no baseline",
    image("store"),
    { base: { ...image("shop"), "images/store/Dockerfile": null } },
    [],
  ],
  [
    "a folder is renamed",
    { ...image("store"), ...baseline("shop") },
    { base: { ...image("shop"), "images/store/Dockerfile": null } },
    [`${BASELINE}:4:5-103 ${uses} images/shop/Dockerfile is now images/store/Dockerfile`],
  ],
  [
    "with its entry",
    { ...image("store"), ...baseline("store") },
    { base: { ...image("shop"), ...baseline("shop"), "images/store/Dockerfile": null } },
    [],
  ],
  [
    "the file is gone: the entry is of no use, and does no harm",
    baseline("shop"),
    { base: { ...image("shop"), ...baseline("shop") } },
    [],
  ],
  [
    "an entry that the change adds under the old name is no matter of a rename",
    { ...image("store"), ...baseline("shop") },
    { base: { ...image("shop"), [BASELINE]: null, "images/store/Dockerfile": null } },
    [],
  ],
])("%s", (_, files, options, expected) => {
  expect(checkRule(baselineMoved, files, options)).toEqual(expected);
});

test("the fix rewrites what is renamed, and sorts it", () => {
  const files = { ...image("zoo"), ...image("mail"), ...baseline("alpha", "mail") };
  const base = {
    ...image("alpha"),
    "images/zoo/Dockerfile": null,
    "images/mail/Dockerfile": "FROM debian:11\n",
  };
  expect(fixed(baselineMoved, files, { base })).toEqual(baseline("mail", "zoo"));
});
