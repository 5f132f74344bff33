import type { BakeFile } from "../../parsers/builds/bake.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile } from "../repo/path.ts";

/** What bake reads of a folder without `-f`, in its order: the later over the earlier (buildx 0.38, `defaultFilenames`). */
const defaults = [
  "docker-bake.json",
  "docker-bake.hcl",
  "docker-bake.override.json",
  "docker-bake.override.hcl",
];

/** Whether bake reads a file by its name alone. */
export function isDefaultBakeFile(path: string): boolean {
  return defaults.includes(baseName(path));
}

/** The files that bake reads together: the usual ones of each folder; any other is one by itself. */
export function bakeSets(files: readonly BakeFile[]): readonly (readonly BakeFile[])[] {
  const sets = new Map<string, BakeFile[]>();
  for (const file of files) {
    const { path } = file.file;
    const key = isDefaultBakeFile(path) ? `${folderOfFile(path)}/` : path;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [file]);
    else set.push(file);
  }
  const rank = ({ file }: BakeFile) => defaults.indexOf(baseName(file.path));
  return [...sets.values()].map((set) => set.sort((a, b) => rank(a) - rank(b)));
}
