import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./repo.ts";

/** What `keelcheck --help` and each command's `--help` print. */
export function commandHelp(): string {
  const overview = screen(["--help"]);
  const sections = commandsOf(overview).map(
    (name) => `### keelcheck ${name}\n\n${fenced(screen([name, "--help"]))}`,
  );
  return [fenced(overview), ...sections].join("\n\n");
}

/** The first words of the lines below `Commands:`. */
function commandsOf(overview: string): string[] {
  const [, list = ""] = overview.split(/^Commands:$/m);
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);
}

function screen(args: readonly string[]): string {
  const env = { ...process.env, NO_COLOR: "1", COLUMNS: "80" };
  return execFileSync(process.execPath, [join(ROOT, "src/bin/cli.ts"), ...args], {
    encoding: "utf8",
    env,
  }).trimEnd();
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
