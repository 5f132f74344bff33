import { existsSync } from "node:fs";
import { nearest } from "../../names.ts";
import { jsonBases } from "../../report/json/bases.ts";
import { basesText } from "../../report/text/bases.ts";
import { addBase } from "../bases/add.ts";
import { addedText } from "../bases/added.ts";
import { runBases } from "../bases/bases.ts";
import { type CommandFailure, EXIT, usage } from "../exit.ts";
import type { Outlets } from "./check.ts";
import { namedTree } from "./named-tree.ts";
import { type Io, type SharedFlags, textStyle } from "./terminal.ts";
import { failed, withTree } from "./tree.ts";

/** The flags of `bases`. */
export interface BasesFlags extends SharedFlags {
  readonly format: "text" | "json";
}

/** `keelcheck bases`: hands back the exit code. */
export async function basesCommand(path: string, flags: BasesFlags, { io, say }: Outlets): Promise<number> {
  const { folder } = namedTree(path, flags, io);
  if (nearest(path, ["add"]) !== undefined && !existsSync(folder))
    return failed(usage(`there is no folder ${path}; did you mean "bases add"?`).failure, flags, io);
  const answer = await withTree({ folder, flags, io }, (options) => runBases({ ...options, path }));
  if (!answer.ok) return failed(answer.failure, flags, io);
  const { report } = answer;
  io.out(flags.format === "json" ? jsonBases(report) : basesText(report, textStyle(flags, io)));
  await say(answer.bugs);
  return answer.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}

/** `keelcheck bases add`: hands back the exit code. */
export async function basesAddCommand(
  { ref, path }: { readonly ref: string; readonly path: string },
  flags: SharedFlags,
  io: Io,
): Promise<number> {
  if (io.input === undefined) return failed(nothingPiped(ref), flags, io);
  const answer = addBase({ ref, folder: namedTree(path, flags, io).folder, input: await io.input() });
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(addedText(answer.added));
  return EXIT.ok;
}

function nothingPiped(ref: string): CommandFailure {
  const command = `docker image inspect ${ref} | keelcheck bases add ${ref}`;
  return { kind: "usage", message: `bases add reads the image from standard input: ${command}` };
}
