import { expect, test } from "vitest";
import { commandKind } from "../../src/model/builds/command-kinds.ts";
import { positionAt, sourceFile, textOf } from "../../src/source.ts";

function buildsOf(path: string, text: string) {
  const file = sourceFile(path, text);
  const { builds = [] } = commandKind(path)?.parse(file) ?? {};
  return builds.map(({ context, target, tags, folder, span }) => ({
    line: positionAt(file, span.start).line,
    words: textOf(file, span),
    context: context?.text,
    target: target?.text,
    tags,
    folder,
  }));
}

const docker = "docker build -t web .";
const here = { context: ".", tags: ["web"], folder: "" };

test.each([
  [".circleci/config.yml", `jobs:\n  b:\n    steps:\n      - run: ${docker}\n`, 4],
  ["azure-pipelines.yml", `steps:\n  - script: |\n      set -e\n      ${docker}\n`, 4],
  ["ci/azure-pipelines-release.yaml", `jobs:\n  - job: a\n    steps:\n      - bash: ${docker}\n`, 4],
  [
    "bitbucket-pipelines.yml",
    `pipelines:\n  default:\n    - step:\n        script: [true, "${docker}"]\n`,
    4,
  ],
  [".travis.yml", `script:\n  - true\n  - ${docker}\n`, 3],
  [".woodpecker.yml", `steps:\n  b:\n    commands:\n      - ${docker}\n`, 4],
  [".buildkite/pipeline.yml", `steps:\n  - commands:\n      - ${docker}\n`, 3],
  ["buildspec.prod.yml", `phases:\n  build:\n    commands:\n      - ${docker}\n`, 4],
  ["Jenkinsfile", `node {\n  sh '${docker}'\n}\n`, 2],
  ["ci/Jenkinsfile.release", `node {\n  docker.build("web")\n}\n`, 2],
  ["Taskfile.dist.yml", `tasks:\n  a:\n    - ${docker}\n`, 3],
  ["justfile", `a b="c": d\n    @${docker}\n`, 2],
  ["ops/images.just", `a:\n\t#!/bin/sh\n\n\t${docker}\nb:\n\ttrue\n`, 4],
  ["package.json", `{\n  "scripts": {\n    "image": "${docker}"\n  }\n}\n`, 3],
])("a build in %s", (path, text, line) => {
  expect(buildsOf(path, text)).toMatchObject([{ ...here, line }]);
});

test.each([
  [
    "Jenkinsfile",
    "node {\n  dir('a') {\n    dir('b') { sh 'docker build .' }\n  }\n  sh 'docker build .'\n}\n",
  ],
  [".circleci/config.yml", "a:\n  dir: a/b\n  run: docker build .\nb:\n  run: docker build .\n"],
])("the folder of a build in %s", (path, text) => {
  expect(buildsOf(path, text).map(({ folder }) => folder)).toEqual(["a/b", ""]);
});

test.each([
  ["Jenkinsfile", "env {\n  T = 'run'\n}\nsh 'docker build --target $T .'\n"],
  ["Taskfile.yml", "vars: {T: run}\ntasks:\n  a: docker build --target {{ .T }} .\n"],
  ["justfile", "T := 'run' # why\na:\n  docker build --target {{ T }} .\n"],
  ["azure-pipelines.yml", "variables: {T: run}\nsteps:\n  - script: docker build --target $(T) .\n"],
])("a variable's value in %s", (path, text) => {
  expect(buildsOf(path, text)).toMatchObject([{ target: "run" }]);
});

test.each([
  ["Jenkinsfile", 'sh "docker build --target ${params.T} ."\n'],
  ["Taskfile.yml", "vars: {T: {sh: x}}\ntasks:\n  a: docker build --target {{.T}} .\n"],
  ["justfile", "T := `x`\na:\n  docker build --target {{T}} .\n"],
  [".circleci/config.yml", "a:\n  run: docker build --target << parameters.T >> .\n"],
])("a value that cannot be told in %s", (path, text) => {
  expect(buildsOf(path, text)).toMatchObject([{ target: null }]);
});

test("what is no command of these files", () => {
  expect(buildsOf("Jenkinsfile", "// sh 'docker build .'\nx = 'sh \"docker build .\"'\n")).toEqual([]);
  expect(buildsOf("justfile", "# docker build .\na := 'docker build .'\n")).toEqual([]);
  expect(buildsOf("package.json", '{"description": "docker build .", "scripts": []}')).toEqual([]);
  expect(
    buildsOf("azure-pipelines.yml", "steps:\n  - task: Docker@2\n    inputs: {command: push}\n"),
  ).toEqual([]);
});
