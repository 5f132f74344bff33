import { describe, expect, test } from "vitest";
import { check, checkAll, failureText } from "../../src/engine/check.ts";
import type { Problem, Severity } from "../../src/finding.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import type { Policy, RuleSetting } from "../../src/policy/policy.ts";
import type { Rule } from "../../src/rule.ts";
import { sourceFile } from "../../src/source.ts";
import { handmadeFleet, handmadeImage, handmadeRun, placeOf } from "./fleet.ts";

const shared = sourceFile("shared/nginx.conf", "user root;\nlisten 80;\nlisten 80;\n");
const [web, api] = [handmadeImage("web"), handmadeImage("api")];
const fleet = handmadeFleet([handmadeRun(web), handmadeRun(api)]);

function runRule(
  problems: readonly Problem[],
  parts: { id?: string; off?: true; severity?: Severity } = {},
): Rule {
  return {
    id: "nginx/user-root",
    summary: "",
    severity: "error",
    ...parts,
    scope: "run",
    check: () => problems,
  };
}

function setting(pattern: string, word: Partial<RuleSetting>): RuleSetting {
  return { pattern, at: { file: shared }, ...word };
}

function lines(rules: readonly Rule[], policy: Policy = defaultPolicy): string[] {
  return check({ fleet, policy, rules }).map(
    ({ at, severity, rule, key, images }) =>
      `${at.file.path}:${at.span?.start ?? "-"} ${severity} ${rule} ${key} [${images.join(" ")}]`,
  );
}

const root: Problem = { key: "user root", at: placeOf(shared, "root"), message: "workers run as root" };
const port: Problem = { key: "listen 80", at: placeOf(shared, "80"), message: "port 80" };
const whole: Problem = { key: "file", at: { file: shared }, message: "the file" };

describe("folding and order", () => {
  test("a finding that two images share is one that names both, sorted", () => {
    expect(lines([runRule([root])])).toEqual([
      "shared/nginx.conf:5 error nginx/user-root user root [api web]",
    ]);
  });

  test("a service's run does not name its image twice", () => {
    const twice = handmadeFleet([handmadeRun(web), handmadeRun(web, { service: "web" })]);
    const [finding, ...more] = check({ fleet: twice, policy: defaultPolicy, rules: [runRule([root])] });
    expect([finding?.images, more]).toEqual([["web"], []]);
  });

  test.each<[what: string, other: Problem]>([
    ["key", { ...root, key: "user 0" }],
    ["message", { ...root, message: "workers run as user 0" }],
    ["end of the span", { ...root, at: placeOf(shared, "root;") }],
    ["severity", { ...root, severity: "notice" }],
  ])("another %s is another finding", (_what, other) => {
    expect(check({ fleet, policy: defaultPolicy, rules: [runRule([root, other])] })).toHaveLength(2);
  });

  test("findings are sorted by path, offset, rule and key, the file as a whole first", () => {
    const own: Problem = { key: "x", at: placeOf(web.file, "web"), message: "x" };
    const rules = [
      runRule([port, { ...port, key: "a" }, whole], { id: "z/z" }),
      runRule([port], { id: "a/a" }),
      runRule([root, own], { id: "m/m" }),
    ];
    expect(lines(rules).map((line) => line.split(" [")[0])).toEqual([
      "deployment/images/web/Dockerfile:25 error m/m x",
      "shared/nginx.conf:- error z/z file",
      "shared/nginx.conf:5 error m/m user root",
      "shared/nginx.conf:18 error a/a listen 80",
      "shared/nginx.conf:18 error z/z a",
      "shared/nginx.conf:18 error z/z listen 80",
    ]);
  });

  test("a folder's finding names the folder's images, a fleet's none", () => {
    const folder: Rule = {
      id: "layout/a",
      summary: "",
      severity: "warning",
      scope: "folder",
      check: () => [whole],
    };
    const all: Rule = {
      id: "layout/b",
      summary: "",
      severity: "notice",
      scope: "fleet",
      check: () => [whole],
    };
    expect(lines([folder, all])).toEqual([
      "shared/nginx.conf:- warning layout/a file [api web]",
      "shared/nginx.conf:- notice layout/b file []",
    ]);
  });
});

