import { expect, test } from "vitest";
import { readmeMissing } from "../../../src/rules/docs/readme-missing.ts";
import { rules } from "../../../src/rules/index.ts";
import type { MemoryFile } from "../../../src/workspace/memory.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const SAYS = "to say who the image runs as, where it listens and what it loads";

type Case = readonly [
  about: string,
  files: Readonly<Record<string, MemoryFile>>,
  expected: readonly string[],
];

const cases: readonly Case[] = [
  [
    "the final FROM is blamed, not the first",
    { [`${WEB}/Dockerfile`]: "FROM node:22 AS build\nFROM nginx:1.27\nCOPY --from=build /a /b\n" },
    [`${WEB}/Dockerfile:2:6-16 there is no ${WEB}/README.md ${SAYS}`],
  ],
  [
    "two Dockerfiles of a folder want one README",
    { [`${WEB}/Dockerfile`]: "FROM nginx:1.27\n", [`${WEB}/Dockerfile.debug`]: "FROM nginx:1.27\n" },
    [`${WEB}/Dockerfile:1:6-16 there is no ${WEB}/README.md ${SAYS}`],
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
      `${WEB}/2/Dockerfile:1:6-16 there is no ${WEB}/2/README.md ${SAYS}`,
      `${WEB}/3/Dockerfile:1:6-16 there is no ${WEB}/3/README.md ${SAYS}`,
    ],
  ],
  [
    "what came along with a theme is not the image's README",
    { [`${WEB}/Dockerfile`]: "FROM nginx:1.27\n", [`${WEB}/html/theme/README.md`]: "# theme\n" },
    [`${WEB}/Dockerfile:1:6-16 there is no ${WEB}/README.md ${SAYS}`],
  ],
  [
    "a README of the whole repo is not the image's",
    { [`${WEB}/Dockerfile`]: "FROM nginx:1.27\n", "README.md": "# all\n" },
    [`${WEB}/Dockerfile:1:6-16 there is no ${WEB}/README.md ${SAYS}`],
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
    [`Dockerfile:1:6-16 there is no README.md ${SAYS}`],
  ],
  [
    "a README that leads out of the repo cannot be read",
    { [`${WEB}/Dockerfile`]: "FROM nginx\n", [`${WEB}/README.md`]: { target: "/srv/README.md" } },
    [
      `${WEB}/README.md ${WEB}/README.md is a link that leaves the repo: what it says about the image is not checked`,
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

test("the fix writes one of what is known", () => {
  const files = {
    [`${WEB}/Dockerfile`]:
      'FROM debian:12-slim\nRUN apt-get install -y nginx && useradd app\nENV SIZE=1m\nVOLUME /data\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY start.sh /start.sh\nENTRYPOINT ["sh", "/start.sh"]\n',
    [`${WEB}/start.sh`]: 'echo "$SIZE"\nexec nginx -g "daemon off;"\n',
    [`${WEB}/nginx.conf`]: "user app;\nevents {}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n",
  };
  expect(fixTitles(readmeMissing, files)).toEqual([`[unsafe] write ${WEB}/README.md`]);
  const after = fixed(readmeMissing, files);
  expect(after).toEqual({
    [`${WEB}/README.md`]: [
      "# web",
      "",
      "Runs nginx on `debian:12-slim`.",
      "",
      "<!-- keelcheck:begin -->",
      "",
      "## Users",
      "",
      "| Process | User |",
      "| --- | --- |",
      "| Container | `root` |",
      "| nginx workers | `app` |",
      "",
      "## Ports",
      "",
      "| Port | Served by | Description |",
      "| --- | --- | --- |",
      "| 8080 | nginx | |",
      "",
      "## Configuration files",
      "",
      "| File | In the image |",
      "| --- | --- |",
      "| [nginx.conf](nginx.conf) | `/etc/nginx/nginx.conf` |",
      "",
      "## Environment",
      "",
      "| Variable | Default | Description |",
      "| --- | --- | --- |",
      "| `SIZE` | `1m` | |",
      "",
      "## Volumes",
      "",
      "| Volume | Description |",
      "| --- | --- |",
      "| `/data` | |",
      "",
      "<!-- keelcheck:end -->",
      "",
    ].join("\n"),
  });
  expect(docsRules.flatMap((rule) => checkRule(rule, { ...files, ...after }))).toEqual([
    `${WEB}/README.md:5:1-25 README.md does not say what port 8080, variable SIZE, volume /data are for`,
  ]);
});

test("it is called as its image, also below the image folder", () => {
  const files = {
    [`${WEB}/8/README.md`]: "# web 8\n\nRuns as root, port 80.\n",
    [`${WEB}/8/Dockerfile`]: "FROM alpine:3.20\n",
    [`${WEB}/9/Dockerfile`]: "FROM alpine:3.20\n",
  };
  expect(fixed(readmeMissing, files)[`${WEB}/9/README.md`]?.split("\n")[0]).toBe("# web/9");
});

const docsRules = rules.filter(({ id }) => id.startsWith("docs/"));

test("the sections that the policy names are filled, or there is no fix", () => {
  const files = { [`${WEB}/Dockerfile`]: "FROM alpine:3.20\nUSER nobody\n" };
  const policy = (sections: string) => ({ policy: `docs:\n  sections: [${sections}]\n` });
  expect(fixed(readmeMissing, files, policy("Overview, Users, Exposed ports"))).toEqual({
    [`${WEB}/README.md`]:
      "# web\n\n## Overview\n\nBuilt on `alpine:3.20`.\n\n<!-- keelcheck:begin -->\n\n## Users\n\n| Process | User |\n| --- | --- |\n| Container | `nobody` (65534) |\n\n## Exposed ports\n\nNo port is known to be open.\n\n<!-- keelcheck:end -->\n",
  });
  expect(fixTitles(readmeMissing, files, policy("Run locally"))).toEqual(["-"]);
});

test("images of one folder share it, and what other programs listen on is EXPOSE's word", () => {
  const files = {
    [`${WEB}/Dockerfile`]: 'FROM node:22\nEXPOSE 3000 53/udp\nCMD ["node", "a.js"]\n',
    [`${WEB}/Dockerfile.debug`]: 'FROM node:22\nUSER node\nEXPOSE 3000\nCMD ["node", "a.js"]\n',
  };
  expect(fixed(readmeMissing, files)[`${WEB}/README.md`]).toBe(
    [
      "# web",
      "",
      "This folder holds the images `web` and `web/debug`.",
      "",
      "<!-- keelcheck:begin -->",
      "",
      "## Users",
      "",
      "| Process | User | Image |",
      "| --- | --- | --- |",
      "| Container | `root` | `web` |",
      "| Container | `node` (1000) | `web/debug` |",
      "",
      "## Ports",
      "",
      "| Port | Served by | Image | Description |",
      "| --- | --- | --- | --- |",
      "| 53/udp | Declared with `EXPOSE` | `web` | |",
      "| 3000 | Declared with `EXPOSE` | `web` and `web/debug` | |",
      "",
      "<!-- keelcheck:end -->",
      "",
    ].join("\n"),
  );
});

const above = (readme: string, path = "README.md") => ({
  [`${WEB}/Dockerfile`]: "FROM nginx:1.27\n",
  [path]: readme,
});

test.each<readonly [about: string, files: Readonly<Record<string, MemoryFile>>, missing: number]>([
  ["a heading of a README at the root", above("# repo\n\n## web\n\nThe front.\n"), 0],
  [
    "a heading of one beside the folders",
    above("# repo\n\n## web\n\nA.\n", "deployment/images/README.md"),
    0,
  ],
  ["a row of a table", above("# repo\n\n| Image | Use |\n|---|---|\n| web | front |\n"), 0],
  ["a heading with its path", above("# repo\n\n## deployment/images/web\n\nA.\n"), 0],
  ["an entry of a list", above("# repo\n\n- web: the front\n"), 1],
  ["a link", above("# repo\n\nSee [web](deployment/images/web).\n"), 1],
  ["a heading of another image", above("# repo\n\n## api\n\nweb calls it.\n"), 1],
  ["the title of the repo", above("# web\n\nA repo.\n"), 1],
  ["a README that is no Markdown", above("web\n===\n", "README.rst"), 1],
  [
    "the folder of flavours of one image has a README",
    {
      "docker/base/README.md": "# base\n\nRuns as nobody, in the flavours alpine and ubuntu-22.04.\n",
      "docker/base/alpine/Dockerfile": "FROM alpine:3.20\n",
      "docker/base/ubuntu-22.04/Dockerfile": "FROM ubuntu:22.04\n",
      "docker/base/ubi9/Dockerfile": "FROM redhat/ubi9\n",
      "docker/base/trixie/Dockerfile": "FROM debian:13\n",
    },
    0,
  ],
])("%s", (_about, files, missing) => {
  expect(checkRule(readmeMissing, files)).toHaveLength(missing);
});
