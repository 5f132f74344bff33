import { existsSync, lstatSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * The folder, from this one up to its checkout, that git would take for a bare repo of its own, settings that run
 * commands included; anyone can commit one. `safe.bareRepository` forbids it, but git knows that only from 2.38 on.
 */
export function folderTakenForRepo(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (isThere(join(at, ".git"))) return undefined;
    if (looksLikeRepo(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** As git tells it (`is_git_directory` in its setup.c); `commondir` says that the other two lie elsewhere. */
function looksLikeRepo(folder: string): boolean {
  if (!isThere(join(folder, "HEAD"))) return false;
  if (existsSync(join(folder, "commondir"))) return true;
  return existsSync(join(folder, "objects")) && existsSync(join(folder, "refs"));
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
