/** Files on disk, opened without being led anywhere else. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
} from "node:fs";
import { join, sep } from "node:path";
import { decode, tooLarge } from "./content.ts";
import type { Content, Unreadable } from "./workspace.ts";

/** Takes what is wanted of an open file by its size in bytes. */
type Take<Taken> = (size: number, read: () => Uint8Array) => Taken;

/** Opens listed files below a root, unless a folder on the way has been replaced by a link that leaves it. */
export class InsideReader {
  readonly #root: string;
  /** Where folders really lie, so that the links on the way are followed once for all that a folder holds. */
  readonly #folders = new Map<string, string | undefined>();

  /** The root has to be a real path. */
  constructor(root: string) {
    this.#root = root;
  }

  /** The text of a listed file. */
  text(path: string): Content | undefined {
    return this.open(path, textOf);
  }

  open<Taken>(path: string, take: Take<Taken>): Taken | Unreadable | undefined {
    const cut = path.lastIndexOf("/");
    const folder = this.#real(cut < 0 ? "" : path.slice(0, cut));
    if (folder === undefined) return undefined;
    if (!isInside(folder, this.#root)) return { unreadable: "is behind a link that leaves the repo" };
    return openRegular(join(folder, path.slice(cut + 1)), take);
  }

  /** Where a folder really lies; `undefined` where nothing is. */
  #real(folder: string): string | undefined {
    if (folder === "") return this.#root;
    if (this.#folders.has(folder)) return this.#folders.get(folder);
    const cut = folder.lastIndexOf("/");
    const above = this.#real(cut < 0 ? "" : folder.slice(0, cut));
    const full = above === undefined ? undefined : join(above, folder.slice(cut + 1));
    const real = full === undefined ? undefined : realOf(full);
    this.#folders.set(folder, real);
    return real;
  }
}

/** A path below a real folder as it really is. */
function realOf(full: string): string | undefined {
  if (statOf(full)?.isDirectory() === true) return full;
  try {
    return realpathSync.native(full);
  } catch {
    return undefined;
  }
}

function isInside(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}

function textOf(size: number, read: () => Uint8Array): Content {
  return tooLarge(size) ?? decode(read());
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
    return take(opened.size, () => bytesOf(file, opened.size));
  } catch (error) {
    return { unreadable: `cannot be opened (${error instanceof Error ? error.message : "unknown reason"})` };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** What an open file holds; more than its size is asked for only where the system does not tell that. */
function bytesOf(file: number, size: number): Uint8Array {
  if (size === 0) return readFileSync(file);
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(file, bytes, length, size - length, null);
  return bytes.subarray(0, length);
}

/** What stands at a path, links not followed; `undefined` for nothing. */
export function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
