/** Which kind of image a folder holds. */
import type { RequiredByServer } from "../../policy/policy.ts";
import type { Fleet } from "../fleet/types.ts";
import { runsIn } from "../runs/by-folder.ts";
import type { Run } from "../runs/types.ts";
import { isStarted } from "../servers/questions.ts";
import type { ImageFolder } from "../stages/image.ts";

/**
 * Whether an image of a folder is known to serve with a server, by itself or as a service; `none` where it is known that
 * nothing in the folder does.
 */
export function servesWith(
  folder: ImageFolder,
  server: RequiredByServer["server"],
  { runs }: Fleet,
): boolean {
  const ours = runsIn(folder, runs).filter(({ image }) => image.folder === folder);
  if (server !== "none") return ours.some((run) => isStarted(run[server]));
  return ours.length > 0 && ours.every(hasNoServer);
}

/** A server that may be there is no reason to ask for files that images without one need. */
function hasNoServer({ nginx, apache, processes, image }: Run): boolean {
  const isOpen = processes.others !== undefined || image.final.after.unknownBase !== undefined;
  return nginx === undefined && apache === undefined && !isOpen;
}
