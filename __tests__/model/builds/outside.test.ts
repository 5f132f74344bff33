import { expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { parseGitlab } from "../../../src/parsers/builds/ci.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { sourceFile } from "../../../src/source.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

type Files = Readonly<Record<string, string>>;

/** What cannot be told of a repo's images and services, by their names. */
function unknowns(files: Files): readonly string[] {
  const { runs } = readFleet({ workspace: memoryWorkspace(files), policy: defaultPolicy });
  const lines = runs.flatMap(({ image, service, unknowns: own }) =>
    (service === undefined ? image.unknowns : own).map(({ reason }) => `${image.name}: ${reason.why}`),
  );
  return [...new Set(lines)].sort();
}

const site = { "nginx/site.conf": "server { listen 80; }\n" };
const mount = '    volumes: ["./nginx/site.conf:/etc/nginx/conf.d/default.conf"]\n';

test.each([
  ["a folder outside", "../other"],
  ["an address", "https://example.com/other.git"],
  ["a folder without a Dockerfile", "./nginx"],
])("a service that is built from %s is said where it is given a server's files", (_, build) => {
  const compose = `services:\n  web:\n    build: ${build}\n`;
  expect(unknowns({ "compose.yaml": `${compose}${mount}`, ...site })).toEqual([
    'web: the Dockerfile that the compose service "web" builds is not in the repo',
  ]);
  expect(unknowns({ "compose.yaml": compose, ...site })).toEqual([]);
});

const STAGES = "FROM golang:1 AS dev\nRUN true\nFROM alpine:3.20\nCMD sleep 1\n";

test.each([
  ["a variable", "${EXTRA}", ["app: what this includes comes from outside the repo"]],
  ["a file outside", "../x/compose.yaml", ["app: what this includes comes from outside the repo"]],
  ["a file of another repo", "https://example.com/other.git", []],
])("an include of %s may build any stage", (_, include, expected) => {
  const compose = `include: ["${include}"]\nservices:\n  db: { image: "postgres:17" }\n`;
  expect(unknowns({ "compose.yaml": compose, "app/Dockerfile": STAGES })).toEqual(expected);
});

test.each([
  ["!reference", "  script:\n    - !reference [.build, script]\n"],
  ["extends", "  extends: .build\n"],
  ["extends with a list", "  extends: [.none, .build]\n"],
])("a GitLab job has the script of another one by %s, with its own variables", (_, text) => {
  const job = `web:\n  variables: { FILE: web/Dockerfile }\n${text}`;
  const file = sourceFile(".gitlab-ci.yml", `.build:\n  script:\n    - docker build -f $FILE .\n${job}`);
  expect(parseGitlab(file).builds.map(({ file: named }) => named?.text)).toEqual([null, "web/Dockerfile"]);
});

test("a GitLab job that extends itself ends", () => {
  const text =
    "a:\n  extends: b\n  script: [docker build x]\nb:\n  extends: a\nc:\n  script: !reference [c, script]\n";
  expect(parseGitlab(sourceFile(".gitlab-ci.yml", text)).builds.length).toBeGreaterThan(0);
});
