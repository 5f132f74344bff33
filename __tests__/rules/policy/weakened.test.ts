import { expect, test } from "vitest";
import { type BaselineEntry, baselineText } from "../../../src/policy/baseline/baseline.ts";
import { weakened } from "../../../src/rules/policy/weakened.ts";
import { type CheckOptions, checkRule, type Files, findingsOf, POLICY_PATH } from "../check-rule.ts";

const files: Files = {
  "deployment/images/web/Dockerfile": "FROM debian:12-slim\n",
  "images/app/Dockerfile": "FROM debian:12-slim\n",
};
const change = (before: string, after: string): CheckOptions => ({
  base: { [POLICY_PATH]: before },
  policy: after,
});

test.each<[what: string, before: string, after: string, expected: readonly string[]]>([
  ["nothing", "ipv6: required\n", "# a comment\nipv6: required\n", []],
  [
    "stricter",
    "ipv6: optional\nfail-on: error\n",
    "ipv6: required\nfail-on: warning\nruntime: kubernetes\n",
    [],
  ],
  [
    "a rule is off",
    "fail-on: error\n",
    "rules:\n  nginx/user-root: off\n",
    ["2:3-18 nginx/user-root is lowered from error to off"],
  ],
  [
    "a rule has its default in words",
    "fail-on: error\n",
    "rules:\n  nginx/user-root: error\n  fact/unknown: notice\n",
    [],
  ],
  [
    "a folder may hold more",
    "layout: { allow: [config/**, '!*.bak'] }\n",
    "layout:\n  allow: [config/**, html/**]\n",
    ["2:3-8 layout.allow allows more than before: html/**, !*.bak"],
  ],
  ["a folder may hold less", "layout: { allow: [a, b] }\n", "layout: { allow: [a, '!a/c'] }\n", []],
  [
    "a folder may hold anything",
    "layout: { allow: [a] }\n",
    "layout: { names: docker }\n",
    ["1:1-7 layout.allow is gone: a folder may hold anything"],
  ],
  [
    "less is required of an image with a server",
    "layout: { required: [{ server: nginx, files: [a, b] }] }\n",
    "layout:\n  required: [{ server: nginx, files: [b] }]\n",
    ["2:3-11 layout.required no longer asks for a (server: nginx)"],
  ],
  ["a rule is raised", "rules: { docs/stale: notice }\n", "rules: { docs/stale: error }\n", []],
  [
    "a raised rule falls back",
    "rules:\n  fact/unknown: error\n  nginx/syntax: error\n",
    "rules:\n  nginx/syntax: error\n",
    ["fact/unknown is lowered from error to notice"],
  ],
  [
    "a group",
    "fail-on: error\n",
    "rules:\n  files/*: warning\n",
    ["2:3-10 files/*: files/chown-undefined is lowered from error to warning, and 1 more is lowered"],
  ],
  ["an id above its group", "rules: { docs/*: off }\n", "rules: { docs/*: off, docs/stale: error }\n", []],
  ["a rule that is off by default is off", "fail-on: error\n", "rules: { user/non-numeric: off }\n", []],
  ["fail-on", "fail-on: warning\n", "fail-on: never\n", ["1:1-8 fail-on is lowered from warning to never"]],
  [
    "fail-on is gone",
    "fail-on: notice\nipv6: optional\n",
    "ipv6: optional\n",
    ["fail-on is lowered from notice to error"],
  ],
  ["ipv6", "ipv6: required\n", "ipv6: optional\n", ["1:1-5 ipv6 is lowered from required to optional"]],
  [
    "ports",
    "ports: { nginx: 8080, apache: 8081 }\n",
    "ports: { nginx: 9090 }\n",
    ["1:1-6 ports no longer says the port of apache"],
  ],
  [
    "runtime unknown",
    "runtime: kubernetes\n",
    "ipv6: optional\n",
    ["runtime is lowered from kubernetes to unknown"],
  ],
  [
    "runtime named",
    "ipv6: optional\n",
    "runtime: docker\n",
    ["1:1-8 runtime is lowered from unknown to docker"],
  ],
  ["runtime of the same kind", "runtime: docker\n", "runtime: podman\n", []],
  [
    "nginx",
    "nginx: { user: web, master: non-root }\n",
    "nginx:\n  user: any\n",
    ["1:1-6 nginx.master is lowered from non-root to any", "2:3-7 nginx.user is lowered from web to any"],
  ],
  ["another user", "nginx: { user: web }\n", "nginx: { user: www }\n", []],
  [
    "docs",
    "docs: { sections: [Purpose], require: [user, ports, volumes] }\n",
    "docs: { require: [ports] }\n",
    [
      "1:1-5 docs.sections no longer asks for Purpose",
      "1:9-16 docs.require no longer asks for user, volumes",
    ],
  ],
  [
    "layout",
    "layout: { required: [README.md, OWNERS], config: config, names: kebab-case }\n",
    "layout: { required: [README.md] }\n",
    [
      "1:1-7 layout.config no longer asks for config",
      "1:1-7 layout.names is lowered from kebab-case to docker",
      "1:11-19 layout.required no longer asks for OWNERS",
    ],
  ],
  [
    "owned",
    "owned: { /var/www: web, /var/log: web }\n",
    "owned: { /var/www: www }\n",
    ["1:1-6 owned asks for less of /var/log"],
  ],
  [
    "owned, by fewer images",
    "owned: [{ paths: /var/www, user: web }]\n",
    "owned: [{ paths: /var/www, user: web, images: [a] }]\n",
    ["1:1-6 owned asks for less of /var/www"],
  ],
  [
    "generated",
    "ipv6: optional\n",
    "generated: [dist/**]\n",
    ["1:1-10 generated names more than before: dist/**"],
  ],
  [
    "new waivers are let in",
    "waivers: { new: forbid }\n",
    "waivers: []\n",
    ["1:1-8 waivers.new is lowered from forbid to show"],
  ],
  ["a waiver is another rule's", "waivers: []\n", "waivers: [{ rule: user/*, reason: old }]\n", []],
  ["scope", "scope: all\n", "scope: changed\n", ["1:1-6 scope is lowered from all to changed"]],
  [
    "images",
    "images: [deployment/images/**, images/**]\n",
    "images: images/**\n",
    ["1:1-7 no longer checked as an image: deployment/images/web/Dockerfile"],
  ],
  [
    "images, by the default",
    "images: [deployment/images/**, images/**]\n",
    "ipv6: optional\n",
    ["images/app/Dockerfile no longer checked as an image: images/app/Dockerfile"],
  ],
  [
    "images, built by the policy",
    "images: [deployment/images/**, images/**]\n",
    "images: images/**\nbuilds: [{ dockerfile: deployment/images/web/Dockerfile }]\n",
    [],
  ],
  [
    "it cannot be read",
    "ipv6: required\n",
    "ipv6: requird\nfail-on: never\n",
    [
      '1:7-14 the policy can no longer be used: ipv6 must be one of optional, required, not "requird": did you mean "required"?',
    ],
  ],
])("%s", (_what, before, after, expected) => {
  const lines = checkRule(weakened, files, change(before, after));
  expect(lines.map((line) => line.replace(/^[.]github\/keelcheck[.]yml[: ]/, ""))).toEqual(expected);
});

