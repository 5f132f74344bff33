/** The runs of each image folder: to look through all of them for each folder would take longer with every image. */
import { once } from "../../once.ts";
import type { ImageFolder } from "../stages/image.ts";
import type { Run } from "./types.ts";

const byPath = once((runs: readonly Run[]): ReadonlyMap<string, readonly Run[]> => {
  const found = new Map<string, Run[]>();
  for (const run of runs) {
    const { path } = run.image.folder;
    const own = found.get(path);
    if (own === undefined) found.set(path, [run]);
    else own.push(run);
  }
  return found;
});

/** Those of some runs whose Dockerfile lies in a folder, in their order: what only compose starts is among them. */
export function runsIn({ path }: ImageFolder, runs: readonly Run[]): readonly Run[] {
  return byPath(runs).get(path) ?? [];
}
