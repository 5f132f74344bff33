import { resolve } from "node:path";
import type { Command } from "commander";
import { jsonBases } from "../../report/json/bases.ts";
import { basesText } from "../../report/text/bases.ts";
import { runBases } from "../bases.ts";
import { addBase } from "../bases-add.ts";
import { addedText } from "../bases-added.ts";
import { type CommandFailure, EXIT } from "../exit.ts";
import type { Outlets } from "./check.ts";
import { onTree, painted } from "./commander.ts";
import { type Io, type SharedFlags, textStyle } from "./terminal.ts";
import { failed, withTree } from "./tree.ts";

interface BasesFlags extends SharedFlags {
  readonly format: "text" | "json";
}

/** Defines `keelcheck bases` and `keelcheck bases add`. */
export function defineBases(keelcheck: Command, outlets: Outlets, exit: { code: number }): void {
  const bases = onTree(keelcheck.command("bases"), ["text", "json"])
    .description("List the unknown base images and how to settle each; `bases add` records one.")
    .helpCommand(false)
    .enablePositionalOptions()
    .action(async (path: string, flags: BasesFlags) => {
      exit.code = await basesCommand(path, flags, outlets);
    });
  painted(bases.command("add"))
    .description("Record a base image: docker image inspect REF | keelcheck bases add REF")
    .argument("<ref>", "the image as FROM names it")
    .argument("[path]", "root of the deployment repo", ".")
    .action(async (ref: string, path: string, flags: SharedFlags) => {
      exit.code = await basesAddCommand({ ref, path }, flags, outlets.io);
    });
}

async function basesCommand(path: string, flags: BasesFlags, { io, say }: Outlets): Promise<number> {
  const answer = await withTree({ path, flags, io }, (options) => runBases({ ...options, path }));
  if (!answer.ok) return failed(answer.failure, flags, io);
  const { report } = answer;
  io.out(flags.format === "json" ? jsonBases(report) : basesText(report, textStyle(flags, io)));
  say(answer.bugs);
  return answer.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}

async function basesAddCommand(
  { ref, path }: { readonly ref: string; readonly path: string },
  flags: SharedFlags,
  io: Io,
): Promise<number> {
  if (io.input === undefined) return failed(nothingPiped(ref), flags, io);
  const answer = addBase({ ref, folder: resolve(io.cwd, path), input: await io.input() });
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(addedText(answer.added));
  return EXIT.ok;
}

function nothingPiped(ref: string): CommandFailure {
  const command = `docker image inspect ${ref} | keelcheck bases add ${ref}`;
  return { kind: "usage", message: `bases add reads the image from standard input: ${command}` };
}
