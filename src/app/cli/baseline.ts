import type { Command } from "commander";
import type { BaselineFlags } from "./baseline-command.ts";
import type { Outlets } from "./check.ts";

/** Defines `keelcheck baseline`. */
export function defineBaseline(command: Command, outlets: Outlets, exit: { code: number }): void {
  command
    .description("Remove from the baseline what is no longer found; with --rewrite record every finding.")
    .option("--rewrite", "record every finding that is there, and start a baseline where there is none")
    .option("--dry-run", "say what would change and write nothing")
    .action(async (path: string, flags: BaselineFlags) => {
      const { baselineCommand } = await import("./baseline-command.ts");
      exit.code = await baselineCommand(path, flags, outlets);
    });
}