describe("severity in force", () => {
  test.each<[what: string, own: Severity | undefined, settings: readonly RuleSetting[], expected: string[]]>([
    ["the rule's default", undefined, [], ["error"]],
    ["the problem's own before the default", "notice", [], ["notice"]],
    [
      "the policy's before both",
      "notice",
      [setting("nginx/user-root", { severity: "warning" })],
      ["warning"],
    ],
    ["the group's", undefined, [setting("nginx/*", { severity: "notice" })], ["notice"]],
    [
      "the id's before the group's",
      undefined,
      [setting("nginx/user-root", { severity: "warning" }), setting("nginx/*", { severity: "notice" })],
      ["warning"],
    ],
    ["off", "notice", [setting("nginx/user-root", { severity: "off" })], []],
    ["another rule's", undefined, [setting("nginx/user-missing", { severity: "off" })], ["error"]],
    ["options alone", "notice", [setting("nginx/user-root", { options: { a: 1 } })], ["notice"]],
  ])("%s", (_what, own, settings, expected) => {
    const problem: Problem = own === undefined ? root : { ...root, severity: own };
    const policy = { ...defaultPolicy, rules: settings };
    const found = check({ fleet, policy, rules: [runRule([problem])] });
    expect(found.map(({ severity }) => severity)).toEqual(expected);
  });

  test.each<[what: string, settings: readonly RuleSetting[], expected: number]>([
    ["is silent", [], 0],
    ["speaks when the policy sets its severity", [setting("nginx/user-root", { severity: "notice" })], 1],
  ])("a rule that is off by default %s", (_what, rules, expected) => {
    const found = check({
      fleet,
      policy: { ...defaultPolicy, rules },
      rules: [runRule([root], { off: true })],
    });
    expect(found).toHaveLength(expected);
  });

  test("a rule reads its own options", () => {
    const seen: unknown[] = [];
    const rule: Rule = {
      id: "layout/a",
      summary: "",
      severity: "error",
      scope: "fleet",
      check: (_fleet, { options }) => {
        seen.push(options);
        return [];
      },
    };
    const rules = [
      setting("layout/a", { options: { depth: 3 } }),
      setting("layout/b", { options: { depth: 4 } }),
    ];
    check({ fleet, policy: { ...defaultPolicy, rules }, rules: [rule] });
    expect(seen).toEqual([{ depth: 3 }]);
  });
});

describe("a rule that throws", () => {
  const broken: Rule = {
    id: "nginx/broken",
    summary: "",
    severity: "error",
    scope: "run",
    *check(run) {
      yield port;
      if (run.image.name === "web") throw new Error("no such thing");
    },
  };

  test("is named with its image, and the rest is still checked", () => {
    const { findings, failures } = checkAll({
      fleet,
      policy: defaultPolicy,
      rules: [broken, runRule([root])],
    });
    expect(failures.map(failureText)).toEqual([
      "Keelcheck failed while checking nginx/broken, at deployment/images/web/Dockerfile (web): no such thing",
    ]);
    expect(findings.map(({ rule, images }) => [rule, images])).toEqual([
      ["nginx/user-root", ["api", "web"]],
      ["nginx/broken", ["api", "web"]],
    ]);
  });

  test("makes check throw", () => {
    expect(() => check({ fleet, policy: defaultPolicy, rules: [broken] })).toThrow(
      "Keelcheck failed while checking nginx/broken, at deployment/images/web/Dockerfile (web): no such thing",
    );
  });

  test.each<[subject: string, where: string, rule: Rule]>([
    [
      "the fleet",
      "deployment/images",
      {
        id: "a/a",
        summary: "",
        severity: "error",
        scope: "fleet",
        check: () => {
          throw "text";
        },
      },
    ],
    [
      "a folder",
      "deployment/images/web/Dockerfile (web)",
      {
        id: "a/a",
        summary: "",
        severity: "error",
        scope: "folder",
        check: () => {
          throw "text";
        },
      },
    ],
  ])("on %s", (_subject, where, rule) => {
    const { failures } = checkAll({ fleet, policy: defaultPolicy, rules: [rule] });
    expect(failures.map(failureText)[0]).toBe(`Keelcheck failed while checking a/a, at ${where}: text`);
  });
});
