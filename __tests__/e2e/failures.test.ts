import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { runAction } from "../../src/app/action/action.ts";
import type { Io } from "../../src/app/cli/terminal.ts";
import { checkSchemaText } from "../../src/report/json/check-schema.ts";
import { inspectSchemaText } from "../../src/report/json/inspect-schema.ts";
import type { Unit } from "../../src/work.ts";
import { Failures } from "../../src/work.ts";
import { git } from "../checkouts/git.ts";
import { inFolder, run } from "./cli-io.ts";

const WEB = "deployment/images/web/Dockerfile";
const APP = "deployment/images/app/Dockerfile";
const files = {
  [WEB]: "FROM nginx:1.27\nRUN chmod 777 /srv\nUSER nginx\n",
  "deployment/images/web/README.md": "# web\n\nUser `nginx`, port 80.\n",
  [APP]: "FROM debian:12-slim\nRUN chmod 777 /srv\nUSER daemon\n",
  "deployment/images/app/README.md": "# app\n\nUser `daemon`.\n",
};

/** A unit of the work fails where the test says so. */
function failing(fails: (unit: Unit) => boolean): Pick<Io, "newFailures"> {
  return {
    newFailures: () =>
      new Failures((unit, work) => {
        if (fails(unit)) throw new Error("it\nbroke \u001b[31m");
        return work();
      }),
  };
}

const inWeb = ({ doing, at }: Unit) => doing === "reading this RUN" && at.file.path === WEB;
const said = "Keelcheck failed while reading this RUN: it broke \\x1b[31m";

describe("the report of a check in which something throws", () => {
  test.each([
    ["text", said],
    ["json", '"message": "Keelcheck failed while reading this RUN: it broke \\u001b[31m"'],
    ["sarif", '"ruleId": "fact/failed"'],
    ["markdown", "Keelcheck failed while reading this RUN<span>&#58;</span> it broke"],
    ["github", `::error file=${WEB},line=2,`],
  ])("comes out whole as %s, with exit code 3", (format, expected) =>
    inFolder(files, async (cwd) => {
      const clean = await run(["check", "--format", format], { cwd });
      const { code, out, err } = await run(["check", "--format", format], { cwd, ...failing(inWeb) });
      expect([clean.code, code]).toEqual([1, 3]);
      expect(out).toContain(expected);
      expect(out.split("fact/failed").length).toBeGreaterThan(1);
      expect(err).toBe(
        `keelcheck: internal error: Keelcheck failed while reading this RUN, at ${WEB} (web): it broke \\x1b[31m; please report it at https://github.com/keelcheck/keelcheck/issues (KEELCHECK_DEBUG=1 shows where it happened)\n`,
      );
      // What is said of the other image is said still.
      expect(out).toContain("/srv");
    }));

  test("is valid JSON, in which the findings of the other image are the same", () =>
    inFolder(files, async (cwd) => {
      const read = async (io: Partial<Io>) => {
        const { out } = await run(["check", "--format", "json"], { cwd, ...io });
        const report = JSON.parse(out);
        expect(new Ajv({ strict: false }).validate(JSON.parse(checkSchemaText()), report)).toBe(true);
        return report.findings.filter(({ images }: { images: string[] }) => images.includes("app"));
      };
      expect(await read(failing(inWeb))).toEqual(await read({}));
    }));

  test("shows where it happened to those who ask", () =>
    inFolder(files, async (cwd) => {
      const { err } = await run(["check"], { cwd, env: { KEELCHECK_DEBUG: "1" }, ...failing(inWeb) });
      expect(err).toMatch(/^keelcheck: internal error: .*\nError: it\nbroke .*\n {4}at /);
    }));

  test.each([
    [
      "a waiver with a reason",
      `waivers:\n  - rule: fact/failed\n    path: ${WEB}\n    reason: reported\n`,
      0,
    ],
    ["the severity of a warning", "rules:\n  fact/failed: warning\n", 0],
    ["fail-on: never", "fail-on: never\n", 0],
    ["nothing", "", 3],
  ])("does not fail by itself under %s", (_what, policy, expected) =>
    inFolder(
      {
        ...files,
        ".github/keelcheck.yml": `${policy}${policy.startsWith("rules") ? "" : "rules:\n"}  files/*: off\n  docs/*: off\n`,
      },
      async (cwd) => {
        const { code, err } = await run(["check"], { cwd, ...failing(inWeb) });
        expect([code, err === ""]).toEqual([expected, expected === 0]);
      },
    ));

  test("a waiver in the file speaks for it", () =>
    inFolder(
      {
        ...files,
        [WEB]: "FROM nginx:1.27\n# keelcheck-ignore fact/failed -- it is reported\nRUN true\nUSER nginx\n",
        ".github/keelcheck.yml": "rules:\n  files/*: off\n  docs/*: off\n",
      },
      async (cwd) => {
        expect(await run(["check"], { cwd, ...failing(inWeb) })).toMatchObject({ code: 0, err: "" });
      },
    ));
});

