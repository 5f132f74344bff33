import { type Entry, entryAt, lowerBound } from "../../workspace/workspace.ts";
import { parentOf } from "../container-path.ts";

/** Whether a repo path is a file or folder, by entries that are sorted by path; what lies behind a link or in a submodule counts as there. */
export function existsInRepo(entries: readonly Entry[], path: string): boolean {
  if (path === "" || entryAt(entries, path) || holdsFiles(entries, path)) return true;
  return path.includes("/") && isBehindLink(entries, parentOf(path));
}

function isBehindLink(entries: readonly Entry[], path: string): boolean {
  const entry = entryAt(entries, path);
  if (entry) return entry.kind === "link" || entry.kind === "submodule";
  return path.includes("/") && isBehindLink(entries, parentOf(path));
}

function holdsFiles(entries: readonly Entry[], folder: string): boolean {
  return entries[lowerBound(entries, `${folder}/`)]?.path.startsWith(`${folder}/`) ?? false;
}
