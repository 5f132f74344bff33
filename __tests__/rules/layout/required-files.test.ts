import { expect, test } from "vitest";
import { requiredFiles } from "../../../src/rules/layout/required-files.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files, findingsOf } from "../check-rule.ts";

const dockerfile = { "deployment/images/web/Dockerfile": "FROM a AS b\nFROM nginx\n" };
const at = "deployment/images/web/Dockerfile:2:6-11";

test.each<[string, string, Files, string[]]>([
  [
    "a file",
    "[README.md]",
    {},
    [`${at} deployment/images/web has no README.md, which every image folder must have`],
  ],
  ["there", "[README.md]", { "deployment/images/web/README.md": "" }, []],
  [
    "only deeper",
    "[README.md]",
    { "deployment/images/web/docs/README.md": "" },
    [`${at} deployment/images/web has no README.md, which every image folder must have`],
  ],
  ["a folder", "[test/]", { "deployment/images/web/test/a": "" }, []],
  ["a glob", '["*.md"]', { "deployment/images/web/NOTES.md": "" }, []],
  ["a path", "[./conf/a.conf]", { "deployment/images/web/conf/a.conf": "" }, []],
  [
    "a name that only begins alike",
    "[test]",
    { "deployment/images/web/tests/a": "" },
    [`${at} deployment/images/web has no test, which every image folder must have`],
  ],
])("%s", (_, required, files, lines) => {
  const policy = `layout:\n  required: ${required}\n`;
  expect(checkRule(requiredFiles, { ...dockerfile, ...files }, { policy })).toEqual(lines);
});

const NGINX = { "deployment/images/web/Dockerfile": "FROM nginx:1.28\n" };
const OF_NGINX = "[{ server: nginx, files: [config/, README.md] }]";
const lacks = (what: string, who: string, place = "1:6-16") =>
  `deployment/images/web/Dockerfile:${place} deployment/images/web has no ${what}, which ${who} must have`;

test.each<[string, string, Files, string[]]>([
  [
    "nginx serves",
    OF_NGINX,
    NGINX,
    [lacks("README.md", "an image with nginx"), lacks("config/", "an image with nginx")],
  ],
  [
    "it is there",
    OF_NGINX,
    { ...NGINX, "deployment/images/web/config/a": "", "deployment/images/web/README.md": "" },
    [],
  ],
  [
    "something else runs",
    OF_NGINX,
    { "deployment/images/web/Dockerfile": 'FROM nginx:1.28\nCMD ["sleep", "1"]\n' },
    [],
  ],
  [
    "nginx is installed and not started",
    OF_NGINX,
    { "deployment/images/web/Dockerfile": "FROM debian:12\nRUN apt-get install -y nginx\n" },
    [],
  ],
  [
    "Apache serves",
    "[{ server: apache, files: vhosts }]",
    { "deployment/images/web/Dockerfile": "FROM httpd:2.4\n" },
    [lacks("vhosts", "an image with Apache", "1:6-15")],
  ],
  [
    "nothing serves",
    "[{ server: none, files: OWNERS }]",
    { "deployment/images/web/Dockerfile": "FROM node:22\n" },
    [lacks("OWNERS", "an image without a server", "1:6-13")],
  ],
  [
    "something may serve",
    "[{ server: none, files: OWNERS }]",
    { "deployment/images/web/Dockerfile": "FROM harbor.corp/app:1\n" },
    [],
  ],
  [
    "only a service starts nginx",
    OF_NGINX,
    {
      "deployment/images/web/Dockerfile": 'FROM nginx:1.28\nCMD ["sleep", "1"]\n',
      "compose.yaml":
        'services: { web: { build: deployment/images/web, command: ["nginx", "-g", "daemon off;"] } }\n',
    },
    [lacks("README.md", "an image with nginx"), lacks("config/", "an image with nginx")],
  ],
  [
    "it is asked of all as well",
    "[README.md, { server: nginx, files: README.md }]",
    NGINX,
    [lacks("README.md", "every image folder")],
  ],
])("by server: %s", (_, required, files, lines) => {
  expect(checkRule(requiredFiles, files, { policy: `layout:\n  required: ${required}\n` })).toEqual(lines);
});

test("a file in another case is to be renamed", () => {
  const files = { ...dockerfile, "deployment/images/web/readme.md": "" };
  const found = findingsOf(requiredFiles, files, { policy: "layout: {required: [README.md]}\n" });
  expect(found.map(({ help }) => help)).toEqual(["rename deployment/images/web/readme.md to README.md"]);
});

test("without a policy the rule is off", () => {
  expect(checkRule(requiredFiles, dockerfile)).toEqual([]);
});

test("the fix renames a file that is called alike", () => {
  const files = { ...dockerfile, "deployment/images/web/Readme.md": "# web\n" };
  const options = { policy: "layout:\n  required: [README.md, OWNERS]\n" };
  expect(fixTitles(requiredFiles, files, options)).toEqual(["-", "[unsafe] rename it to README.md"]);
  expect(fixed(requiredFiles, files, options)).toEqual({
    "deployment/images/web/Readme.md": undefined,
    "deployment/images/web/README.md": "# web\n",
  });
});
