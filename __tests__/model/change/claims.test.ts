import { expect, test } from "vitest";
import { surveyBuilds } from "../../../src/model/builds/survey.ts";
import { changedClaims, mountingServices } from "../../../src/model/change/claims.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { rules } from "../../../src/rules/index.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

const { policy } = loadPolicy(undefined, rules);
const images = { "images/web/Dockerfile": "FROM debian\n", "images/app/Dockerfile": "FROM debian\n" };

function surveyOf(files: Readonly<Record<string, string>>) {
  return surveyBuilds({ workspace: memoryWorkspace({ ...images, ...files }), policy });
}

function services(web: readonly string[], app: readonly string[] = []): string {
  const lines = (more: readonly string[]) => more.map((line) => `    ${line}\n`).join("");
  return `services:\n  web:\n    build: images/web\n${lines(web)}  app:\n    build: images/app\n${lines(app)}`;
}

const bake = (web: string, app = "") =>
  `target "web" {\n  context = "images/web"\n${web}}\ntarget "app" {\n  context = "images/app"\n${app}}\n`;

test.each([
  { name: "nothing", path: "compose.yaml", base: services([]), head: services([]), wanted: [] },
  {
    name: "a comment and blank lines",
    path: "compose.yaml",
    base: services([]),
    head: `# x\n\n${services([])}`,
    wanted: [],
  },
  {
    name: "a user",
    path: "compose.yaml",
    base: services([]),
    head: services(["user: web"]),
    wanted: ["web"],
  },
  {
    name: "a volume",
    path: "compose.yaml",
    base: services([]),
    head: services([], ["volumes: [./a:/b]"]),
    wanted: ["app"],
  },
  {
    name: "a port",
    path: "compose.yaml",
    base: services(['ports: ["80:80"]']),
    head: services(['ports: ["81:80"]']),
    wanted: ["web"],
  },
  {
    name: "the order of keys",
    path: "compose.yaml",
    base: services(["user: a", "tty: true"]),
    head: services(["tty: true", "user: a"]),
    wanted: [],
  },
  {
    name: "an argument",
    path: "docker-bake.hcl",
    base: bake(""),
    head: bake('  args = { A = "1" }\n'),
    wanted: ["web"],
  },
  {
    name: "a target",
    path: "docker-bake.hcl",
    base: bake("", '  target = "a"\n'),
    head: bake("", '  target = "b"\n'),
    wanted: ["app"],
  },
  { name: "the whole file comes", path: "docker-bake.hcl", base: "", head: bake(""), wanted: ["app", "web"] },
  { name: "the whole file goes", path: "docker-bake.hcl", base: bake(""), head: "", wanted: ["app", "web"] },
])("a build file changes by $name", ({ path, base, head, wanted }) => {
  const found = changedClaims(surveyOf({ [path]: base }), surveyOf({ [path]: head }), [path]);
  expect([...found].sort()).toEqual(wanted.map((name) => `images/${name}/Dockerfile`));
});

test("a file that did not change is not asked, whatever it says", () => {
  const found = changedClaims(surveyOf({ "compose.yaml": services([]) }), surveyOf({}), ["other.txt"]);
  expect([...found]).toEqual([]);
});

test.each([
  { name: "a mounted file", web: ["volumes: [./conf/a:/a]"], changed: "conf/a", wanted: ["web"] },
  {
    name: "a file below a mounted folder",
    web: ["volumes: [./conf:/a]"],
    changed: "conf/b/a",
    wanted: ["web"],
  },
  {
    name: "a folder whose name begins alike",
    web: ["volumes: [./conf:/a]"],
    changed: "conf.d/a",
    wanted: [],
  },
  {
    name: "a mount with a variable",
    web: ["volumes: ['./conf/${X}/a:/a']"],
    changed: "conf/b/a",
    wanted: ["web"],
  },
  { name: "a named volume", web: ["volumes: [conf:/a]"], changed: "conf/a", wanted: [] },
  { name: "a file of variables", web: ["env_file: vars/list"], changed: "vars/list", wanted: ["web"] },
  { name: ".env beside it", web: [], changed: ".env", wanted: ["app", "web"] },
  { name: ".env elsewhere", web: [], changed: "other/.env", wanted: [] },
  {
    name: "another compose file that it names",
    web: ["extends: { file: common-compose.yaml, service: x }"],
    changed: "common-compose.yaml",
    wanted: ["app", "web"],
  },
  { name: "another compose file", web: [], changed: "x/compose.dev.yaml", wanted: [] },
])("compose takes in $name", ({ web, changed, wanted }) => {
  const found = mountingServices([surveyOf({ "compose.yaml": services(web) })], new Set([changed]));
  expect([...found].sort()).toEqual(wanted.map((name) => `images/${name}/Dockerfile`));
});
