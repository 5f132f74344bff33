import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BaselineEntry,
  baselineSchemaText,
  baselineText,
  loadBaseline,
} from "../../src/policy/baseline/baseline.ts";
import { baselineNews, type Moves } from "../../src/policy/baseline/changes.ts";
import { rangeOf, sourceFile, textOf } from "../../src/source.ts";

const PATH = ".github/keelcheck-baseline.json";
const web: BaselineEntry = {
  file: "images/web/Dockerfile",
  rule: "user/missing",
  key: "no user",
  images: ["web"],
};
const readme: BaselineEntry = {
  file: "images/web/README.md",
  rule: "docs/undocumented",
  parts: ["port 80", "user root"],
  images: ["web"],
};
const source = (text: string) => sourceFile(PATH, text);

function load(text: string) {
  const { entries, problems } = loadBaseline(source(text));
  const said = problems.map(({ at, message }) => {
    const { line, column } = rangeOf(at).start;
    return `${line}:${column} ${message}`;
  });
  return { entries: entries.map(({ at: _, ...entry }) => entry), said };
}

test("one finding a line, sorted, whatever order they come in", () => {
  const second = { ...web, nth: 2 };
  const text = `{
  "version": 1,
  "findings": [
    { "file": "images/web/Dockerfile", "rule": "user/missing", "key": "no user", "images": ["web"] },
    { "file": "images/web/Dockerfile", "rule": "user/missing", "key": "no user", "images": ["web"], "nth": 2 },
    { "file": "images/web/README.md", "rule": "docs/undocumented", "parts": ["port 80", "user root"], "images": ["web"] }
  ]
}
`;
  expect(baselineText([readme, second, web])).toBe(text);
  expect(load(text)).toEqual({ entries: [web, second, readme], said: [] });
});

test("an empty one is one that can be read", () => {
  expect(load(baselineText([]))).toEqual({ entries: [], said: [] });
});

test.each([
  ["as it is written", baselineText([web, readme])],
  ["by somebody's formatter", JSON.stringify(JSON.parse(baselineText([web, readme])), undefined, 4)],
  ["with Windows line ends", baselineText([web, readme]).replaceAll("\n", "\r\n")],
])("each entry has its place: %s", (_, text) => {
  const { entries } = loadBaseline(source(text));
  expect(entries.map(({ at }) => JSON.parse(textOf(at.file, at.span ?? { start: 0, end: 0 })))).toEqual([
    web,
    readme,
  ]);
});

test.each([
  [
    "a merge that was not resolved",
    '{\n<<<<<<< HEAD\n  "version": 1\n',
    ["2:1 an unfinished merge: keep the lines that are on both sides, then run keelcheck baseline"],
  ],
  ["no JSON", "{ version: 1 }", ["1:3 this is not JSON"]],
  ["a list", "[]", ["1:1 .github/keelcheck-baseline.json must be a map with version, findings, not a list"]],
  [
    "another version",
    '{ "version": 2, "findings": [] }',
    ["1:14 version must be 1, the version that this Keelcheck reads, not 2"],
  ],
  ["no findings", '{ "version": 1 }', ['1:3 "findings" is missing here: it must be a list of findings']],
  [
    "a key that is nearly right",
    '{ "version": 1,\n  "findings": [{ "file": "a", "rule": "user/missing", "keys": "x" }] }',
    ['2:55 unknown key "keys": did you mean "key"?'],
  ],
  [
    "a rule that is none",
    '{ "version": 1,\n  "findings": [{ "file": "a", "rule": "missing", "key": "x" }] }',
    ['2:39 rule must be a rule\'s id, such as user/missing, not "missing"'],
  ],
  [
    "the same finding twice",
    `{ "version": 1, "findings": [\n${JSON.stringify(web)},\n${JSON.stringify({ ...web, images: ["shop"] })}] }`,
    ["3:1 this finding of user/missing is listed twice"],
  ],
])("%s is told at its place", (_, text, expected) => {
  expect(load(text)).toEqual({ entries: [], said: expected });
});

