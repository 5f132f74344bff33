import { expect, test } from "vitest";
import { missingCopySource } from "../../../src/rules/layout/missing-copy-source.ts";
import { type CheckOptions, checkRule, type Files } from "../check-rule.ts";

const compose = { "compose.yaml": "services:\n  web:\n    build: deployment/images/web\n" };
const path = "deployment/images/web/Dockerfile";
const missing = "there is no deployment/images/web/a in the repo, and git does not ignore it";

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
    [`${path}:2:6-7 deployment/images/web/a is left out of the build context by a .dockerignore file`],
  ],
])("%s", (_, lines, files, found, options) => {
  const all = { ...compose, [path]: `FROM nginx\n${lines}\n`, ...files };
  expect(checkRule(missingCopySource, all, options)).toEqual(found);
});

test("where the context cannot be told, nothing is said", () => {
  expect(checkRule(missingCopySource, { [path]: "FROM nginx\nCOPY a /a\n" })).toEqual([]);
});
