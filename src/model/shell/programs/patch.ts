/** What patch(1) of GNU writes. */
import { resolvePath } from "../../container-path.ts";
import type { Options } from "../options.ts";

/** Its options that have a value. */
export const PATCH: Options = {
  short: "BDdFgiopprVYz",
  long: ["directory", "input", "output", "strip", "reject-file", "fuzz", "ifdef", "prefix", "suffix", "get"],
};

/** The files that a patch names, from the root folder, with what stands before them left off or not. */
export function patchedFiles(patch: string): readonly string[] {
  const named = [...patch.matchAll(/^(?:\+\+\+|---) (\S+)/gm)].map(([, path = ""]) => path);
  return named.flatMap((path) => [path, path.replace(/^[^/]*\//, "")]).map((path) => resolvePath("/", path));
}
