/** What a folder of the context brings: its files, and what CI writes in it before it builds. */
import { type CiWrites, repoPart } from "../../builds/ci/writes.ts";
import { isBelow, isWithin, resolvePath } from "../../container-path.ts";
import { type FileLayer, opaqueLayer } from "../../files/layers.ts";
import { isInside } from "../../repo/path.ts";
import type { Repo } from "../../repo/tree.ts";
import type { CopySource } from "../image.ts";
import { repoFile, type Stamp } from "../repo-files.ts";
import type { State } from "../state.ts";

interface FolderOrigin {
  readonly repo: Repo;
  readonly written: CiWrites;
  readonly stamp: Stamp;
  /** Whether the build context leaves a repo path out. */
  readonly leftOut: (path: string) => boolean;
}

/** From a repo path to a container path. */
interface Way {
  readonly from: string;
  readonly to: string;
}

/** Adds the layers of a folder's files. */
export function copyFolder(
  state: State,
  { repo, written: all, stamp, leftOut }: FolderOrigin,
  { from: folder, to: target }: Way,
): CopySource["files"] {
  const { tree } = repo;
  const inside = (path: string) => (folder === "" ? path : path.slice(folder.length + 1));
  const container = (path: string) => resolvePath(target, inside(path));
  const written = all.within(folder);
  const layer: FileLayer = {
    scope: { within: target },
    at: (path) => {
      if (!isBelow(path, target)) return undefined;
      const rest = target === "/" ? path.slice(1) : path.slice(target.length + 1);
      const repoPath = folder === "" ? rest : `${folder}/${rest}`;
      if (leftOut(repoPath) || tree.entry(repoPath) === undefined) return undefined;
      const changed = written.writerOf(repoPath)?.why;
      return repoFile(repo, repoPath, { path, stamp, changed });
    },
    *lists(asked) {
      if (!isWithin(target, asked) && !isBelow(asked, target)) return;
      const start = isBelow(asked, target)
        ? `${folder}${folder === "" ? "" : "/"}${asked.slice(target === "/" ? 1 : target.length + 1)}`
        : folder;
      for (const { path } of tree.under(start)) if (!leftOut(path)) yield container(path);
    },
  };
  state.layers.push(layer);
  for (const { path, below, why } of written.list) {
    const fixed = repoPart(path);
    // A file that is there stays one, whatever is written to it; what a pattern names is there.
    if (below !== true && (fixed !== path || tree.entry(path) !== undefined)) continue;
    state.layers.push(opaqueLayer(isInside(fixed, folder) ? container(fixed) : target, why));
  }
  // Listing all that lies below is for rules on COPY alone; a whole repo is not listed for each image.
  return tree
    .under(folder)
    .slice(0, 2000)
    .filter(({ path }) => !leftOut(path))
    .map(({ path }) => ({ path, container: container(path) }));
}
