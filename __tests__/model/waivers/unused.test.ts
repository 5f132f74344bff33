import { expect, test } from "vitest";
import type { FleetScope } from "../../../src/model/builds/scope.ts";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { readWaivers } from "../../../src/model/waivers/read.ts";
import { whyUnused } from "../../../src/model/waivers/unused.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import type { Waiver } from "../../../src/policy/policy.ts";
import { sourceFile } from "../../../src/source.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

const IGNORE = "# keelcheck-ignore nginx/user-root -- why\n";
const FILES = {
  "deployment/images/web/Dockerfile": "FROM nginx:1.28\nCOPY --from=shared a.conf /etc/nginx/conf.d/\n",
  "deployment/images/web/a.conf": `${IGNORE}a 1;\n`,
  "deployment/images/shop/Dockerfile": "FROM debian:12-slim\n",
  "deployment/images/shop/a.conf": `${IGNORE}a 1;\n`,
  "deployment/images/dark/Dockerfile": "FROM corp/base:1\n",
  "deployment/images/dark/a.conf": `${IGNORE}a 1;\n`,
  "compose.yaml": `services:\n  dark:\n    build: deployment/images/dark ${IGNORE}`,
  "other.compose.yaml": `services:\n  shop:\n    build: deployment/images/shop ${IGNORE}`,
};

const onlyShop: FleetScope = {
  folders: new Set(["deployment/images/shop"]),
  covers: (path) => path === "compose.yaml",
  touches: () => false,
  reads: () => true,
  parsed: new Map(),
};

function fleetOf(scope?: FleetScope) {
  const workspace = memoryWorkspace(FILES);
  return readFleet({ workspace, policy: defaultPolicy, ...(scope && { scope }) });
}

function entry(path?: string): Waiver {
  const at = { file: sourceFile(".github/keelcheck.yml", "") };
  return { rule: "nginx/user-root", reason: "why", at, ...(path !== undefined && { path }) };
}

test.each<[path: string, expected: string]>([
  ["deployment/images/shop/a.conf", "nothing found"],
  ["deployment/images/dark/a.conf", "cannot tell"],
  ["compose.yaml", "cannot tell"],
  ["other.compose.yaml", "nothing found"],
])("a comment in %s: %s", (path, expected) => {
  const fleet = fleetOf();
  const waivers = readWaivers({ fleet, ruleIds: ["nginx/user-root"] });
  const said = waivers.filter(({ at }) => at.file.path === path).map((waiver) => whyUnused(waiver, fleet));
  expect(said).toEqual([expected]);
});

test.each<[path: string | undefined, scope: FleetScope | undefined, expected: string]>([
  [undefined, undefined, "cannot tell"],
  ["deployment/images/shop/**", undefined, "nothing found"],
  ["deployment/images/shop/**", onlyShop, "nothing found"],
  ["deployment/images/**", onlyShop, "cannot tell"],
  ["deployment/images/dark", undefined, "cannot tell"],
  ["deployment/images/gone", undefined, "no such file"],
])("an entry of the policy for %s", (path, scope, expected) => {
  const policy = { ...defaultPolicy, waivers: { new: "show", list: [entry(path)] } as const };
  const fleet = fleetOf(scope);
  const waivers = readWaivers({ fleet, policy, ruleIds: ["nginx/user-root"] });
  const said = waivers.filter(({ from }) => from === "policy").map((waiver) => whyUnused(waiver, fleet));
  expect(said).toEqual([expected]);
});
