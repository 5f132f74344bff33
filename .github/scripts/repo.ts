import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The repo's folder. */
export const ROOT = join(import.meta.dirname, "../..");

/** The text of a file of the repo. */
export function readRepo(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
