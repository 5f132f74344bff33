import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { amount } from "../amount.ts";
import { inFolder, run } from "./cli-io.ts";
import { readStep } from "./runner-commands.ts";

const HARD = [
  "::error::x",
  "##[error]x",
  "\n",
  "\r",
  "\u001b[31m",
  "\u202e",
  "\u200b",
  "-",
  "=",
  "a",
  " ",
  "--images",
];
const argument = fc
  .array(fc.constantFrom(...HARD), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(""));
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function isHarmless(...streams: readonly string[]): void {
  const text = streams.join("");
  expect(readStep(...streams)).toMatchObject({ annotations: [], others: [] });
  expect(text).not.toMatch(/^[ \t]*::|##\[/m);
  expect(text.replaceAll("\n", "")).not.toMatch(UNSEEN);
}

test("whatever a call holds, its errors command nothing", async () => {
  await inFolder({ "a/Dockerfile": "FROM nginx:1.27\n" }, async (folder) => {
    const calls = (text: string) => [
      [text],
      ["check", text],
      ["check", `--${text}`],
      ["check", "--format", text],
      ["check", "--policy", text],
      ["check", "--images", text],
      ["explain", text],
      ["bases", "add", text],
    ];
    await fc.assert(
      fc.asyncProperty(argument, async (text) => {
        for (const call of calls(text)) {
          const { out, err } = await run(call, { cwd: folder });
          if (!out.includes("FROM nginx")) isHarmless(out, err);
        }
      }),
      { numRuns: amount({ ordinary: 10, long: 200 }) },
    );
  });
});

const NAME = "d\n::error title=forged::x ##[add-mask]\u202e";
const FILES = {
  [`deployment/images/${NAME}/Dockerfile`]:
    "FROM nginx:1.27\nRUN useradd web\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY a.sh /docker-entrypoint.d/\n",
  [`deployment/images/${NAME}/nginx.conf`]:
    "user root; ##[add-mask]user\nevents {}\nhttp { server { listen 8080; } }\n    ::error::x;\n",
  [`deployment/images/${NAME}/a.sh`]: "::error::a > /etc/nginx/nginx.conf\n",
  [`deployment/images/${NAME}2/Dockerfile`]: "FROM ::error::acme/base:1\nUSER ##[x]\n",
};

test.each([
  ["check"],
  ["check", "--format", "json"],
  ["check", "--format", "sarif"],
  ["check", "--format", "markdown"],
  ["inspect"],
  ["inspect", "--format", "json"],
  ["inspect", "--format", "mermaid"],
  ["inspect", "--image", NAME],
  ["bases"],
  ["bases", "--format", "json"],
  ["fix", "--dry-run"],
  ["fix", "--dry-run", "--unsafe"],
])("a repo of forged names and contents commands nothing: %s %s %s", async (...argv) => {
  await inFolder(FILES, async (folder) => {
    execFileSync("git", ["init", "-q"], { cwd: folder });
    execFileSync("git", ["add", "-A"], { cwd: folder });
    const { code, out, err } = await run(argv, { cwd: folder });
    expect(code).toBeLessThan(3);
    expect(out).not.toBe("");
    isHarmless(out, err);
  });
});

test("annotations of it are those of its findings", async () => {
  await inFolder(FILES, async (folder) => {
    execFileSync("git", ["init", "-q"], { cwd: folder });
    execFileSync("git", ["add", "-A"], { cwd: folder });
    const { out } = await run(["check", "--format", "github"], { cwd: folder });
    const step = readStep(out);
    expect(step.others).toEqual([]);
    const known = new Set(Object.keys(FILES));
    for (const { path, title } of step.annotations)
      expect(title === "keelcheck" || known.has(path ?? "") || path === undefined).toBe(true);
  });
});

test("fixes are written to the files that they name, whatever those are called", async () => {
  await inFolder(FILES, async (folder) => {
    execFileSync("git", ["init", "-q"], { cwd: folder });
    execFileSync("git", ["add", "-A"], { cwd: folder });
    const { out, err } = await run(["fix", "--unsafe"], { cwd: folder });
    isHarmless(out, err);
    const path = join(folder, `deployment/images/${NAME}/a.sh`);
    expect(readFileSync(path, "utf8")).toBe(FILES[`deployment/images/${NAME}/a.sh`]);
  });
});
