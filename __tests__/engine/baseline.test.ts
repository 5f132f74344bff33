import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baselineOf, holdBack } from "../../src/engine/baseline.ts";
import type { Finding } from "../../src/finding.ts";
import type { BaselineEntry } from "../../src/policy/baseline/baseline.ts";
import { sourceFile } from "../../src/source.ts";

const file = sourceFile("images/web/Dockerfile", "FROM a\nUSER b\nUSER b\n");

function finding(key: string, more: Partial<Finding> = {}): Finding {
  return {
    rule: "user/missing",
    key,
    at: { file },
    message: `it is ${key}`,
    severity: "error",
    images: ["web"],
    ...more,
  };
}

const entry = (key: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  rule: "user/missing",
  file: "images/web/Dockerfile",
  key,
  images: ["web"],
  ...more,
});

function kept(findings: readonly Finding[], entries: readonly BaselineEntry[]) {
  const { counting, held, stale } = holdBack(findings, entries);
  return {
    counting: counting.map(({ message }) => message),
    held: held.length,
    stale: stale.map(({ key }) => key),
  };
}

const undocumented = (...names: string[]) =>
  finding("", { rule: "docs/undocumented", parts: { of: "images/web/README.md", names } });
const readme = (...parts: string[]) =>
  entry("", { rule: "docs/undocumented", file: "images/web/README.md", parts });

describe("an entry holds its finding", () => {
  test.each<
    [what: string, findings: readonly Finding[], entries: readonly BaselineEntry[], expected: object]
  >([
    [
      "and no other",
      [finding("a"), finding("b")],
      [entry("a")],
      { counting: ["it is b"], held: 1, stale: [] },
    ],
    [
      "whatever its line, words and severity",
      [finding("a", { at: { file, span: { start: 7, end: 11 } }, message: "x", severity: "notice" })],
      [entry("a")],
      { counting: [], held: 1, stale: [] },
    ],
    ["and nothing where it is gone", [], [entry("a")], { counting: [], held: 0, stale: ["a"] }],
    [
      "once",
      [finding("a", { message: "first" }), finding("a", { message: "second" })],
      [entry("a")],
      { counting: ["second"], held: 1, stale: [] },
    ],
    [
      "twice where it is there twice",
      [finding("a"), finding("a")],
      [entry("a"), entry("a", { nth: 2 })],
      { counting: [], held: 2, stale: [] },
    ],
    [
      "in no other file",
      [finding("a")],
      [entry("a", { file: "images/shop/Dockerfile" })],
      { counting: ["it is a"], held: 0, stale: ["a"] },
    ],
    [
      "of no other rule",
      [finding("a", { rule: "user/final-root" })],
      [entry("a")],
      { counting: ["it is a"], held: 0, stale: ["a"] },
    ],
    [
      "of no image that was in order",
      [finding("a", { images: ["shop", "web"] })],
      [entry("a")],
      { counting: ["it is a"], held: 0, stale: [] },
    ],
    [
      "of a folder, whatever images come to it",
      [finding("a", { images: ["web/1", "web/2"], ofWholeFolder: true })],
      [entry("a", { images: ["web/1"] })],
      { counting: [], held: 1, stale: [] },
    ],
    [
      "of a folder, whichever Dockerfile stands for it",
      [finding("a", { folder: "images/web" })],
      [entry("a", { file: "images/web/1.28/Dockerfile" })],
      { counting: [], held: 1, stale: [] },
    ],
    [
      "of no other folder",
      [finding("a", { folder: "images/web", ofWholeFolder: true })],
      [entry("a", { file: "images/web-admin/Dockerfile" })],
      { counting: ["it is a"], held: 0, stale: ["a"] },
    ],
    [
      "of one of its images, where it is told of each by now",
      [finding("a", { folder: "images/web/2", images: ["web/2"] })],
      [entry("a", { file: "images/web/1/Dockerfile", images: ["web/1", "web/2"] })],
      { counting: [], held: 1, stale: [] },
    ],
    [
      "of fewer images",
      [finding("a")],
      [entry("a", { images: ["shop", "web"] })],
      { counting: [], held: 1, stale: [] },
    ],
    [
      "of each image its own",
      [finding("a", { images: ["shop"], message: "shop" }), finding("a")],
      [entry("a"), entry("a", { images: ["shop"], nth: 2 })],
      { counting: [], held: 2, stale: [] },
    ],
    [
      "of the repo",
      [finding("a", { images: [] })],
      [{ rule: "user/missing", file: "images/web/Dockerfile", key: "a" }],
      { counting: [], held: 1, stale: [] },
    ],
    [
      "with fewer things that a file lacks",
      [undocumented("user")],
      [readme("port", "user")],
      { counting: [], held: 1, stale: [] },
    ],
    [
      "with no more of them",
      [undocumented("port", "volume")],
      [readme("port", "user")],
      { counting: ["it is "], held: 0, stale: [] },
    ],
    [
      "but none about the policy",
      [finding("a", { rule: "policy/waiver-expired" })],
      [entry("a", { rule: "policy/waiver-expired" })],
      { counting: ["it is a"], held: 0, stale: ["a"] },
    ],
  ])("%s", (_, findings, entries, expected) => {
    expect(kept(findings, entries)).toEqual(expected);
  });
});

test("of what an entry holds a part of, the rest counts", () => {
  const wide = finding("a", { images: ["shop", "web"] });
  const said = { lead: "README.md does not document", each: ["port 80 of shop", "user web"] };
  const lacking = undocumented("port 80", "user web");
  const more = { ...lacking, ...(lacking.parts && { parts: { ...lacking.parts, said } }) };
  const { counting, standing, stale } = holdBack([wide, more], [entry("a"), readme("port 80")]);
  expect(counting).toMatchObject([
    { images: ["shop"] },
    { message: "README.md does not document user web", parts: { names: ["user web"] } },
  ]);
  expect({ standing, stale }).toEqual({ standing: [entry("a"), readme("port 80")], stale: [] });
});

test("an entry shrinks with what it holds, and stays where a folder's Dockerfile is another", () => {
  const old = [entry("a", { images: ["shop", "web"] }), entry("b", { file: "images/web/1/Dockerfile" })];
  const { standing } = holdBack([finding("a"), finding("b", { folder: "images/web" })], old);
  expect(standing).toEqual([entry("a"), old[1]]);
});

test("what is recorded is held, all of it and nothing else", () => {
  const some = fc.array(
    fc
      .record({
        key: fc.constantFrom("a", "b"),
        images: fc.subarray(["shop", "web"]),
        rule: fc.constantFrom("user/missing", "nginx/syntax"),
      })
      .map(({ key, ...more }) => finding(key, more)),
  );
  fc.assert(
    fc.property(some, some, (findings, more) => {
      expect(kept(findings, baselineOf(findings))).toEqual({
        counting: [],
        held: findings.length,
        stale: [],
      });
      const { held, counting } = holdBack([...findings, ...more], baselineOf(findings));
      expect([held.length, counting.length]).toEqual([findings.length, more.length]);
    }),
  );
});
