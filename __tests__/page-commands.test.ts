/** Every command of every page: those of Keelcheck are run as they stand, in a repo that has what they name. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT, readRepo } from "../.github/scripts/repo.ts";
import { parseShell, type ShellCommand } from "../src/parsers/shell/parse.ts";
import { run } from "./e2e/cli-io.ts";

const PAGES = ["README.md", "examples/README.md", ".github/CONTRIBUTING.md", ...pages("docs/**/*.md")];
const BLOCK = /^```sh\n([\s\S]*?)^```$/gm;

/** A command of a page, without what is put before it. */
interface PageCommand {
  readonly page: string;
  readonly words: readonly string[];
}

function pages(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: ROOT }).sort();
}

/** The tutorial is followed from its first step to its last by tutorial.test.ts. */
const commands = PAGES.filter((page) => page !== "docs/tutorial.md").flatMap((page) =>
  Array.from(readRepo(page).matchAll(BLOCK), ([, text = ""]) => text).flatMap((text) => {
    const { commands, problems } = parseShell(text, "start");
    expect({ page, text, problems }).toEqual({ page, text, problems: [] });
    return commands.flatMap(wordsOf).map((words): PageCommand => ({ page, words }));
  }),
);

function wordsOf(command: ShellCommand): readonly (readonly string[])[] {
  const inner = command.substitutions.flatMap(wordsOf);
  const words = command.words.map(({ text, raw }) => text ?? raw);
  const own = words[0] === "exec" || words[0] === "npx" ? words.slice(1) : words;
  return own.length === 0 ? inner : [...inner, own];
}

const isOwn = ({ words }: PageCommand) =>
  words[0] === "keelcheck" || (words[0] === "node" && words[1] === "dist/cli.js");
const textOf = ({ words }: PageCommand) => words.join(" ");
const own = new Map(commands.filter(isOwn).map((one) => [textOf(one), one]));
const others = commands.filter((one) => !isOwn(one));

// Without a terminal it cannot ask, and says so; through a terminal it is run by app/init/.
const ASKS = new Map([["keelcheck init", 2]]);

/** What `docker image inspect` prints of the image that a command adds. */
function inspected({ words }: PageCommand): Uint8Array {
  const text = readRepo("__tests__/policy/inspections/docker.json");
  return new TextEncoder().encode(text.replaceAll("harbor.corp/base/nginx:1", words.at(-1) ?? ""));
}

let repo = "";
beforeAll(async () => {
  repo = mkdtempSync(join(tmpdir(), "keelcheck-pages-"));
  cpSync(join(ROOT, "examples/incident"), repo, { recursive: true });
  for (const name of ["web", "api-orders"])
    cpSync(
      join(ROOT, "examples/fixed/deployment/images/storefront"),
      join(repo, `deployment/images/${name}`),
      {
        recursive: true,
      },
    );
  git(repo, "init", "--quiet", "--initial-branch", "main");
  await run(["init", "--yes"], { cwd: repo });
  git(repo, "add", "--all");
  git(repo, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "a");
});
afterAll(() => rmSync(repo, { recursive: true, force: true }));

function git(folder: string, ...args: readonly string[]): void {
  execFileSync("git", ["-C", folder, ...args]);
}

describe("a command of a page does what it says, with an exit code that is no misuse", () => {
  test.each([...own.values()].map((one) => [textOf(one), one] as const))("%s", async (text, one) => {
    const isOfClone = one.words.some((word) => existsSync(join(ROOT, word)) && word.includes("/"));
    const cwd = isOfClone ? ROOT : join(mkdtempSync(join(tmpdir(), "keelcheck-page-")), "repo");
    if (!isOfClone) execFileSync("git", ["clone", "--quiet", repo, cwd]);
    const { code, err } = await run(one.words.slice(one.words[0] === "node" ? 2 : 1), {
      cwd,
      input: async () => inspected(one),
    });
    if (!isOfClone) rmSync(join(cwd, ".."), { recursive: true, force: true });
    const wanted = ASKS.get(text);
    expect({ err, code }).toEqual({ err, code: wanted ?? (code === 1 ? 1 : 0) });
  });
});

// Programs of others, and what the lines around them need.
const NOT_OURS =
  /^(cat|cd|checkov|cp|docker|dockerfilelint|dockerlinter|export|gh|git|gixy|hadolint|id|ln|nginx-linter|npm (audit|install|pack)|python3|reviewdog|sh|source|tally|tar|(peers|next)\/bin\/pip|"?\$NEXT"?)\b/;

test("the others are scripts that are there, or programs of others", () => {
  const { scripts } = JSON.parse(readRepo("package.json"));
  const strange = others.filter(({ words: [program, first = "", second = ""] }) => {
    if (program === "npm" && first === "run") return !(second in scripts);
    if (program === "npm" && (first === "test" || first === "cit")) return false;
    if (program === "node") return !existsSync(join(ROOT, first));
    return !NOT_OURS.test([program, first].join(" "));
  });
  expect(strange.map(({ page, words }) => `${page}: ${words.join(" ")}`)).toEqual([]);
});

test("there are commands on many pages", () => {
  expect(new Set(commands.map(({ page }) => page)).size).toBeGreaterThan(14);
  expect(own.size).toBeGreaterThan(35);
});
