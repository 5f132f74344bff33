import { expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

const foreign = (syntax: string) =>
  ["what the Dockerfile means", "container user", "servers", 'whether the user "nobody" exists'].map(
    (fact) => `${fact}: the frontend ${syntax} builds this file, and may interpret its lines differently`,
  );

test.each<[syntax: string, expected: readonly string[]]>([
  ["docker/dockerfile:1", []],
  ["docker.io/docker/dockerfile:1.7-labs", []],
  ["docker/dockerfile-upstream:master", []],
  ["registry.corp/hub/docker/dockerfile@sha256:00", []],
  ["evil/frontend:1", foreign("evil/frontend:1")],
  ["notdocker/dockerfile:1", foreign("notdocker/dockerfile:1")],
  ["docker/dockerfile-other", foreign("docker/dockerfile-other")],
])("# syntax=%s", (syntax, expected) => {
  const dockerfile = `# syntax=${syntax}\nFROM debian:12-slim\nUSER nobody\n`;
  const workspace = memoryWorkspace({ "images/web/Dockerfile": dockerfile });
  const [image] = readFleet({ workspace, policy: defaultPolicy }).images;
  expect(image?.unknowns.map(({ fact, reason }) => `${fact}: ${reason.why}`)).toEqual(expected);
});
