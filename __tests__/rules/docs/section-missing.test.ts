import { expect, test } from "vitest";
import { sectionMissing } from "../../../src/rules/docs/section-missing.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const POLICY = "docs:\n  sections: [Ports, Run locally]\n";
const README = `${WEB}/README.md`;

const files = (readme: string) => ({ [`${WEB}/Dockerfile`]: "FROM nginx\n", [README]: readme });

test.each<readonly [about: string, readme: string, expected: readonly string[]]>([
  ["case, emoji and numbers", "# web\n\n## 🚀 PORTS\n\n### 2.1. Run locally:\n", []],
  ["a setext heading with markup", "web\n===\n\n**Ports**\n-----\n\n## `Run` locally\n", []],
  [
    "part of a title is another title",
    "# web\n\n## Ports and users\n\n## Run locally\n",
    [`${README}:1:1-6 README.md has no section "Ports"`],
  ],
  [
    "a heading in code is none",
    "# web\n\n```\n## Ports\n```\n\n## Run locally\n",
    [`${README}:1:1-6 README.md has no section "Ports"`],
  ],
  ["an empty README", "", [`${README} README.md has no section "Ports", "Run locally"`]],
  ["a README that is given up", "x\n".repeat(300_000), []],
])("%s", (_about, readme, expected) => {
  expect(checkRule(sectionMissing, files(readme), { policy: POLICY })).toEqual(expected);
});

test("says nothing where the policy names no sections", () => {
  expect(checkRule(sectionMissing, files("# web\n"))).toEqual([]);
});

test("every README of the folder is held to it, and no vendored one", () => {
  const all = {
    ...files("# web\n\n## Ports\n\n## Run locally\n"),
    [`${WEB}/2/Dockerfile`]: "FROM nginx\n",
    [`${WEB}/2/README.md`]: "# web 2\n\n## Ports\n",
    [`${WEB}/html/README.md`]: "# theme\n",
  };
  expect(checkRule(sectionMissing, all, { policy: POLICY })).toEqual([
    `${WEB}/2/README.md:1:1-8 2/README.md has no section "Run locally"`,
  ]);
});

test("shows where the policy asks for it", () => {
  const [finding] = findingsOf(sectionMissing, files("# web\n"), { policy: POLICY });
  expect(finding?.related?.map(({ at, note }) => `${at.file.path} ${note}`)).toEqual([
    ".github/keelcheck.yml the policy asks for it here",
  ]);
});

test("the fix adds what the image's facts fill", () => {
  const files = {
    "deployment/images/web/Dockerfile": "FROM nginx:1.27\nVOLUME /data\n",
    "deployment/images/web/README.md": "# web\n\n80\n",
  };
  const asked = (sections: string) => ({ policy: `docs:\n  sections: [${sections}]\n` });
  expect(fixTitles(sectionMissing, files, asked("Volumes, Ports"))).toEqual([
    "[unsafe] add the sections Volumes and Ports",
  ]);
  expect(fixed(sectionMissing, files, asked("Volumes, Ports"))).toEqual({
    "deployment/images/web/README.md":
      "# web\n\n80\n\n## Volumes\n\n<!-- keelcheck:begin volumes -->\n\n| Volume | Description |\n| --- | --- |\n| `/data` | |\n\n<!-- keelcheck:end -->\n\n## Ports\n\n<!-- keelcheck:begin ports -->\n\n| Port | Served by | Description |\n| --- | --- | --- |\n| 80 | nginx | |\n\n<!-- keelcheck:end -->\n",
  });
  expect(fixTitles(sectionMissing, files, asked("Volumes, History"))).toEqual(["-"]);
});
