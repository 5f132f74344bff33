import { expect, test } from "vitest";
import { missingCopySource } from "../../../src/rules/layout/missing-copy-source.ts";
import { fixed } from "../apply-fix.ts";
import { type CheckOptions, checkRule, type Files } from "../check-rule.ts";

const compose = { "compose.yaml": "services:\n  web:\n    build: deployment/images/web\n" };
const path = "deployment/images/web/Dockerfile";
const missing = "deployment/images/web/a is not in the repo, and git does not ignore it";

test.each<[string, string, Files, string[], CheckOptions?]>([
  ["a file", "COPY a /a", {}, [`${path}:2:6-7 ${missing}`]],
  ["one of two", "COPY b a /x/", { "deployment/images/web/b": "" }, [`${path}:2:8-9 ${missing}`]],
  ["ADD", "ADD a /a", {}, [`${path}:2:5-6 ${missing}`]],
  ["exec form", 'COPY ["a", "/a"]', {}, [`${path}:2:7-10 ${missing}`]],
  ["case counts", "COPY a /a", { "deployment/images/web/A": "" }, [`${path}:2:6-7 ${missing}`]],
  ["a dot before it", "COPY ./a /a", { "deployment/images/web/b": "" }, [`${path}:2:6-9 ${missing}`]],
  ["a folder", "COPY a /a", { "deployment/images/web/a/b": "" }, []],
  ["the whole context", "COPY . /a", {}, []],
  ["a glob", "COPY a* /a/", {}, []],
  ["a URL", "ADD https://example.com/a /a", {}, []],
  ["a heredoc", "COPY <<a /b\ntext\na", {}, []],
  ["another image", "COPY --from=debian:12 a /a", {}, []],
  ["a variable", "ARG A\nCOPY $A /a", {}, []],
  ["a target that cannot be told", "ARG A\nCOPY b $A", { "deployment/images/web/b": "" }, []],
  ["ignored by git", "COPY a /a", {}, [], { ignored: ["/deployment/images/web/a"] }],
  ["ignored by git as a folder", "COPY a /a", {}, [], { ignored: ["a/"] }],
  ["named by the policy", "COPY a/x.jar /a", {}, [], { policy: 'generated: ["**/a/**"]\n' }],
  [
    "the folder that the policy names",
    "COPY a /a",
    {},
    [],
    { policy: "generated: [deployment/images/web/a/**]\n" },
  ],
  [
    "through a link",
    "COPY l/b /a",
    { "deployment/images/web/l": { target: "a" }, "deployment/images/web/a/b": "" },
    [],
  ],
  ["in a submodule", "COPY m/b /a", { "deployment/images/web/m": { kind: "submodule" } }, []],
  ["a stage that the target does not need", "COPY b /b\nFROM nginx AS other\nCOPY a /a\nFROM nginx", {}, []],
  [
    "left out of the context",
    "COPY a /a",
    { "deployment/images/web/a": "", "deployment/images/web/.dockerignore": "*\n" },
    [`${path}:2:6-7 deployment/images/web/a is excluded from the build context by a .dockerignore file`],
  ],
])("%s", (_, lines, files, found, options) => {
  const all = { ...compose, [path]: `FROM nginx\n${lines}\n`, ...files };
  expect(checkRule(missingCopySource, all, options)).toEqual(found);
});

test("a build whose context is that of no other is told once", () => {
  const files = {
    [path]: "FROM nginx\nCOPY lib/a /a\nCOPY lib/b /b\n",
    "lib/a": "",
    "lib/b": "",
    "compose.yaml":
      "services:\n  web:\n    build: { context: ., dockerfile: deployment/images/web/Dockerfile }\n  tar:\n    build: deployment/images/web\n",
  };
  expect(checkRule(missingCopySource, files)).toEqual([
    "compose.yaml:5:12-33 2 COPY sources are not in deployment/images/web, the context of this build",
  ]);
});

const nowhere = (name: string) =>
  `${name} is not in any folder from deployment/images/web up to the repo root, and git does not ignore it`;

test.each<[string, string, Files, string[]]>([
  ["no context that could hold it", "COPY a /a", {}, [`${path}:2:6-7 ${nowhere("a")}`]],
  ["beside others", "COPY b a /x/", { "deployment/images/web/b": "" }, [`${path}:2:8-9 ${nowhere("a")}`]],
  [
    "beside the whole context",
    "COPY . /x/\nCOPY a /a",
    { "deployment/images/web/b": "" },
    [`${path}:3:6-7 ${nowhere("a")}`],
  ],
  [
    "of a folder that is here",
    "COPY bin/a /a",
    { "deployment/images/web/bin/b": "" },
    [`${path}:2:6-11 ${nowhere("bin/a")}`],
  ],
  ["a context of another repo", "COPY a b /x/", {}, []],
  ["another repo as a whole", "COPY a /x/\nCOPY . /x/", { "deployment/images/web/README.md": "" }, []],
  ["a folder elsewhere that may be the context", "COPY a /x/", { "app/a": "" }, []],
  ["what a build leaves behind", "COPY bin/a /x/", {}, []],
  [
    "what a script makes",
    "COPY a.conf /x/",
    { Makefile: "web:\n\tsed s/x/y/ a.tmpl > deployment/images/web/a.conf\n" },
    [
      `${path}:2:6-12 deployment/images/web/a.conf is not in the repo, and git does not ignore it, if deployment/images/web is the build context`,
    ],
  ],
])("a guessed context: %s", (_, lines, files, found) => {
  expect(checkRule(missingCopySource, { [path]: `FROM nginx\n${lines}\n`, ...files })).toEqual(found);
});

test.each<readonly [string, string, string | undefined]>([
  ["mistyped", "COPY ngixn.conf /etc/", "COPY nginx.conf /etc/"],
  ["another case", "COPY NGINX.conf /etc/", "COPY nginx.conf /etc/"],
  ["a folder", "COPY ./htlm/ /srv/", "COPY ./html/ /srv/"],
  ["as JSON", 'COPY ["ngixn.conf", "/etc/"]', 'COPY ["nginx.conf", "/etc/"]'],
  ["in another folder", "COPY index.html /srv/", "COPY html/index.html /srv/"],
  ["near to none", "COPY apache.conf /etc/", undefined],
  ["near to two", "COPY a3.txt /etc/", undefined],
  ["by a variable", "ARG F=ngixn.conf\nCOPY $F /etc/", undefined],
])("the fix for a source that is %s", (_name, before, after) => {
  const tree = (line: string) => ({
    [path]: `FROM debian\n${line}\n`,
    "deployment/images/web/nginx.conf": "",
    "deployment/images/web/html/index.html": "",
    "deployment/images/web/a1.txt": "",
    "deployment/images/web/a2.txt": "",
    "compose.yaml": compose["compose.yaml"],
  });
  const expected = after === undefined ? {} : { [path]: `FROM debian\n${after}\n` };
  expect(fixed(missingCopySource, tree(before))).toEqual(expected);
  if (after !== undefined) expect(checkRule(missingCopySource, tree(after))).toEqual([]);
});
