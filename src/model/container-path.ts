/** Container paths are POSIX paths, whatever the machine that the check runs on. */
import { type CharacterTest, matchesWhole, type Pieces } from "../parsers/stars.ts";

/** The PATH of images that set none, those of bare distributions among them (moby's DefaultPathEnvUnix). */
export const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Resolves `path` against `from` and removes `.`, `..` and doubled slashes; the result is absolute, without a trailing
 * slash. The links of /proc to a process's root and folder are followed.
 */
export function resolvePath(from: string, path: string): string {
  const whole = path.startsWith("/") ? path : `${from}/${path}`;
  if (isResolved(whole)) return whole;
  let parts: string[] = [];
  for (const part of whole.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
    if (part === "root" && isOwnLink(parts)) parts = [];
    if (part === "cwd" && isOwnLink(parts)) parts = from.split("/").filter((one) => one !== "");
  }
  return `/${parts.join("/")}`;
}

/** Whether nothing in a path is to be resolved, as in nearly all. */
function isResolved(path: string): boolean {
  if (!path.startsWith("/") || path.endsWith("/") || path.startsWith("/proc/")) return false;
  return !path.includes("//") && !path.includes("/.");
}

/** `/proc/self/root`, `/proc/1/cwd` (proc(5)). */
function isOwnLink([first, process = "", link, ...more]: readonly string[]): boolean {
  return (
    first === "proc" &&
    /^(self|thread-self|\d+)$/.test(process) &&
    (link === "root" || link === "cwd") &&
    more.length === 0
  );
}

/** The folder that a path lies in; `/` is its own. */
export function parentOf(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut <= 0 ? "/" : path.slice(0, cut);
}

/** The folders that a path lies in, the nearest first; `/` is the last. */
export function parentsOf(path: string): readonly string[] {
  const folders: string[] = [];
  for (let at = path; at !== "/"; ) {
    at = parentOf(at);
    folders.push(at);
  }
  return folders;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether `path` is `folder` or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  if (folder === "/") return true;
  return path.startsWith(folder) && (path.length === folder.length || path[folder.length] === "/");
}

/** Whether `path` lies below `folder` and is not the folder itself. */
export function isBelow(path: string, folder: string): boolean {
  return path !== folder && isWithin(path, folder);
}

/** What a glob takes. */
export interface Glob {
  readonly test: (path: string) => boolean;
}

/**
 * A glob over a whole path: `*` and `?` stay within a part, `[...]` is a class.
 * That is glob(3) and Go's filepath.Match, which nginx, Apache and Docker use.
 */
export function globExpression(pattern: string): Glob {
  const pieces = globPieces(pattern);
  return { test: (path) => matchesWhole(pieces, path, isNoSlash) };
}

/** A glob whose stars run over slashes, too, as find's -path takes it. */
export function looseGlob(pattern: string): Glob {
  const pieces = globPieces(pattern);
  return { test: (path) => matchesWhole(pieces, path, () => true) };
}

/** A glob as a shell expands it: a wildcard at the start of a part takes no leading dot (glob(7)). */
export function shellGlob(pattern: string): Glob {
  const { test } = globExpression(pattern);
  const parts = pattern.split("/");
  const spares = (part: string, index: number) => part.startsWith(".") && /^[*?[]/.test(parts[index] ?? "");
  return { test: (path) => test(path) && !path.split("/").some(spares) };
}

function isNoSlash(character: string): boolean {
  return character !== "/";
}

/** What stands between the stars of a pattern. */
function globPieces(pattern: string): Pieces {
  let piece: CharacterTest[] = [];
  const pieces = [piece];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? "";
    const close = char === "[" ? pattern.indexOf("]", i + 2) : -1;
    if (char === "*") {
      if (pattern[i + 1] === "*") continue;
      piece = [];
      pieces.push(piece);
    } else if (char === "?") piece.push(isNoSlash);
    else if (close > 0) {
      piece.push(classTest(pattern.slice(i + 1, close)));
      i = close;
    } else if (char === "\\" && i + 1 < pattern.length) piece.push(pattern[++i] ?? "");
    else piece.push(char);
  }
  return pieces;
}

/** What stands in `[ ]`: characters and ranges of them; a range that runs backwards holds nothing. */
function classTest(source: string): (character: string) => boolean {
  const negated = /^[!^]/.test(source);
  const ranges = Array.from(source.slice(negated ? 1 : 0).matchAll(/(.)-(.)|./gs), ([one, from, to]) => [
    from ?? one,
    to ?? one,
  ]);
  return (character) =>
    ranges.some(([from = "", to = ""]) => from <= character && character <= to) !== negated;
}

/** The folder that all a glob takes lies in; a path without wildcards itself. */
export function fixedPart(path: string): string {
  if (!isGlob(path)) return path;
  const parts = path.split("/");
  return parts.slice(0, parts.findIndex(isGlob)).join("/") || "/";
}

/** Whether a path has characters that make it a glob. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}
