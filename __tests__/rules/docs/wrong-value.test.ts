import { describe, expect, test } from "vitest";
import { wrongValue } from "../../../src/rules/docs/wrong-value.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const README = `${WEB}/README.md`;
const table = (...rows: readonly string[]) =>
  `# web\n\n| Variable | Default |\n|---|---|\n${rows.join("\n")}\n`;
const image = (dockerfile: string, readme: string) => ({
  [`${WEB}/Dockerfile`]: `FROM debian:12\n${dockerfile}\n`,
  [README]: readme,
});

test.each<readonly [about: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
  [
    "the last ENV counts",
    image("ENV LIMIT=1\nENV LIMIT=2", table("| `LIMIT` | `1` |")),
    [`${README}:5:14-15 LIMIT is 2 in the image, not 1`],
  ],
  [
    "an ENV of another stage does not",
    {
      [`${WEB}/Dockerfile`]: "FROM debian:12 AS a\nENV LIMIT=1\nFROM debian:12\n",
      [README]: table("| `LIMIT` | `2` |"),
    },
    [],
  ],
  [
    "that of the stage it starts from does",
    {
      [`${WEB}/Dockerfile`]: "FROM debian:12 AS a\nENV LIMIT=1\nFROM a\n",
      [README]: table("| `LIMIT` | `2` |"),
    },
    [`${README}:5:14-15 LIMIT is 1 in the image, not 2`],
  ],
  [
    "an ARG's default is the value",
    image("ARG N=5\nENV LIMIT=$N", table("| LIMIT | 6 |")),
    [`${README}:5:11-12 LIMIT is 5 in the image, not 6`],
  ],
  ["a build argument fills it", image("ARG N\nENV LIMIT=$N", table("| LIMIT | 6 |")), []],
  ["nothing declares it", image("", table("| LIMIT | 6 |")), []],
  ["blanks and quotes", image('ENV GREETING="a b"', table('| GREETING | " a b " |')), []],
  [
    "a unit that the row's words name",
    image(
      "ENV WAIT_PAUSE=5s",
      "# web\n\n| Variable | Default | Meaning |\n|---|---|---|\n| WAIT_PAUSE | 5 | pause (seconds) |\n",
    ),
    [],
  ],
  [
    "empty, said in three ways",
    image('ENV AA= BB="" CC=', table("| AA | - |", "| BB | (none) |", '| CC | `""` |')),
    [],
  ],
  [
    "said to be empty",
    image("ENV AA=1", table("| AA | (empty) |")),
    [`${README}:5:8-15 AA is 1 in the image, not (empty)`],
  ],
  ["a placeholder", image("ENV AA=1", table("| AA | `<number>` |")), []],
  ["several are possible", image("ENV AA=1", table("| AA | `1` or `2` |")), []],
  [
    "a case that matters",
    image("ENV MODE=Fast", table("| MODE | fast |")),
    [`${README}:5:10-14 MODE is Fast in the image, not fast`],
  ],
  [
    "an example",
    image("ENV LIMIT=1", "# web\n\n## Usage\n\n- `LIMIT=2`\n\n```sh\ndocker run -e LIMIT=3 web\n```\n"),
    [],
  ],
])("%s", (_about, files, expected) => {
  expect(checkRule(wrongValue, files)).toEqual(expected);
});

describe("a script's default", () => {
  const files = (env: string, script: string, value: string) => ({
    ...image(`${env}COPY start.sh /start.sh\nENTRYPOINT ["sh", "/start.sh"]`, table(`| LIMIT | ${value} |`)),
    [`${WEB}/start.sh`]: `#!/bin/sh\n${script}\n`,
  });
  test.each<readonly [env: string, script: string, value: string, expected: readonly string[]]>([
    ["", `exec node x.js "$\{LIMIT:-5}"`, "5", []],
    ["", `exec node x.js "$\{LIMIT:-5}"`, "6", [`${README}:5:11-12 LIMIT is 5 in the image, not 6`]],
    ["ENV LIMIT=\n", `exec node x.js "$\{LIMIT:-5}"`, "6", []],
    [
      "ENV LIMIT=7\n",
      `exec node x.js "$\{LIMIT:-5}"`,
      "5",
      [`${README}:5:11-12 LIMIT is 7 in the image, not 5`],
    ],
    ["", `exec node x.js "$\{LIMIT:-$OTHER}"`, "6", []],
  ])("%jthen %s, in the README %s", (env, script, value, expected) => {
    expect(checkRule(wrongValue, files(env, script, value))).toEqual(expected);
  });
});

test("a README of two images is right when one of them has the value", () => {
  const files = (debug: string) => ({
    ...image("ENV LIMIT=1", table("| LIMIT | 2 |")),
    [`${WEB}/Dockerfile.debug`]: `FROM debian:12\nENV LIMIT=${debug}\n`,
  });
  expect(checkRule(wrongValue, files("2"))).toEqual([]);
  expect(checkRule(wrongValue, files("3"))).toEqual([`${README}:5:11-12 LIMIT is 1 in the image, not 2`]);
});

test.each<readonly [env: string, row: string, edit: readonly string[]]>([
  ["ENV AA=2", "| AA | `1` |", ["1 -> 2"]],
  ["ENV AA=", "| AA | `1` |", []],
  ["ENV AA='a|b'", "| AA | `1` |", []],
])("%s mends %s, but not unasked", (env, row, edits) => {
  const [finding] = findingsOf(wrongValue, image(env, table(row)));
  const texts = (finding?.fix?.edits ?? []).map((edit) =>
    "replace" in edit
      ? `${edit.replace.file.text.slice(edit.replace.span?.start, edit.replace.span?.end)} -> ${edit.text}`
      : "",
  );
  expect(texts).toEqual(edits);
  expect(finding?.fix?.safe ?? false).toBe(false);
});