test("a policy that is taken away is shown at what it was", () => {
  expect(checkRule(weakened, files, { base: { [POLICY_PATH]: "ipv6: required\n" } })).toEqual([
    ".github/keelcheck.yml ipv6 is lowered from required to optional",
  ]);
});

test("what cannot be read any more is an error", () => {
  const found = findingsOf(weakened, files, change("ipv6: required\n", "ipv6: [\n"));
  expect(found.map(({ severity }) => severity)).toContain("error");
});

test("without a policy, an image that moves the default root hides the others", () => {
  const after = {
    "deployment/images/web/Dockerfile": "FROM debian:12-slim\n",
    "images/app/Dockerfile": "FROM debian:12-slim\n",
  };
  expect(checkRule(weakened, after, { base: { "deployment/images/web/Dockerfile": null } })).toEqual([
    "images/app/Dockerfile no longer checked as an image: images/app/Dockerfile",
  ]);
});

test("recorded bases that cannot be read any more are an error", () => {
  const path = ".github/keelcheck-bases.json";
  const base = { [path]: JSON.stringify({ version: 1, bases: [] }) };
  expect(checkRule(weakened, { ...files, [path]: "[" }, { base })).toEqual([
    `${path}:1:2-2 the file of recorded bases can no longer be used: this is not JSON`,
  ]);
});

test("a new folder that takes the place of the default root hides what the change does in the old one", () => {
  const before = {
    "images/app/Dockerfile": "FROM debian:12-slim\n",
    "deployment/images/web/Dockerfile": null,
  };
  const found = findingsOf(weakened, files, { base: before });
  expect(found.map(({ severity, message }) => [severity, message])).toEqual([
    ["error", "no longer checked as an image: images/app/Dockerfile"],
  ]);
});

const BASELINE = ".github/keelcheck-baseline.json";
const entry = (name: string, key = "no user") => ({
  rule: "user/missing",
  file: `images/${name}/Dockerfile`,
  key,
  images: [name],
});
const held = (...entries: readonly BaselineEntry[]) => ({ [BASELINE]: baselineText(entries) });
const policy = { [POLICY_PATH]: "fail-on: error\n" };

test.each<[what: string, before: Files, after: Files, expected: readonly string[]]>([
  ["shrinks", held(entry("app"), entry("old")), held(entry("app")), []],
  [
    "grows by one",
    held(entry("app")),
    held(entry("app"), entry("app", "other")),
    [`${BASELINE}:5:5-99 the baseline grows by user/missing in images/app/Dockerfile`],
  ],
  [
    "grows by more",
    held(),
    held(entry("app"), entry("app", "other")),
    [
      `${BASELINE}:4:5-101 the baseline grows by 2 findings: the first is user/missing in images/app/Dockerfile`,
    ],
  ],
  [
    "is new in a repo that has a policy",
    policy,
    { ...policy, ...held(entry("app")) },
    [`${BASELINE}:4:5-101 the baseline grows by user/missing in images/app/Dockerfile`],
  ],
  ["comes with the first policy", {}, { ...policy, ...held(entry("app")) }, []],
  ["is gone", held(entry("app")), {}, []],
  [
    "cannot be read",
    held(),
    { [BASELINE]: "[]" },
    [
      `${BASELINE}:1:1-3 the baseline can no longer be used: ${BASELINE} must be a map with version, findings, not a list`,
    ],
  ],
])("the baseline %s", (_, before, after, expected) => {
  const gone = Object.fromEntries(
    Object.keys(after)
      .filter((path) => before[path] === undefined)
      .map((path) => [path, null]),
  );
  const { [POLICY_PATH]: own, ...rest } = after;
  const options = { base: { ...before, ...gone }, ...(typeof own === "string" && { policy: own }) };
  expect(checkRule(weakened, { ...files, ...rest }, options)).toEqual(expected);
});
