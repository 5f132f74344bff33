import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./repo.ts";

/** What `keelcheck --help` and each command's `--help` print. */
export function commandHelp(): string {
  const overview = screen(["--help"]);
  return [fenced(overview), ...sectionsOf(overview, [])].join("\n\n");
}

/** A section for each command of a help text, and behind it those of the commands within. */
function sectionsOf(help: string, path: readonly string[]): readonly string[] {
  return commandsOf(help).flatMap((name) => {
    const command = [...path, name];
    const text = screen([...command, "--help"]);
    return [`### keelcheck ${command.join(" ")}\n\n${fenced(text)}`, ...sectionsOf(text, command)];
  });
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
