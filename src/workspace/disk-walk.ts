/** What lies below a folder outside of git. */
import { accessSync, constants, type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { globbySync } from "globby";
import { statOf } from "./disk-read.ts";
import { readName } from "./names.ts";

/** What was found below a folder. */
export interface Walked {
  /** Files and links, and folders that may not be opened. */
  readonly found: readonly string[];
  readonly unreadableNames: readonly string[];
  readonly closedFolders: readonly string[];
}

/** All that lies below a folder but `.git` and `node_modules`. */
export function walked(root: string): Walked {
  // Nothing is found by what takes a while to load.
  const matched = isEmpty(root)
    ? []
    : globbySync("**", {
        cwd: root,
        dot: true,
        onlyFiles: false,
        objectMode: true,
        followSymbolicLinks: false,
        // Folders that may not be opened; they are told below.
        suppressErrors: true,
        expandDirectories: false,
        ignore: ["**/.git", "**/.git/**", "**/node_modules/**"],
      });
  const found: string[] = [];
  const unreadableNames = new Set<string>();
  const closedFolders: string[] = [];
  for (const { path, dirent } of [...matched, ...unmatched(root, matched)]) {
    if (dirent.isDirectory() && isOpen(join(root, path))) continue;
    const bad = path.includes("\uFFFD") ? badNames(root, path) : [];
    for (const shown of bad) unreadableNames.add(shown);
    if (bad.length > 0) continue;
    // Of a closed folder as little is known as of another repo, which is what an entry of a folder is.
    found.push(path);
    if (dirent.isDirectory()) closedFolders.push(path);
  }
  return { found, unreadableNames: [...unreadableNames].sort(), closedFolders: closedFolders.sort() };
}

type Found = { readonly path: string; readonly dirent: Pick<Dirent, "name" | "isDirectory"> };

/** What no pattern of the library's takes: names with a line end, and all below them. */
function unmatched(root: string, found: readonly Found[]): readonly Found[] {
  const open = ["", ...found.flatMap(({ path, dirent }) => (dirent.isDirectory() ? [path] : []))];
  const missed: Found[] = [];
  for (let at = 0; at < open.length; at++) {
    const folder = open[at] ?? "";
    const isMissed = LINE_END.test(folder);
    for (const dirent of isOpen(join(root, folder))
      ? readdirSync(join(root, folder), { withFileTypes: true })
      : []) {
      const path = folder === "" ? dirent.name : `${folder}/${dirent.name}`;
      if (!LINE_END.test(dirent.name) && (!isMissed || /^(?:[.]git|node_modules)$/.test(dirent.name)))
        continue;
      missed.push({ path, dirent });
      if (dirent.isDirectory()) open.push(path);
    }
  }
  return missed;
}

const LINE_END = /[\n\r\u2028\u2029]/;

function isEmpty(folder: string): boolean {
  return isOpen(folder) && readdirSync(folder).length === 0;
}

function isOpen(folder: string): boolean {
  try {
    return accessSync(folder, constants.R_OK | constants.X_OK) === undefined;
  } catch {
    return false;
  }
}

/** Names in the folder of a path that are no UTF-8: Node shows their bytes as U+FFFD, which may also be a real one. */
function badNames(root: string, path: string): readonly string[] {
  if (statOf(join(root, path)) !== undefined) return [];
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  try {
    return readdirSync(join(root, folder), { encoding: "buffer" })
      .map((bytes) => readName(bytes))
      .flatMap((name) => (name.readable ? [] : [`${folder}${name.shown}`]));
  } catch {
    return [path];
  }
}
