import { posix } from "node:path";

/** A path of the checked folder as one of the repo; `prefix` is where the folder lies, empty for the root itself. */
export function repoPath(path: string, prefix: string | undefined): string {
  // A policy that an input names may lie above the checked folder.
  return prefix === undefined || prefix === "" ? path : posix.join(prefix, path);
}

/** A path as part of an address: everything but letters, digits, `-`, `_`, `.` and `/` is encoded. */
export function encodedPath(path: string): string {
  const whole = path.replace(/\p{Surrogate}/gu, "\ufffd");
  return encodeURIComponent(whole)
    .replaceAll("%2F", "/")
    .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
