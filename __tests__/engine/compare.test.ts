import { expect, test } from "vitest";
import { type CompareInput, compareFindings } from "../../src/engine/compare.ts";
import type { Finding } from "../../src/finding.ts";
import { rangeOf, sourceFile } from "../../src/source.ts";

interface Case {
  readonly name: string;
  /** Path to text; a line that holds `!key` is a finding with that key, `@` a finding of the file as a whole. */
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
  /** Base path to head path; `undefined` where it is gone. */
  readonly moved?: Readonly<Record<string, string | undefined>>;
  /** `path:line` of lines that the change adds. */
  readonly added?: readonly string[];
  /** `+` introduced, `=` existing, in the order of the head; then `-` fixed. */
  readonly wanted: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "lines move",
    base: { a: "!listen 80" },
    head: { a: "new\nnew\n!listen 80" },
    added: ["a:1", "a:2"],
    wanted: ["= a:3 listen 80"],
  },
  {
    name: "a line is changed into the same fault: it was there before",
    base: { a: "listen 80 !listen 80" },
    head: { a: "listen 80 default; !listen 80" },
    added: ["a:1"],
    wanted: ["= a:1 listen 80"],
  },
  {
    name: "a finding goes and another comes",
    base: { a: "!listen 80\n!user root" },
    head: { a: "!listen 81\n!user root" },
    added: ["a:1"],
    wanted: ["+ a:1 listen 81", "= a:2 user root", "- a:1 listen 80"],
  },
  {
    name: "servers of one file change places",
    base: { a: "server a !listen 80\nserver b !listen 81" },
    head: { a: "server b !listen 81\nserver a !listen 80" },
    added: ["a:1"],
    wanted: ["= a:1 listen 81", "= a:2 listen 80"],
  },
  {
    name: "thrice the same key, one of them on a new line between the others",
    base: { a: "one !x\ntwo !x" },
    head: { a: "one !x\nthree !x\ntwo !x" },
    added: ["a:2"],
    wanted: ["= a:1 x", "+ a:2 x", "= a:3 x"],
  },
  {
    name: "thrice the same key on equal lines: the added line is the new one",
    base: { a: "!x\n!x" },
    head: { a: "!x\n!x\n!x" },
    added: ["a:2"],
    wanted: ["= a:1 x", "+ a:2 x", "= a:3 x"],
  },
  {
    name: "of three the same the middle one is taken away",
    base: { a: "one !x\ntwo !x\nthree !x" },
    head: { a: "one !x\nthree !x" },
    added: [],
    wanted: ["= a:1 x", "= a:2 x", "- a:2 x"],
  },
  {
    name: "nothing is known of added lines",
    base: { a: "one !x" },
    head: { a: "two !x\none !x" },
    wanted: ["+ a:1 x", "= a:2 x"],
  },
  {
    name: "a file is renamed",
    base: { "images/web/a": "!x" },
    head: { "images/web/b": "!x" },
    moved: { "images/web/a": "images/web/b" },
    wanted: ["= images/web/b:1 x"],
  },
  {
    name: "a folder is renamed whose name stands in the key",
    base: { "images/web/Dockerfile": "!unbuilt images/web/Dockerfile", "images/web/x": "!link images/web" },
    head: {
      "images/site/Dockerfile": "!unbuilt images/site/Dockerfile",
      "images/site/x": "!link images/site",
    },
    moved: { "images/web/Dockerfile": "images/site/Dockerfile", "images/web/x": "images/site/x" },
    wanted: [
      "= images/site/Dockerfile:1 unbuilt images/site/Dockerfile",
      "= images/site/x:1 link images/site",
    ],
  },
  {
    name: "a folder is renamed whose name begins the name of another one",
    base: { "images/web/a": "!x", "images/web-admin/b": "!link images/web-admin/c" },
    head: { "images/site/a": "!x", "images/web-admin/b": "!link images/web-admin/c" },
    moved: { "images/web/a": "images/site/a" },
    wanted: ["= images/site/a:1 x", "= images/web-admin/b:1 link images/web-admin/c"],
  },
  {
    name: "two folders change their names with each other",
    base: { "i/a/f": "!at i/a", "i/b/f": "!at i/b" },
    head: { "i/b/f": "!at i/b", "i/a/f": "!at i/a" },
    moved: { "i/a/f": "i/b/f", "i/b/f": "i/a/f" },
    wanted: ["= i/b/f:1 at i/b", "= i/a/f:1 at i/a"],
  },
  {
    name: "a fault is moved to another file: it is new there and fixed here",
    base: { a: "!x", b: "" },
    head: { a: "", b: "!x" },
    added: ["b:1"],
    wanted: ["+ b:1 x", "- a:1 x"],
  },
  {
    name: "a file is gone with its findings, and another one has its name by now",
    base: { a: "!x" },
    head: { a: "!x", b: "!x" },
    moved: { a: "b" },
    wanted: ["+ a:1 x", "= b:1 x"],
  },
  {
    name: "a file is removed",
    base: { a: "!x" },
    head: {},
    moved: { a: undefined },
    wanted: ["- a:1 x"],
  },
  {
    name: "a finding of a file as a whole",
    base: { a: "@" },
    head: { a: "other text @" },
    added: ["a:1"],
    wanted: ["= a:1 whole"],
  },
];

