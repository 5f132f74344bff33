import type { CompletedCommand, CompletedOption } from "./words.ts";

/** The script for fish. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  return `# fish completion for keelcheck\n${commands.flatMap(linesOf).join("\n")}\n`;
}

function linesOf(command: CompletedCommand): readonly string[] {
  const { name, description, options, words } = command;
  const parts = name.split(" ");
  const above = parts.slice(0, -1);
  const here = name === "" ? "__fish_use_subcommand" : seen(parts);
  const itself = above.length === 0 ? "__fish_use_subcommand" : seen(above);
  const own =
    name === "" ? [] : [line(itself, ["-a", quoted(parts.at(-1) ?? ""), "-d", quoted(description)])];
  const values = name === "" || words.length === 0 ? [] : [line(here, ["-a", quoted(words.join(" "))])];
  const closed = command.onlyWords ? [line(here, ["-f"])] : [];
  return [...own, ...closed, ...options.map((option) => line(here, optionWords(option))), ...values];
}

function seen(names: readonly string[]): string {
  return names.map((name) => `__fish_seen_subcommand_from ${name}`).join("; and ");
}

function optionWords({ names, description, takes, words }: CompletedOption): readonly string[] {
  const written = names.flatMap((name) =>
    name.startsWith("--") ? ["-l", name.slice(2)] : ["-s", name.slice(1)],
  );
  const value =
    takes === "nothing" ? [] : words === undefined ? ["-r"] : ["-x", "-a", quoted(words.join(" "))];
  return [...written, ...value, "-d", quoted(description)];
}

function line(condition: string, words: readonly string[]): string {
  return `complete -c keelcheck -n ${quoted(condition)} ${words.join(" ")}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
