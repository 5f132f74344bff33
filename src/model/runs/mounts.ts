/** What of a compose service's file system can be written where `read_only` closes it. */
import { isWithin } from "../container-path.ts";
import { otherSpelling } from "../stock/system-folders.ts";
import type { Run } from "./types.ts";

/** Whether a path lies in a mount that can be written, or may: of one whose place comes from outside nothing is told. */
export function isInMount({ compose, image }: Run, path: string): boolean {
  const { mounts = [], volumesFrom = [] } = compose?.service ?? {};
  if (/^\/(?:dev|proc)(?:\/|$)/.test(path) || volumesFrom.length > 0) return true;
  const spellings = [path, otherSpelling(path) ?? path];
  const inside = (folder: string) => spellings.some((one) => isWithin(one, folder));
  if (image.volumes.some(({ value }) => inside(value))) return true;
  return mounts.some(({ target, readOnly }) => target === null || (!readOnly && inside(target)));
}
