import type { Command } from "commander";
import type { Outlets } from "./check.ts";
import type { InitFlags } from "./init-command.ts";

/** Defines `keelcheck init`. */
export function defineInit(command: Command, outlets: Outlets, exit: { code: number }): void {
  command
    .description("Write the policy that fits a repo, the workflow, and a baseline of what is not in order.")
    .option("--yes", "ask nothing and take every convention that 80% follow")
    .option("--dry-run", "show what would be written and write nothing")
    .action(async (path: string, flags: InitFlags) => {
      const { initCommand } = await import("./init-command.ts");
      exit.code = await initCommand(path, flags, outlets);
    });
}
