import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { RecordedBase } from "../../src/policy/policy.ts";
import { loadRecorded, recordedData, recordedSchemaText } from "../../src/policy/recorded.ts";
import { isReference } from "../../src/policy/reference.ts";
import { rangeOf, sourceFile } from "../../src/source.ts";

const PATH = ".github/keelcheck-bases.json";
const base: RecordedBase = {
  ref: "harbor.corp/base/nginx:1",
  digests: ["sha256:447a8665cc1dab95b1ca778e162215839ccbb9189104c79d7ec3a81e14577add"],
  platform: "linux/amd64",
  user: "101",
  exposes: ["8080/tcp"],
  volumes: ["/var/cache/nginx"],
  workdir: "/",
  environment: { PATH: "/usr/bin", API_TOKEN: null },
  entrypoint: ["/docker-entrypoint.sh"],
  cmd: ["nginx"],
};
const without = (key: string) => Object.fromEntries(Object.entries(base).filter(([name]) => name !== key));
const file = (...bases: readonly unknown[]) => JSON.stringify({ version: 1, bases }, undefined, 1);

function load(text: string) {
  const { bases, problems } = loadRecorded(sourceFile(PATH, text));
  const said = problems.map(({ at, message }) => {
    const { line, column } = rangeOf(at).start;
    return `${line}:${column} ${message}`;
  });
  return { bases, said };
}

test("a base is read with its place", () => {
  const { bases, said } = load(file(base));
  expect(said).toEqual([]);
  expect(bases.map(({ at, ...rest }) => [rest, rangeOf(at).start])).toEqual([
    [base, { line: 5, column: 11 }],
  ]);
});

test.each<readonly [what: string, text: string, ...said: string[]]>([
  ["a file of no bases", file()],
  ["an empty file", "", "1:1 this is not JSON"],
  ["what is YAML and not JSON", "version: 1\nbases: []\n", "1:1 this is not JSON"],
  ["a merge that was not finished", '{\n<<<<<<< HEAD\n  "version": 1\n', "4:1 this is not JSON"],
  ["a list", "[]", `1:1 ${PATH} must be a map with version, bases, not a list`],
  [
    "no version",
    '{"bases": []}',
    '1:2 "version" is missing here: it must be 1, the version that this Keelcheck reads',
  ],
  [
    "a later version",
    '{"version": 2, "bases": []}',
    "1:13 version must be 1, the version that this Keelcheck reads, not 2",
  ],
  ["an unknown key", file({ ...base, usr: "0" }), '28:4 unknown key "usr": did you mean "user"?'],
  [
    "a missing key",
    file(without("user")),
    `5:4 "user" is missing here: it must be a user's name or number, with ":group" where it has one, or "" for root`,
  ],
  [
    "a user that is a number",
    file({ ...base, user: 0 }),
    '10:12 user must be a user\'s name or number, with ":group" where it has one, or "" for root, not 0',
  ],
  [
    "a reference that is none",
    file({ ...base, ref: "x;rm" }),
    '5:11 ref must be an image reference as FROM names it, not "x;rm"',
  ],
  [
    "another system",
    file({ ...base, platform: "windows/amd64" }),
    '9:16 platform must be a platform of Linux, such as linux/amd64, not "windows/amd64"',
  ],
  [
    "a port without protocol",
    file({ ...base, exposes: ["80"] }),
    '12:5 exposes must be a port and its protocol, such as 8080/tcp, not "80"',
  ],
  [
    "port 0",
    file({ ...base, exposes: ["0/tcp"] }),
    '12:5 exposes must be a port and its protocol, such as 8080/tcp, not "0/tcp"',
  ],
  [
    "a variable that is a number",
    file({ ...base, environment: { A: 1 } }),
    "19:10 A must be text, or null, not 1",
  ],
  ["a base twice", file(base, base), `30:11 ${base.ref} is recorded twice`],
  ["a key twice", '{"version": 1, "version": 1, "bases": []}', '1:16 "version" stands twice in one map'],
])("%s", (_what, text, ...said) => {
  expect(load(text).said).toEqual(said);
  if (said.length > 0) expect(load(text).bases).toEqual([]);
});

test("what is written reads back, and does not depend on the order of what is known", () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  const ports = fc.uniqueArray(fc.constantFrom("80/tcp", "8080/tcp", "8080/udp", "443/tcp"));
  const bases = fc.uniqueArray(
    fc.record({
      ref: word,
      exposes: ports,
      volumes: fc.uniqueArray(word),
      environment: fc.dictionary(word, fc.option(fc.string())),
      cmd: fc.array(fc.string()),
      user: fc.constantFrom("", "0", "web", "1001:0"),
    }),
    { selector: ({ ref }) => ref },
  );
  fc.assert(
    fc.property(bases, (some) => {
      const whole = some.map(
        (one): RecordedBase => ({ ...base, ...one, environment: { ...one.environment } }),
      );
      const turned = whole
        .map((one) => ({ ...one, exposes: [...one.exposes].reverse(), volumes: [...one.volumes].reverse() }))
        .reverse();
      const text = JSON.stringify(recordedData(whole));
      expect(JSON.stringify(recordedData(turned))).toBe(text);
      const { bases: read, said } = load(text);
      expect(said).toEqual([]);
      expect(JSON.stringify(recordedData(read))).toBe(text);
    }),
  );
});

test("ports are sorted as numbers", () => {
  const { bases } = recordedData([{ ...base, exposes: ["8080/udp", "443/tcp", "8080/tcp", "80/tcp"] }]);
  expect(bases[0]?.exposes).toEqual(["80/tcp", "443/tcp", "8080/tcp", "8080/udp"]);
});

// An editor that goes by the schema must not praise what the reader refuses for its shape.
test.each<readonly [string, boolean]>([
  [file(base), true],
  [file(), true],
  [file({ ...base, usr: "0" }), false],
  [file(without("exposes")), false],
  [file({ ...base, user: 0 }), false],
  [file({ ...base, platform: "windows/amd64" }), false],
  ['{"version": 2, "bases": []}', false],
])("the schema agrees: %s", (text, valid) => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(recordedSchemaText()));
  expect([validate(JSON.parse(text)), load(text).said.length === 0]).toEqual([valid, valid]);
});

test.each<readonly [string, boolean]>([
  ["nginx", true],
  ["nginx:1.27-alpine", true],
  ["library/nginx", true],
  ["localhost:5000/a/b_c/d-e.f:1", true],
  [`harbor.corp/x:1@sha256:${"a".repeat(64)}`, true],
  ["harbor.corp/", false],
  ["nginx:", false],
  ["Nginx", false],
  ["nginx latest", false],
  ["-v", false],
  ["x;rm", false],
  ["$(id)", false],
  ["`id`", false],
  ["x&&y", false],
  ["x\ny", false],
  ["nginx@sha256:ab", false],
  ["a".repeat(600), false],
])("%j is a reference: %s", (text, expected) => {
  expect(isReference(text)).toBe(expected);
});

test("the example of the page is a file of recorded bases", () => {
  const page = readFileSync(new URL("../../docs/bases.md", import.meta.url), "utf8");
  const [, example = ""] = /^```json\n([\s\S]*?)^```/m.exec(page) ?? [];
  expect(load(example)).toMatchObject({ said: [], bases: [{ ref: "harbor.corp/base/nginx:1" }] });
});
