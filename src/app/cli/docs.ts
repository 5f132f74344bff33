import type { Command } from "commander";
import type { Outlets } from "./check.ts";
import type { DocsFlags } from "./docs-command.ts";

/** Defines `keelcheck docs`. */
export function defineDocs(command: Command, outlets: Outlets, exit: { code: number }): void {
  command
    .description("Write what is known of each image into its README, between markers.")
    .option("--adopt", "only put markers round the tables that people wrote")
    .option("--check", "show the changes, write nothing, and exit with 1 when there are any")
    .action(async (path: string, flags: DocsFlags) => {
      const { docsCommand } = await import("./docs-command.ts");
      exit.code = await docsCommand(path, flags, outlets);
    });
}
