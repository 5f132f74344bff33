import { expect, test } from "vitest";
import { readmeMissing } from "../../../src/rules/docs/readme-missing.ts";
import type { MemoryFile } from "../../../src/workspace/memory.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const SAYS = "nothing says who the image runs as, where it listens and what it loads";

type Case = readonly [
  about: string,
  files: Readonly<Record<string, MemoryFile>>,
  expected: readonly string[],
];

const cases: readonly Case[] = [
  [
    "the final FROM is blamed, not the first",
    { [`${WEB}/Dockerfile`]: "FROM node:22 AS build\nFROM nginx:1.27\nCOPY --from=build /a /b\n" },
    [`${WEB}/Dockerfile:2:6-16 there is no ${WEB}/README.md: ${SAYS}`],
  ],
  [
    "two Dockerfiles of a folder want one README",
    { [`${WEB}/Dockerfile`]: "FROM nginx:1.27\n", [`${WEB}/Dockerfile.debug`]: "FROM nginx:1.27\n" },
    [`${WEB}/Dockerfile:1:6-16 there is no ${WEB}/README.md: ${SAYS}`],
  ],
  [
    "a README of one version says nothing of two others",
    {
      [`${WEB}/1/Dockerfile`]: "FROM nginx:1.25\n",
      [`${WEB}/1/README.md`]: "# web 1\n",
      [`${WEB}/2/Dockerfile`]: "FROM nginx:1.26\n",
      [`${WEB}/3/Dockerfile`]: "FROM nginx:1.27\n",
    },
    [
      `${WEB}/2/Dockerfile:1:6-16 there is no ${WEB}/2/README.md: ${SAYS}`,
      `${WEB}/3/Dockerfile:1:6-16 there is no ${WEB}/3/README.md: ${SAYS}`,
    ],
  ],
  [
    "what came along with a theme is not the image's README",
    { [`${WEB}/Dockerfile`]: "FROM nginx:1.27\n", [`${WEB}/html/theme/README.md`]: "# theme\n" },
    [`${WEB}/Dockerfile:1:6-16 there is no ${WEB}/README.md: ${SAYS}`],
  ],
  [
    "a README of the whole repo is not the image's",
    { [`${WEB}/Dockerfile`]: "FROM nginx:1.27\n", "README.md": "# all\n" },
    [`${WEB}/Dockerfile:1:6-16 there is no ${WEB}/README.md: ${SAYS}`],
  ],
  [
    "any case of the name counts",
    { [`${WEB}/Dockerfile`]: "FROM nginx\n", [`${WEB}/readme.md`]: "# web\n" },
    [],
  ],
  ["an empty README is there", { [`${WEB}/Dockerfile`]: "FROM nginx\n", [`${WEB}/README.md`]: "" }, []],
  [
    "the repo itself is the image",
    { Dockerfile: "FROM nginx:1.27\n" },
    [`Dockerfile:1:6-16 there is no README.md: ${SAYS}`],
  ],
  [
    "a README that leads out of the repo cannot be read",
    { [`${WEB}/Dockerfile`]: "FROM nginx\n", [`${WEB}/README.md`]: { target: "/srv/README.md" } },
    [
      `${WEB}/README.md ${WEB}/README.md is a link that leaves the repo: what it says of the image is not checked`,
    ],
  ],
];

test.each(cases)("%s", (_about, files, expected) => {
  expect(checkRule(readmeMissing, files)).toEqual(expected);
});

test.each<readonly [string, MemoryFile, string]>([
  ["README.rst", "web\n===\n", "notice"],
  ["README", "web\n", "notice"],
  ["README.md", { target: "/srv/README.md" }, "error"],
])("what is only not read, %s, is no error", (name, file, severity) => {
  const files = { [`${WEB}/Dockerfile`]: "FROM nginx\n", [`${WEB}/${name}`]: file };
  expect(findingsOf(readmeMissing, files).map((finding) => finding.severity)).toEqual([severity]);
});
