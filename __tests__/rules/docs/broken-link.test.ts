import { expect, test } from "vitest";
import { brokenLink } from "../../../src/rules/docs/broken-link.ts";
import type { MemoryFile } from "../../../src/workspace/memory.ts";
import { fixed } from "../apply-fix.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const README = `${WEB}/README.md`;
const repo: Readonly<Record<string, MemoryFile>> = {
  [`${WEB}/Dockerfile`]: "FROM nginx\n",
  [`${WEB}/config/a b.conf`]: "",
  [`${WEB}/config/100%25.conf`]: "",
  [`${WEB}/link`]: { target: "config" },
  [`${WEB}/html/README.md`]: "[x](nowhere)\n",
  "docs/guide.md": "# Guide\n",
  "deployment/images/db/Dockerfile": "FROM debian\n",
  "deployment/images/db/README.md":
    '# db\n\n## 🚀 The `-p` flag, Grüße_2\n\n<a id="Old"></a>\n\n## A\n\n## A\n',
};
const nothing = (path: string) => `broken link: there is no ${path} in the repo`;

test.each<readonly [text: string, expected: readonly string[]]>([
  ["[a](config)", []],
  ["[a](./config/)", []],
  ["[a](config/a%20b.conf)", []],
  ["[a](<config/a b.conf>)", []],
  ["[a](config/100%25.conf)", []],
  ["[a](config/%zz.conf)", [`1:5-20 ${nothing(`${WEB}/config/%zz.conf`)}`]],
  ["[a](Config)", [`1:5-11 ${nothing(`${WEB}/Config`)}`]],
  ["[a](link/whatever)", []],
  ["[a](conf)", [`1:5-9 ${nothing(`${WEB}/conf`)}`]],
  ["[a](/docs/guide.md)", []],
  ["[a](/guide.md)", [`1:5-14 ${nothing("guide.md")}`]],
  ["[a](/)", []],
  ["[a](../../..)", []],
  ["[a](../../../..)", ["1:5-16 ../../../.. leads out of the repo"]],
  ["[a](../../../../other/x)", ["1:5-24 ../../../../other/x leads out of the repo"]],
  ["[a](../../../../../issues/1)", []],
  ["[a](x?raw=true#y)", [`1:5-17 ${nothing(`${WEB}/x`)}`]],
  ["[a](Dockerfile#L1)", []],
  ["[a](#nowhere)", []],
  ["[a]()", []],
  ["[a](mailto:me@example.org) <me@example.org> www.example.org //example.org/x", []],
  ["[a](//example.org/x) [b]({{ site.url }}/x) [c](${URL}/x)", []],
  ["![a](x.png 'title')", [`1:6-11 broken image: there is no ${WEB}/x.png in the repo`]],
  ['<img src="x.png">', [`1:11-16 broken image: there is no ${WEB}/x.png in the repo`]],
  ["[a][b]\n\n[b]: x.md", [`3:6-10 ${nothing(`${WEB}/x.md`)}`]],
  ["`[a](x)`", []],
  ["[a](../db/README.md#-the--p-flag-grüße_2)", []],
  ["[a](../db/README.md#a-1)", []],
  ["[a](../db/README.md#A)", []],
  ["[a](../db/README.md#Old)", []],
  ["[a](../db/README.md#b)", ["1:5-22 deployment/images/db/README.md has no heading #b"]],
  ["[a](/docs/guide.md#nowhere)", []],
])("%s", (text, expected) => {
  const lines = expected.map((line) => `${README}:${line}`);
  expect(checkRule(brokenLink, { ...repo, [README]: `${text}\n` })).toEqual(lines);
});

test.each([
  ["[x](config/ngixn.conf)", "[x](config/nginx.conf)"],
  ["[x](./config/ngixn.conf#L3)", "[x](./config/nginx.conf#L3)"],
  ["[x](nginx.conf)", "[x](config/nginx.conf)"],
  ["[x](/deployment/images/web/confg/)", "[x](/deployment/images/web/config/)"],
  ["![x](imgs/flow.png)", undefined],
  ["[x](../../../../out)", undefined],
])("the fix of %j", (before, after) => {
  const tree = (link: string) => ({
    "deployment/images/web/Dockerfile": "FROM nginx:1.27\n",
    "deployment/images/web/config/nginx.conf": "",
    "deployment/images/web/README.md": `# web\n\n${link}\n`,
  });
  const path = "deployment/images/web/README.md";
  expect(fixed(brokenLink, tree(before))).toEqual(after === undefined ? {} : { [path]: tree(after)[path] });
});
