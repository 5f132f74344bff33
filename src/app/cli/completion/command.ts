import { rules } from "../../../rules/index.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import type { CompletedCommand } from "./words.ts";
import { zshScript } from "./zsh.ts";

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** The script that makes a shell complete the command line. */
export function completionScript(shell: keyof typeof SCRIPTS, commands: readonly CompletedCommand[]): string {
  return SCRIPTS[shell](commands);
}

/** The commands with the rules where rules are named, and commands behind help. */
export function knownWords(commands: readonly CompletedCommand[]): readonly CompletedCommand[] {
  const ids = rules.map(({ id }) => id);
  const names = commands.map(({ name }) => name).filter((name) => name !== "" && !name.includes(" "));
  return commands.map((command) => ({
    ...command,
    words:
      command.name === "explain"
        ? ids
        : command.name === "help" || command.name === ""
          ? names
          : command.words,
    onlyWords: command.onlyWords || ["explain", "help", ""].includes(command.name),
    options: command.options.map((option) =>
      option.names.includes("--rule") ? { ...option, words: ids } : option,
    ),
  }));
}
