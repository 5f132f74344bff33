/** Files on disk, opened without being led anywhere else. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
} from "node:fs";
import { join, sep } from "node:path";
import { decode, tooLarge } from "./content.ts";
import type { Content, Unreadable } from "./workspace.ts";

/** The text of a listed file, unless a folder on the way has been replaced by a link that leaves the root. */
export function readInside(root: string, path: string): Content | undefined {
  return openInside(root, path, textOf);
}

function textOf(size: number, read: () => Uint8Array): Content {
  return tooLarge(size) ?? decode(read());
}

/** Takes what is wanted of an open file by its size in bytes. */
type Take<Taken> = (size: number, read: () => Uint8Array) => Taken;

/** Opens a listed file, unless a folder on the way has been replaced by a link that leaves the root. */
export function openInside<Taken>(
  root: string,
  path: string,
  take: Take<Taken>,
): Taken | Unreadable | undefined {
  const full = join(root, path);
  try {
    const real = realpathSync.native(full);
    if (!real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) {
      return { unreadable: "is behind a link that leaves the repo" };
    }
    return openRegular(real, take);
  } catch {
    return undefined;
  }
}

/** The text of a regular file. */
export function readRegular(full: string): Content | undefined {
  return openRegular(full, textOf);
}

/** Opens a regular file; devices, pipes and links are never opened. */
function openRegular<Taken>(full: string, take: Take<Taken>): Taken | Unreadable | undefined {
  const stats = statOf(full);
  if (stats === undefined) return undefined;
  if (!stats.isFile()) return { unreadable: "is not a regular file" };
  let handle: number | undefined;
  try {
    // What stands there may have changed since: neither follow a link nor wait for a pipe's writer.
    handle = openSync(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const opened = fstatSync(handle);
    if (!opened.isFile()) return { unreadable: "is not a regular file" };
    const file = handle;
    return take(opened.size, () => readFileSync(file));
  } catch (error) {
    return { unreadable: `cannot be opened (${error instanceof Error ? error.message : "unknown reason"})` };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** What stands at a path, links not followed; `undefined` for nothing. */
export function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