describe("a budget that is spent", () => {
  const spent = "Keelcheck gave up reading this RUN: it takes more than 5000 steps";
  const long = { ...files, [WEB]: `FROM nginx:1.27\nRUN ${"true && ".repeat(5_000)}true\nUSER nginx\n` };
  const stepsFor = (characters: number) => (characters === long[WEB]?.length ? 5_000 : 1_000_000);

  test("is exit code 1, and the other image is checked", () =>
    inFolder(long, async (cwd) => {
      const few = { stepsFor };
      const { code, out, err } = await run(["check"], { cwd, ...few });
      expect([code, err]).toEqual([1, ""]);
      expect(out.split(spent)).toHaveLength(2);
      expect(out).toContain("  2:1  error  Keelcheck gave up reading this RUN");
      expect(out).not.toContain("fact/failed");
      expect(out).toContain("mode 777 makes /srv writable by everyone");
      // The same tree, the same bytes.
      expect((await run(["check"], { cwd, ...few })).out).toBe(out);
    }));

  test("leaves every fact of the image open", () =>
    inFolder(long, async (cwd) => {
      const { code, out } = await run(["inspect", "--image", "web", "--format", "json"], {
        cwd,
        stepsFor,
      });
      const [image] = JSON.parse(out).images;
      expect([code, image.containerUser]).toMatchObject([
        0,
        { known: false, why: "Keelcheck gave up reading this RUN" },
      ]);
    }));

  test("is not reached by values that multiply in a few lines: they end before", () =>
    inFolder(
      {
        ...files,
        [WEB]: `FROM debian:12\nENV A=0123456789\n${"ENV A=$A$A\n".repeat(30)}USER daemon\n`,
      },
      async (cwd) => {
        const { code, out, err } = await run(["check"], { cwd });
        expect([code, err]).toEqual([1, ""]);
        expect(out).toContain("README.md does not document user daemon");
        expect(out).not.toContain("gave up");
      },
    ));
});

describe("inspect, where something throws", () => {
  test("says that nothing can be told, and ends with 3", () =>
    inFolder(files, async (cwd) => {
      const fails = ({ doing, at }: Unit) => doing === "reading this image" && at.file.path === WEB;
      const { code, out, err } = await run(["inspect", "--format", "json"], { cwd, ...failing(fails) });
      const facts = JSON.parse(out);
      expect(new Ajv({ strict: false }).validate(JSON.parse(inspectSchemaText()), facts)).toBe(true);
      const [app, web] = facts.images;
      const why = "Keelcheck failed while reading this image";
      expect([code, app.containerUser.name, web.containerUser.why]).toEqual([3, "daemon", why]);
      expect(web.unknown.map(({ fact }: { fact: string }) => fact)).toEqual([
        "container user",
        "environment",
        "exposed ports",
        "files",
        "processes",
        "servers",
      ]);
      expect(err).toContain(`internal error: ${why}, at ${WEB} (web): it broke`);
    }));

  test("heirs have nothing that can be told either", () =>
    inFolder(
      {
        ...files,
        ".github/keelcheck.yml": "registries:\n  registry.example.com: .\n",
        [APP]: "FROM registry.example.com/web\nEXPOSE 8080\n",
      },
      async (cwd) => {
        const fails = ({ doing, at }: Unit) => doing === "reading this Dockerfile" && at.file.path === WEB;
        const { out } = await run(["inspect", "--format", "json"], { cwd, ...failing(fails) });
        const why = "Keelcheck failed while reading this Dockerfile";
        for (const image of JSON.parse(out).images) {
          expect(image.containerUser).toMatchObject({ known: false, why });
          expect(image.unknown.map((one: { why: string }) => one.why)).toContain(why);
        }
      },
    ));
});

