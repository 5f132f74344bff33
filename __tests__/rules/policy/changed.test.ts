import { expect, test } from "vitest";
import { changed } from "../../../src/rules/policy/changed.ts";
import { type CheckOptions, checkRule, type Files, POLICY_PATH } from "../check-rule.ts";

const files: Files = { "deployment/images/web/Dockerfile": "FROM debian:12-slim\n" };
const recorded = (...bases: readonly (readonly [ref: string, user: string])[]) =>
  JSON.stringify({
    version: 1,
    bases: bases.map(([ref, user]) => ({
      ref,
      digests: [],
      platform: "linux/amd64",
      user,
      exposes: [],
      volumes: [],
      workdir: "/",
      environment: {},
      entrypoint: [],
      cmd: [],
    })),
  });
const RECORDED = ".github/keelcheck-bases.json";
const tail = "the base's policy stays in force until this is merged";

test.each<[what: string, options: CheckOptions & { readonly more?: Files }, expected: readonly string[]]>([
  ["nothing", { policy: "ipv6: required\n", base: {} }, []],
  [
    "only words around it",
    {
      policy: "# more\nrules: { docs/stale: off, docs/markdown: off }\n",
      base: { [POLICY_PATH]: "rules: { docs/markdown: off, docs/stale: off }\n" },
    },
    [],
  ],
  [
    "only a default in words",
    { policy: "fail-on: error\n", base: { [POLICY_PATH]: "ipv6: optional\n" } },
    [],
  ],
  [
    "bases, which count already where nothing was known of them",
    {
      policy: "base-images: { corp/base: { like: nginx } }\nwaivers: [{ rule: user/*, reason: old }]\n",
      base: { [POLICY_PATH]: "ipv6: optional\n" },
    },
    [
      `.github/keelcheck.yml:1:1-12 the policy changes base-images: ${tail}; its waivers and what it says about unknown bases already count`,
    ],
  ],
  [
    "two keys, shown at the first that is there",
    { policy: "fail-on: warning\n", base: { [POLICY_PATH]: "ipv6: required\n" } },
    [`.github/keelcheck.yml:1:1-8 the policy changes ipv6, fail-on: ${tail}`],
  ],
  [
    "a key is gone",
    { policy: "fail-on: error\n", base: { [POLICY_PATH]: "ipv6: required\n" } },
    [`.github/keelcheck.yml the policy changes ipv6: ${tail}`],
  ],
  [
    "waivers alone, which count already",
    {
      policy: "waivers:\n  list:\n    - { rule: nginx/user-root, reason: legacy }\n",
      base: { [POLICY_PATH]: "waivers: { new: show }\n" },
    },
    [".github/keelcheck.yml:1:1-8 the policy changes waivers, which already count"],
  ],
  [
    "waivers and a key",
    {
      policy: "ipv6: optional\nwaivers:\n  list:\n    - { rule: nginx/user-root, reason: legacy }\n",
      base: { [POLICY_PATH]: "ipv6: required\n" },
    },
    [`.github/keelcheck.yml:1:1-5 the policy changes ipv6: ${tail}; its waivers already count`],
  ],
  [
    "the first policy",
    { policy: "ipv6: required\n", base: { [POLICY_PATH]: null } },
    [".github/keelcheck.yml first policy: the base has none, so this one is already in force"],
  ],
  [
    "the policy is taken away",
    { base: { [POLICY_PATH]: "ipv6: required\n" } },
    [".github/keelcheck.yml the policy is removed, but stays in force until this is merged"],
  ],
  [
    "it cannot be read any more: another rule's",
    { policy: "ipv7: 1\n", base: { [POLICY_PATH]: "ipv6: required\n" } },
    [],
  ],
  [
    "recorded bases",
    {
      more: { [RECORDED]: recorded(["a", "1"], ["b", "2"]) },
      base: { [RECORDED]: recorded(["b", "1"], ["c", "1"]) },
    },
    [".github/keelcheck-bases.json recorded base images change: a is new, b says something else, c is gone"],
  ],
  [
    "recorded bases in another order",
    {
      more: { [RECORDED]: recorded(["a", "1"], ["b", "1"]) },
      base: { [RECORDED]: recorded(["b", "1"], ["a", "1"]) },
    },
    [],
  ],
])("%s", (_what, { more, ...options }, expected) => {
  expect(checkRule(changed, { ...files, ...more }, options)).toEqual(expected);
});