test("nothing in it can deceive the eye or a runner", () => {
  const odd = { ...web, key: 'a\u202eb ##[error]c "d" \u009b \ud800', images: ["x\u200by"] };
  const text = baselineText([odd]);
  expect(text).toContain('a\\u202eb ##\\u005berror]c \\"d\\" \\u009b \\ud800');
  expect(text).not.toMatch(/[\u202e\u009b\u200b]|##\[/);
  expect(load(text)).toEqual({ entries: [odd], said: [] });
});

test("what is written is what the schema for editors describes", () => {
  const validate = new Ajv().compile(JSON.parse(baselineSchemaText()));
  expect([validate(JSON.parse(baselineText([web, readme, { ...web, nth: 2 }]))), validate.errors]).toEqual([
    true,
    null,
  ]);
  expect(validate({ version: 1, findings: [{ file: "a" }] })).toBe(false);
});

test("written and read, it says the same", () => {
  const name = fc.string({ unit: "binary", minLength: 1, maxLength: 8 });
  const entry = fc.record(
    {
      file: name,
      rule: fc.constantFrom("a/b", "user/missing"),
      key: fc.string(),
      images: fc.uniqueArray(name, { minLength: 1 }),
    },
    { requiredKeys: ["file", "rule", "key"] },
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ file, rule, key }) => JSON.stringify([file, rule, key]) }),
      (entries) => {
        const text = baselineText(entries);
        const { entries: read, problems } = loadBaseline(source(text));
        expect(problems).toEqual([]);
        expect(baselineText(read)).toBe(text);
        expect(read).toHaveLength(entries.length);
      },
    ),
  );
});

describe("a change of it", () => {
  const moves: Moves = {
    pathAfter: (path: string) => path.replace("images/web/", "images/site/"),
    nameAfter: (name: string) => (name === "web" ? "site" : undefined),
  };
  const still: Moves = { pathAfter: (path: string) => path, nameAfter: (name: string) => name };
  const site = { ...web, file: "images/site/Dockerfile", images: ["site"] };
  const news = (before: readonly BaselineEntry[], after: readonly BaselineEntry[], how = moves) => {
    const ends = { before: source(baselineText(before)), after: source(baselineText(after)) };
    const { added, rewritten, broken } = baselineNews(ends, how);
    return {
      added: added.map(({ key, parts }) => key ?? parts),
      rewritten: rewritten?.entries.map(({ file }) => file),
      broken,
    };
  };
  const nothing = { added: [], rewritten: undefined, broken: [] };

  test.each<
    [
      what: string,
      before: readonly BaselineEntry[],
      after: readonly BaselineEntry[],
      how: Moves,
      expected: object,
    ]
  >([
    ["nothing is another", [web], [web], still, nothing],
    ["one is gone", [web, readme], [web], still, nothing],
    ["one is new", [web], [web, readme], still, { ...nothing, added: [["port 80", "user root"]] }],
    [
      "a second of the same is new",
      [web],
      [web, { ...web, nth: 2 }],
      still,
      { ...nothing, added: ["no user"] },
    ],
    [
      "one holds another image too",
      [web],
      [{ ...web, images: ["shop", "web"] }],
      still,
      { ...nothing, added: ["no user"] },
    ],
    [
      "one holds more parts",
      [{ ...readme, parts: ["port 80"] }],
      [readme],
      still,
      { ...nothing, added: [["port 80", "user root"]] },
    ],
    ["one holds fewer parts", [readme], [{ ...readme, parts: ["port 80"] }], still, nothing],
    ["its file moves", [web], [web], moves, { ...nothing, rewritten: ["images/site/Dockerfile"] }],
    ["it moves with its file", [web], [site], moves, nothing],
    [
      "under the cover of a move one is new",
      [web],
      [site, { ...site, key: "other" }],
      moves,
      { ...nothing, added: ["other"] },
    ],
  ])("%s", (_, before, after, how, expected) => {
    expect(news(before, after, how)).toEqual(expected);
  });

  test("a key that names a path that moves is rewritten with it", () => {
    const named = { ...web, key: "images/web/old.conf and images/web-admin/old.conf" };
    const ends = { before: source(baselineText([named])), after: source(baselineText([named])) };
    const { rewritten } = baselineNews(ends, moves);
    expect(rewritten?.entries.map(({ key }) => key)).toEqual([
      "images/site/old.conf and images/web-admin/old.conf",
    ]);
  });

  test("a part that is a file that moves is rewritten with it, and holds what it held", () => {
    const before = { ...readme, parts: ["conf/a.conf", "user root"] };
    const after = { ...readme, parts: ["config/a.conf", "user root"] };
    const how: Moves = {
      ...still,
      pathAfter: (path) => (path === "images/web/conf/a.conf" ? "images/web/config/a.conf" : path),
    };
    const news = (now: BaselineEntry) =>
      baselineNews({ before: source(baselineText([before])), after: source(baselineText([now])) }, how);
    expect(news(before).rewritten?.entries.map(({ parts }) => parts)).toEqual([after.parts]);
    expect(news(after)).toEqual({ added: [], broken: [] });
    expect(news({ ...after, parts: [...after.parts, "port 80"] }).added).toHaveLength(1);
  });

  test("one that can no longer be read is told, and not where it could not be before", () => {
    const broken = source("{");
    const good = source(baselineText([web]));
    expect(baselineNews({ before: good, after: broken }, still).broken).toHaveLength(1);
    expect(baselineNews({ before: undefined, after: broken }, still).broken).toHaveLength(1);
    expect(baselineNews({ before: broken, after: broken }, still).broken).toEqual([]);
  });
});
