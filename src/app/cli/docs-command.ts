import { docsText } from "../../report/text/docs.ts";
import { runDocs } from "../docs.ts";
import type { Outlets } from "./check.ts";
import { namedTree } from "./named-tree.ts";
import { paint, type SharedFlags } from "./terminal.ts";
import { failed, withTree } from "./tree.ts";

/** The flags of `docs`. */
export interface DocsFlags extends SharedFlags {
  readonly adopt?: boolean;
  readonly check?: boolean;
}

/** `keelcheck docs`: hands back the exit code. */
export async function docsCommand(path: string, flags: DocsFlags, { io, say }: Outlets): Promise<number> {
  const { folder, within } = namedTree(path, flags, io);
  const { adopt = false, check = false } = flags;
  const answer = await withTree({ folder, flags, io }, (options) =>
    runDocs({ ...options, folder, within, adopt, check }),
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(docsText(answer, paint(flags, io)));
  say(answer.bugs);
  return answer.exitCode;
}
