import { newText } from "../../report/text/new.ts";
import { usage } from "../exit.ts";
import type { ServerKind } from "../new/bases.ts";
import { runNew } from "../new/new.ts";
import type { Outlets } from "./check.ts";
import { namedTree } from "./named-tree.ts";
import { paint, type SharedFlags } from "./terminal.ts";
import { failed, today, withTree } from "./tree.ts";

/** The flags of `new`. */
export interface NewFlags extends SharedFlags {
  readonly base?: string;
  readonly server: ServerKind;
  readonly port?: number;
  readonly dryRun?: boolean;
}

/** `keelcheck new`: hands back the exit code. */
export async function newCommand(
  { name, path }: { readonly name: string; readonly path: string },
  flags: NewFlags,
  { io, say }: Outlets,
): Promise<number> {
  const { base, server, port, dryRun = false } = flags;
  if (port !== undefined && (port < 1 || port > 65535))
    return failed(usage("--port must be a port from 1 to 65535").failure, flags, io);
  const image = { name, server, ...(base !== undefined && { base }), ...(port !== undefined && { port }) };
  const { folder } = namedTree(path, flags, io);
  const answer = await withTree({ folder, flags, io }, (options) =>
    runNew({ ...options, folder, dryRun, today: today() }, image),
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(newText(answer, paint(flags, io)));
  await say(answer.bugs);
  return answer.exitCode;
}
