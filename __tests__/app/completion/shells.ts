import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../e2e/cli-io.ts";

export type Shell = "bash" | "zsh" | "fish";

/** What each shell offers behind a line; the last word is the one that is typed. */
export const lines: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ["che", ["check"]],
  ["completion zs", ["zsh"]],
  ["check --fo", ["--format"]],
  ["check --no-", ["--no-baseline", "--no-color"]],
  ["check --format ", ["compact", "github", "json", "markdown", "rdjson", "sarif", "text"]],
  ["check --color --severity ", ["error", "notice", "warning"]],
  ["check --rule nginx/user-r", ["nginx/user-root"]],
  ["inspect --format me", ["mermaid"]],
  ["explain user/m", ["user/missing"]],
  ["new shop --server ", ["apache", "nginx", "none"]],
  ["bases ad", ["add"]],
  ["bases add --no", ["--no-color"]],
  ["check --format=js", ["json"]],
  ["check --severity=", ["error", "notice", "warning"]],
  ["completion ", ["bash", "fish", "zsh"]],
  ["help ini", ["init"]],
  ["i", ["init", "inspect"]],
];

// COMPREPLY is what bash would offer.
const BASH = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keelcheck; printf '%s\\n' "\${COMPREPLY[@]}"`;

/** What a shell offers behind `keelcheck LINE` in a folder with some files, sorted. */
export async function offered(shell: Shell, line: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-completion-"));
  try {
    const script = join(folder, "script");
    writeFileSync(script, (await run(["completion", shell])).out);
    // As bash breaks a line.
    const words = ["keelcheck", ...line.split(/ |(?<==)|(?==)/)];
    const typed = `keelcheck ${line}`;
    const cwd = mkdtempSync(join(folder, "empty-"));
    for (const name of ["init.txt", "json.txt", "error.txt"]) writeFileSync(join(cwd, name), "");
    const call = (program: string, args: readonly string[]) =>
      execFileSync(program, args, { cwd, encoding: "utf8", env: { ...process.env, HOME: folder } });
    const out = {
      bash: () => call("bash", ["-c", BASH, "bash", script, ...words]),
      zsh: () =>
        call("zsh", ["-f", join(import.meta.dirname, "typed.zsh"), script, join(folder, "out"), typed]),
      fish: () => call("fish", ["-c", 'source $argv[1]; complete -C "$argv[2]"', script, typed]),
    }[shell]();
    const found = out.split("\n").map((one) => one.split("\t")[0]?.replace(/^--\w+=/, "") ?? "");
    return [...new Set(found.filter((one) => one !== ""))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
