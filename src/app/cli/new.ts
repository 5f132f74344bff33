import type { Command } from "commander";
import { SERVER_KINDS } from "../new/bases.ts";
import type { Outlets } from "./check.ts";
import { chosen, numbered } from "./commander.ts";
import type { NewFlags } from "./new-command.ts";

/** Defines `keelcheck new`, of which the command has its path already. */
export function defineNew(command: Command, outlets: Outlets, exit: { code: number }): void {
  command
    .description("Write the folder of a new image that passes every rule.")
    .option("--base <ref>", "base image, as FROM names it; without it one that the repo uses")
    .addOption(chosen("--server <kind>", "what it serves with", SERVER_KINDS).default("nginx"))
    .addOption(numbered("--port <number>", "port that it listens on; without it the policy's, or 8080"))
    .option("--dry-run", "show the files and write nothing")
    .action(async (name: string, path: string, flags: NewFlags) => {
      const { newCommand } = await import("./new-command.ts");
      exit.code = await newCommand({ name, path }, flags, outlets);
    });
}
