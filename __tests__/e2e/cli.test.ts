import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { checkSchemaText } from "../../src/report/json/check-schema.ts";
import { inspectSchemaText } from "../../src/report/json/inspect-schema.ts";
import type { Rule } from "../../src/rule.ts";
import { inFolder, run } from "./cli-io.ts";

const WEB = "deployment/images/web/Dockerfile";
const healthy = { [WEB]: "FROM debian:12-slim\nRUN useradd web\nUSER web\n" };

/** A rule that speaks at the `FROM` of every image. */
const atFrom: Rule = {
  id: "user/test",
  summary: "A rule of this test",
  severity: "error",
  scope: "run",
  *check(run) {
    yield { key: "from", at: run.image.final.at, message: "this is the base" };
  },
};
const rules = [atFrom];

describe("exit codes of check", () => {
  test("0 without findings", () =>
    inFolder(healthy, async (cwd) => {
      const { code, out, err } = await run(["check"], { cwd, rules: [] });
      expect([code, err]).toEqual([0, ""]);
      expect(out).toBe(
        '1 image in 1 folder found in deployment/images; the policy\'s "images" can name another place\n\nnothing to report in 1 image\n',
      );
    }));

  test("1 with an error, which is shown at its line", () =>
    inFolder(healthy, async (cwd) => {
      const { code, out } = await run(["check", "."], { cwd, rules });
      expect(code).toBe(1);
      expect(out).toContain("  1:6  error  this is the base  user/test\n");
      expect(out).toContain("    > 1 │ FROM debian:12-slim\n        │      ^^^^^^^^^^^^^^\n");
      expect(out).toMatch(/\n1 error in 1 image\n$/);
    }));

  test.each([
    ["warning", undefined, 0],
    ["warning", "warning", 1],
    ["notice", "warning", 0],
    ["notice", "notice", 1],
    ["error", "never", 0],
    ["off", "notice", 0],
  ])("a rule set to %s under fail-on %s: %i", (severity, failOn, code) => {
    const policy = `rules:\n  user/test: ${severity}\n${failOn === undefined ? "" : `fail-on: ${failOn}\n`}`;
    return inFolder({ ...healthy, ".github/keelcheck.yml": policy }, async (cwd) => {
      expect(await run(["check"], { cwd, rules })).toMatchObject({ code, err: "" });
    });
  });

  test.each([
    ["a folder that does not exist", ["check", "nowhere"], "there is no folder"],
    ["a file as the folder", ["check", WEB], "is not a folder"],
    ["an unknown option", ["check", "--bogus"], "unknown option '--bogus'"],
    ["an unknown command", ["chekc"], "unknown command 'chekc' (Did you mean check?)"],
    [
      "an unknown format",
      ["check", "--format", "xml"],
      "Allowed choices are text, compact, json, sarif, rdjson, markdown, github",
    ],
    ["a second path", ["check", "a", "b"], "too many arguments"],
    ["a policy that does not exist", ["check", "--policy", "no.yml"], "there is no policy file no.yml"],
    [
      "an image that does not exist",
      ["inspect", "--image", "wbe"],
      'there is no image "wbe": did you mean "web"?',
    ],
    [
      "a rule that does not exist",
      ["explain", "user/tset"],
      'there is no rule "user/tset": did you mean "user/test"?',
    ],
  ])("2 and one line for %s", (_what, argv, message) =>
    inFolder(healthy, async (cwd) => {
      const { code, out, err } = await run(argv, { cwd, rules });
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(message);
      expect(err).toMatch(/^keelcheck: [^\n]+\n$/);
    }));

  test("2 for an error in the policy, at its place", () =>
    inFolder({ ...healthy, ".github/keelcheck.yml": "runtime: docker\nrunitme: docker\n" }, async (cwd) => {
      const { code, out, err } = await run(["check"], { cwd, rules });
      expect([code, out]).toEqual([2, ""]);
      expect(err).toBe(
        [
          '.github/keelcheck.yml:2:1: error: unknown key "runitme": did you mean "runtime"?',
          "    1 │ runtime: docker",
          "  > 2 │ runitme: docker",
          "      │ ^^^^^^^",
          "",
        ].join("\n"),
      );
    }));

  test("2 for globs of the policy that find nothing, at their place", () =>
    inFolder({ ...healthy, ".github/keelcheck.yml": "images: nowhere/*\n" }, async (cwd) => {
      const { code, out, err } = await run(["check"], { cwd, rules });
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(/^\.github\/keelcheck\.yml:1:9: error: .*nowhere\/\*/);
      expect(err).toContain("> 1 │ images: nowhere/*\n      │         ^^^^^^^^^\n");
    }));

  test("2 for globs of the command line that find nothing", () =>
    inFolder(healthy, async (cwd) => {
      const { code, out, err } = await run(["check", "--images", "nowhere/*"], { cwd, rules });
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(/^--images: error: .*nowhere\/\*[^\n]*\n$/);
    }));

  test("0 and a warning where the default search finds no image", () =>
    inFolder({ "README.md": "# Nothing\n" }, async (cwd) => {
      const { code, out } = await run(["check"], { cwd, rules });
      expect(code).toBe(0);
      expect(out).toMatch(/^warning: no Dockerfile was found/);
      expect(out).toMatch(/\nnothing to report in 0 images\n$/);
    }));

  test("3 for a rule that throws; the others' findings are printed all the same", () =>
    inFolder(healthy, async (cwd) => {
      const broken: Rule = {
        ...atFrom,
        id: "user/broken",
        scope: "run",
        check() {
          throw new Error("bad\u001b[31m luck");
        },
      };
      const { code, out, err } = await run(["check"], { cwd, rules: [broken, atFrom] });
      expect(code).toBe(3);
      expect(out).toContain("this is the base");
      expect(err).toMatch(
        /^keelcheck: internal error: Keelcheck failed while checking user\/broken, at deployment\/images\/web\/Dockerfile \(web\): bad\\x1b\[31m luck; please report it at https:\S+ \(KEELCHECK_DEBUG=1 shows where it happened\)\n$/,
      );
      const debug = await run(["check"], { cwd, rules: [broken], env: { KEELCHECK_DEBUG: "1" } });
      expect(debug.err).toContain("    at ");
    }));
});

describe("the policy", () => {
  test("--policy names another, relative to the current folder", () =>
    inFolder({ ...healthy, "strict/p.yml": "rules:\n  user/test: notice\n" }, async (cwd) => {
      const { code, out } = await run(["check", "--policy", "strict/p.yml"], { cwd, rules });
      expect(code).toBe(0);
      expect(out).toContain("1:6  notice  this is the base");
    }));

  test(".yaml is read too", () =>
    inFolder({ ...healthy, ".github/keelcheck.yaml": "rules:\n  user/test: off\n" }, async (cwd) => {
      expect(await run(["check"], { cwd, rules })).toMatchObject({ code: 0 });
    }));

  test("--images takes the place of the policy's", () =>
    inFolder(
      { ...healthy, "other/api/Dockerfile": "FROM scratch\n", ".github/keelcheck.yml": "images: other/*\n" },
      async (cwd) => {
        const { out } = await run(["inspect", "--format", "json"], { cwd });
        const replaced = await run(["inspect", "--format", "json", "--images", "deployment/images/*"], {
          cwd,
        });
        const names = (text: string) => JSON.parse(text).images.map(({ name }: { name: string }) => name);
        expect([names(out), names(replaced.out)]).toEqual([["api"], ["web"]]);
      },
    ));
});

describe("formats", () => {
  const ajv = new Ajv({ allErrors: true });

  test("check --format json is what its schema says, and ends with the same exit code", () =>
    inFolder(healthy, async (cwd) => {
      const { code, out, err } = await run(["check", "--format", "json"], { cwd, rules });
      const report = JSON.parse(out);
      const valid = ajv.compile(JSON.parse(checkSchemaText()));
      valid(report);
      expect([valid.errors, code, err]).toEqual([null, 1, ""]);
      expect(report).toMatchObject({
        conclusion: "failure",
        counts: { errors: 1, warnings: 0, notices: 0 },
        findings: [
          { rule: "user/test", images: ["web"], file: WEB, line: 1, column: 6, endLine: 1, endColumn: 20 },
        ],
      });
    }));

  test("inspect --format json is what its schema says", () =>
    inFolder(healthy, async (cwd) => {
      const { code, out } = await run(["inspect", "--format", "json"], { cwd });
      const facts = JSON.parse(out);
      const valid = ajv.compile(JSON.parse(inspectSchemaText()));
      valid(facts);
      expect([valid.errors, code]).toEqual([null, 0]);
      expect(facts.images).toMatchObject([
        {
          name: "web",
          path: "deployment/images/web",
          containerUser: { known: true, name: "web", root: false },
        },
      ]);
    }));

  test("check --format github annotates; paths are the checkout's", () =>
    inFolder({ "repo/x": "", ...prefixed("repo/", healthy) }, async (cwd) => {
      const argv = ["check", "repo", "--format", "github"];
      const { code, out } = await run(argv, { cwd, rules, env: { GITHUB_WORKSPACE: cwd } });
      expect(code).toBe(1);
      expect(out).toContain(`::error file=repo/${WEB},line=1,`);
    }));

  test("inspect says what a container runs as", () =>
    inFolder(healthy, async (cwd) => {
      const { code, out, err } = await run(["inspect", "--image", "web"], { cwd });
      expect([code, err]).toEqual([0, ""]);
      expect(out).toContain(`  The container runs as web`);
      expect(out).toContain(`${WEB}:3:6`);
    }));
});

describe("explain", () => {
  test("prints the page of a rule, by its id or its name", async () => {
    const { code, out } = await run(["explain", "fact/unreadable"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^# fact\/unreadable\n/);
    expect(await run(["explain", "unreadable"])).toEqual({ code, out, err: "" });
  });

  test("says what the rule itself says where there is no page", async () => {
    const { out } = await run(["explain", "user/test"], { rules });
    expect(out).toMatch(
      /^user\/test \(error\)\n\nA rule of this test\n\nhttps:\S+\/docs\/rules\/user\/test\.md\n$/,
    );
  });

  test("lists all rules", async () => {
    expect(await run(["explain"], { rules })).toEqual({
      code: 0,
      out: "user/test  error    A rule of this test\n",
      err: "",
    });
  });
});

describe("help and version", () => {
  test.each(["--help", "check --help", "inspect --help", "explain --help"])("%s", async (line) => {
    const argv = line.split(" ");
    const { code, out, err } = await run(argv);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Usage: keelcheck /);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("--version", async () => {
    expect(await run(["--version"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  test("without a command the help goes to the error stream", async () => {
    expect(await run([])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/^Usage: keelcheck /),
    });
  });
});

describe("colour", () => {
  test.each<
    [argv: readonly string[], env: Readonly<Record<string, string>>, terminal: boolean, painted: boolean]
  >([
    [[], {}, true, true],
    [[], {}, false, false],
    [["--color"], {}, false, true],
    [["--no-color"], {}, true, false],
    [[], { NO_COLOR: "1" }, true, false],
    [["--color"], { NO_COLOR: "1" }, false, true],
    [[], { TERM: "dumb" }, true, false],
    [[], { FORCE_COLOR: "1" }, false, true],
    [[], { FORCE_COLOR: "0" }, true, false],
  ])("%j with %j, terminal %j", (argv, env, outIsTerminal, painted) =>
    inFolder(healthy, async (cwd) => {
      const { out } = await run(["check", ...argv], { cwd, rules, env, outIsTerminal });
      expect(out.includes("\u001b[")).toBe(painted);
    }));
});

function prefixed(prefix: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [prefix + path, text]));
}