describe("fix, where a rule throws", () => {
  test("its fixes are not offered, and the others are", () =>
    inFolder(
      { ...files, [APP]: "FROM debian:12-slim\nUSER daemon", [WEB]: "FROM nginx:1.27" },
      async (cwd) => {
        const readmes = {
          "deployment/images/app/README.md": "# app \n",
          ".markdownlint.json": '{ "default": false, "MD009": true }',
          "deployment/images/web/README.md": "# web \n",
        };
        for (const [path, text] of Object.entries(readmes)) {
          const { writeFileSync } = await import("node:fs");
          writeFileSync(join(cwd, path), text);
        }
        const fails = ({ doing, images }: Unit) =>
          doing === "checking docs/markdown" && images?.includes("web") === true;
        const { code, err } = await run(["fix"], { cwd, ...failing(fails) });
        expect(readFileSync(join(cwd, "deployment/images/app/README.md"), "utf8")).toBe("# app\n");
        expect(readFileSync(join(cwd, "deployment/images/web/README.md"), "utf8")).toBe("# web \n");
        expect([code, err.includes("Keelcheck failed while checking docs/markdown")]).toEqual([3, true]);
      },
    ));
});

describe("a change", () => {
  const changed = async (work: (cwd: string) => Promise<void>) =>
    inFolder(files, async (cwd) => {
      git(cwd, "init", "--quiet", "--initial-branch", "main");
      git(cwd, "add", "--all");
      git(cwd, "commit", "--quiet", "--message", "base");
      const { appendFileSync } = await import("node:fs");
      appendFileSync(join(cwd, WEB), "ENV LEVEL=info\n");
      appendFileSync(join(cwd, "deployment/images/web/README.md"), "\n`LEVEL` is `info`.\n");
      await work(cwd);
    });

  test("is not held up by what fails in the base too", () =>
    changed(async (cwd) => {
      const { code, out, err } = await run(["check", "--since", "main"], { cwd, ...failing(inWeb) });
      expect([code, err]).toEqual([0, ""]);
      expect(out).toContain("existing");
    }));

  test("is held up by what fails in it alone, and says so once", () =>
    changed(async (cwd) => {
      const fails = ({ doing, at }: Unit) => doing === "reading this ENV" && at.file.path === WEB;
      const { code, out } = await run(["check", "--since", "main"], { cwd, ...failing(fails) });
      expect(code).toBe(3);
      expect(out.split("Keelcheck failed while reading this ENV: it broke")).toHaveLength(2);
      expect(out).not.toContain("policy/became-unknown");
    }));
});

test("the Action annotates, sums up and sets its outputs all the same", async () => {
  const told: string[] = [];
  const temp = mkdtempSync(join(tmpdir(), "keelcheck-failures-"));
  try {
    await inFolder(files, async (folder) => {
      const env = { GITHUB_WORKSPACE: folder, GITHUB_EVENT_NAME: "schedule", RUNNER_TEMP: temp };
      const runner = {
        print: (text: string) => told.push(`print ${text}`),
        group: (title: string, text: string) => told.push(`group ${title} ${text}`),
        output: (name: string, value: unknown) => told.push(`output ${name}=${value}`),
        summary: async (markdown: string) => {
          told.push(`summary ${markdown}`);
          return undefined;
        },
        fail: (message: string) => told.push(`fail ${message}`),
      };
      const exitCode = await runAction({ env, runner, today: "2026-01-31", ...failing(inWeb) });
      expect(exitCode).toBe(3);
    });
    const all = told.join("\n");
    expect(all).toContain(`\n::error file=${WEB},line=2,`);
    expect(all).toContain("output conclusion=failure");
    const report = /output report=(.*)/.exec(all)?.[1] ?? "";
    const { findings } = JSON.parse(readFileSync(report, "utf8"));
    expect(findings.filter(({ rule }: { rule: string }) => rule === "fact/failed")).toHaveLength(1);
    const summary = told.find((line) => line.startsWith("summary")) ?? "";
    expect(summary).toContain("Keelcheck failed while reading this RUN");
    expect(summary).toContain("/srv");
    expect(all).toContain(
      `fail internal error: Keelcheck failed while reading this RUN, at ${WEB} (web): it broke`,
    );
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
});
