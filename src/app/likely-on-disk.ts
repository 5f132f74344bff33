import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { nearest } from "../names.ts";

/** The path on disk that one which is not there most likely means; `undefined` for one that is there. */
export function likelyOnDisk(path: string): string | undefined {
  return existsSync(path) ? undefined : likelyAt(path);
}

function likelyAt(path: string): string | undefined {
  if (existsSync(path)) return path;
  const folder = dirname(path) === path ? undefined : likelyAt(dirname(path));
  const name = folder === undefined ? undefined : nearest(basename(path), namesIn(folder));
  return folder === undefined || name === undefined ? undefined : join(folder, name);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // A file, or closed to us: nothing lies in it.
  }
}
