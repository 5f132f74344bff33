import { patchText } from "../../report/patch.ts";
import { tidyText } from "../../report/text/tidy.ts";
import { prefixInCheckout } from "../../workspace/git-dirty.ts";
import { runTidy } from "../tidy/tidy.ts";
import type { Outlets } from "./check.ts";
import { namedTree } from "./named-tree.ts";
import { paint, type SharedFlags } from "./terminal.ts";
import { failed, today, withTree } from "./tree.ts";

/** The flags of `tidy`. */
export interface TidyFlags extends SharedFlags {
  readonly dryRun?: boolean;
  readonly patch?: boolean;
  readonly renameImages?: boolean;
  readonly allowDirty?: boolean;
}

/** `keelcheck tidy`: hands back the exit code. */
export async function tidyCommand(path: string, flags: TidyFlags, { io, say }: Outlets): Promise<number> {
  const { folder, within } = namedTree(path, flags, io);
  const { patch = false, dryRun = patch, renameImages = false, allowDirty = false } = flags;
  const answer = await withTree({ folder, flags, io }, (options) =>
    runTidy({ ...options, folder, within, dryRun, renameImages, allowDirty, today: today() }),
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  if (patch) {
    io.out(patchText(answer.changes, prefixInCheckout(folder)));
    io.err(tidyText({ ...answer, isShown: true }, paint(flags, io)));
  } else io.out(tidyText(answer, paint(flags, io)));
  await say(answer.bugs);
  return answer.exitCode;
}