test.each(cases)("$name", ({ base, head, moved = {}, added, wanted }) => {
  const input: CompareInput = {
    base: findingsOf(base),
    head: findingsOf(head),
    headPathOf: (path) => (path in moved ? moved[path] : path),
    ...(added && { isAdded: (path, line) => added.includes(`${path}:${line}`) }),
  };
  const { findings, fixed } = compareFindings(input);
  const lines = findings.map((each) => `${each.novelty === "introduced" ? "+" : "="} ${lineOf(each)}`);
  expect([...lines, ...fixed.map((each) => `- ${lineOf(each)}`)]).toEqual(wanted);
});

test("what is new of the head keeps its order, its fix and its words", () => {
  const [finding] = findingsOf({ a: "!x" });
  if (finding === undefined) throw new Error("there is a finding");
  const { findings } = compareFindings({ base: [], head: [finding], headPathOf: (path) => path });
  expect(findings).toEqual([{ ...finding, novelty: "introduced" }]);
});

test("another rule or another severity: the rule tells what is wrong, the severity does not", () => {
  const [finding] = findingsOf({ a: "!x" });
  if (finding === undefined) throw new Error("there is a finding");
  const other: Finding = { ...finding, rule: "test/other" };
  const worse: Finding = { ...finding, severity: "error" };
  const { findings, fixed } = compareFindings({
    base: [finding],
    head: [other, worse],
    headPathOf: (path) => path,
  });
  expect(findings.map(({ novelty }) => novelty)).toEqual(["introduced", "existing"]);
  expect(fixed).toEqual([]);
});

function findingsOf(files: Readonly<Record<string, string>>): readonly Finding[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const file = sourceFile(path, text);
    const found = [...text.matchAll(/!([^\n]*)|@/g)];
    return found.map((match): Finding => {
      const span = { start: match.index, end: match.index + match[0].length };
      const key = match[1] ?? "whole";
      const at = match[1] === undefined ? { file } : { file, span };
      return { rule: "test/rule", severity: "warning", key, at, message: key, images: [] };
    });
  });
}

function lineOf({ at, key }: Finding): string {
  return `${at.file.path}:${rangeOf(at).start.line} ${key}`;
}

test("what is said of a folder is the same whichever file stands for it and whatever images come to it", () => {
  const at = (path: string) => ({ file: sourceFile(path, "FROM a\n") });
  const one = (path: string, folder: string, images: readonly string[]): Finding => ({
    rule: "docs/readme-missing",
    severity: "error",
    key: "README",
    message: "there is no README",
    at: at(path),
    folder,
    images,
  });
  const novelties = (base: Finding, head: readonly Finding[]) =>
    compareFindings({
      base: [base],
      head,
      headPathOf: (path) => (path === "web/1/Dockerfile" ? undefined : path),
      nameBefore: (name) => (name === "web/3" ? undefined : name),
    }).findings.map(({ novelty }) => novelty);
  const before = one("web/1/Dockerfile", "web", ["web/1", "web/2"]);
  expect(novelties(before, [one("web/2/Dockerfile", "web", ["web/2", "web/3"])])).toEqual(["existing"]);
  expect(novelties(before, [one("web/2/Dockerfile", "web/2", ["web/2"])])).toEqual(["existing"]);
  expect(novelties(before, [one("web/3/Dockerfile", "web/3", ["web/3"])])).toEqual(["introduced"]);
});
