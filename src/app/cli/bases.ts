import type { Command } from "commander";
import type { BasesFlags } from "./bases-commands.ts";
import type { Outlets } from "./check.ts";
import { onTree, painted } from "./commander.ts";
import type { SharedFlags } from "./terminal.ts";

/** Defines `keelcheck bases` and `keelcheck bases add`. */
export function defineBases(keelcheck: Command, outlets: Outlets, exit: { code: number }): void {
  const bases = onTree(keelcheck.command("bases"), ["text", "json"])
    .description("List the unknown base images and how to settle each; `bases add` records one.")
    .helpCommand(false)
    .enablePositionalOptions()
    .action(async (path: string, flags: BasesFlags) => {
      const { basesCommand } = await import("./bases-commands.ts");
      exit.code = await basesCommand(path, flags, outlets);
    });
  painted(bases.command("add"))
    .description("Record a base image: docker image inspect REF | keelcheck bases add REF")
    .argument("<ref>", "the image as FROM names it")
    .argument("[path]", "root of the deployment repo", ".")
    .action(async (ref: string, path: string, flags: SharedFlags) => {
      const { basesAddCommand } = await import("./bases-commands.ts");
      exit.code = await basesAddCommand({ ref, path }, flags, outlets.io);
    });
}
