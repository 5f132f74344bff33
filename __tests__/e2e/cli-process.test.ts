import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { everyOf } from "../amount.ts";
import { inFolder } from "./cli-io.ts";

const ROOT = join(import.meta.dirname, "../..");
const BUILT = join(ROOT, "dist/cli.js");
const programs = everyOf(2, [join(ROOT, "src/bin/cli.ts"), ...(existsSync(BUILT) ? [BUILT] : [])]);

const broken = { "deployment/images/web/Dockerfile": "FROM debian:12-slim\nCOPPY . .\n" };

function keelcheck(program: string, argv: readonly string[], cwd: string) {
  const env = { ...process.env, NO_COLOR: "1" };
  return spawnSync(process.execPath, [program, ...argv], { cwd, env, encoding: "utf8" });
}

test.each(programs)("%s checks a folder with a README", (program) =>
  inFolder({ ...broken, "deployment/images/web/README.md": "# web\n\nRuns as `root`.\n" }, (cwd) => {
    const { status, stdout, stderr } = keelcheck(program, ["check", "--format", "json"], cwd);
    expect(stderr).toBe("");
    const report = JSON.parse(stdout);
    expect([status, report.conclusion]).toEqual([1, "failure"]);
    expect(report.findings.map(({ file }: { file: string }) => file)).toContain(
      "deployment/images/web/Dockerfile",
    );
  }));

test.each(programs)("%s has no stack trace for a folder that is missing", (program) =>
  inFolder({}, (cwd) => {
    const { status, stdout, stderr } = keelcheck(program, ["check", "nowhere"], cwd);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^keelcheck: there is no folder \S+nowhere\n$/);
  }));

test.each(programs)("%s explains a rule from the pages beside it", (program) =>
  inFolder({}, (cwd) => {
    const { status, stdout } = keelcheck(program, ["explain", "fact/unreadable"], cwd);
    expect([status, stdout.split("\n")[0]]).toEqual([0, "# fact/unreadable"]);
  }));

// `head` closes the pipe after one line, long before the report of many images is written.
test.each(programs)("%s does not mind a reader that leaves", (program) =>
  inFolder({}, (cwd) => {
    for (let index = 0; index < 300; index += 1) {
      const folder = join(cwd, `deployment/images/web-${index}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "Dockerfile"), "FROM debian:12-slim\nCOPPY . .\n");
    }
    const line = `"${process.execPath}" "${program}" check --format json | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd, encoding: "utf8" });
    expect([stdout, stderr]).toEqual(["{\n1\n", ""]);
  }));

// Under `script` without a terminal of its own, the terminal is 0 columns wide.
const hasScript = spawnSync("script", ["--version"]).status === 0;
test.skipIf(!hasScript).each(programs)("%s keeps words together where the terminal has no width", (program) =>
  inFolder(broken, (cwd) => {
    const command = `${process.execPath} ${program} check`;
    const env = { ...process.env, NO_COLOR: "1" };
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], { cwd, env, encoding: "utf8" });
    expect(stdout).toContain("1 image in 1 folder found in deployment/images");
  }),
);
