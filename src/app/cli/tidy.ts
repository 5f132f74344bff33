import type { Command } from "commander";
import type { Outlets } from "./check.ts";
import type { TidyFlags } from "./tidy-command.ts";

/** Defines `keelcheck tidy`. */
export function defineTidy(command: Command, outlets: Outlets, exit: { code: number }): void {
  command
    .description(
      "Move files to where the policy's layout wants them, with every path that names them rewritten.",
    )
    .option("--dry-run", "show the changes and write nothing")
    .option("--patch", "print the changes as a patch for git apply, and write nothing")
    .option("--rename-images", "also rename image folders whose names the policy refuses")
    .option("--allow-dirty", "write even where something is not committed")
    .action(async (path: string, flags: TidyFlags) => {
      const { tidyCommand } = await import("./tidy-command.ts");
      exit.code = await tidyCommand(path, flags, outlets);
    });
}
