import type { Command } from "commander";
import { chosenArgument, completedCommands } from "./commander.ts";
import type { Io } from "./terminal.ts";

/** Shells that completion is written for. */
const SHELLS = ["bash", "zsh", "fish"] as const;

/** Defines `keelcheck completion`, when all other commands are defined. */
export function defineCompletion(keelcheck: Command, io: Io): void {
  keelcheck
    .command("completion")
    .description("Print the script that makes a shell complete the command line.")
    .addArgument(chosenArgument("<shell>", "the shell", SHELLS))
    .action(async (shell: (typeof SHELLS)[number]) => {
      const { completionScript, knownWords } = await import("./completion/command.ts");
      io.out(completionScript(shell, knownWords(completedCommands(keelcheck))));
    });
}
