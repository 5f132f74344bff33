import { expect, test } from "vitest";
import { unbuiltStage } from "../../../src/rules/layout/unbuilt-stage.ts";
import { checkRule, type Files } from "../check-rule.ts";

const web = "deployment/images/web/Dockerfile";
const stages = "FROM node:22 AS dev\nUSER node\nFROM node:22 AS prod\nUSER node\n";
const unbuilt = (name: string) =>
  `${web}:3:1-21 nothing in the repo builds the last stage "prod", so it is not checked: the builds name ${name}`;
const compose = (...targets: readonly string[]) =>
  `services:\n${targets.map((target) => `  ${target}: {build: {context: deployment/images/web, target: ${target}}}\n`).join("")}`;
const bake = 'target "web" {\n  context = "deployment/images/web"\n  target = "dev"\n}\n';

test.each<[string, Files, string[]]>([
  ["nothing is said", { [web]: stages }, []],
  [
    "compose builds the first, so the last is an image",
    { [web]: stages, "compose.yaml": compose("dev") },
    [],
  ],
  [
    "compose builds the first, and the last is for development",
    { [web]: stages.replace("AS prod", "AS debug"), "compose.yaml": compose("dev") },
    [],
  ],
  ["bake builds the first", { [web]: stages, "docker-bake.hcl": bake }, [unbuilt('"dev"')]],
  [
    "bake and compose build the first",
    { [web]: stages, "docker-bake.hcl": bake, "compose.yaml": compose("dev") },
    [unbuilt('"dev"')],
  ],
  ["compose builds both", { [web]: stages, "compose.yaml": compose("dev", "prod") }, []],
  [
    "a workflow builds the last by its name",
    {
      [web]: stages,
      "docker-bake.hcl": bake,
      ".github/workflows/x.yml":
        "jobs: {a: {steps: [{run: docker build --target prod deployment/images/web}]}}\n",
    },
    [],
  ],
  [
    "bake builds one by a condition that cannot be told",
    {
      [web]: stages,
      "docker-bake.hcl":
        'target "web" {\n  context = "deployment/images/web"\n  target = NONE == "" ? "dev" : "prod"\n}\n',
    },
    [],
  ],
  [
    "a workflow builds what its matrix names",
    {
      [web]: stages,
      "docker-bake.hcl": bake,
      ".github/workflows/x.yml": 'jobs: {a: {steps: [{run: "docker build --target $TARGET ."}]}}\n',
    },
    [],
  ],
  [
    "the built stage copies from no other, and the last starts from it",
    { [web]: "FROM node:22 AS dev\nUSER node\nFROM dev\nRUN x\n", "docker-bake.hcl": bake },
    [`${web}:3:1-9 nothing in the repo builds the last stage, so it is not checked: the builds name "dev"`],
  ],
])("%s", (_about, files, expected) => {
  expect(checkRule(unbuiltStage, files)).toEqual(expected);
});
