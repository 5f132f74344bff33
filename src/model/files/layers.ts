import type { Budget } from "../../work.ts";
import { isBelow, isGlob, isWithin, parentOf, shellGlob } from "../container-path.ts";
import type { Unknown } from "../fact.ts";
import { type FileLayer, isFile, type LayerScope } from "./layer.ts";
import type { Layers } from "./layer-stack.ts";
import type { SharedPaths } from "./shared-paths.ts";
import type { ContainerFile, ContainerFiles } from "./types.ts";

export { type Answer, type FileLayer, isFile, type LayerScope } from "./layer.ts";
export { Layers } from "./layer-stack.ts";

/** The file system that layers make, from the first to the last; each path that is asked is a step of the budget. */
export function containerFiles(layers: Layers, budget?: Budget): ContainerFiles {
  const realOf = (path: string, last: boolean) => {
    budget?.spend();
    return layers.real(path, last);
  };
  const below = (folder: string) => {
    const files = layers.below(folder);
    budget?.spend(files.length);
    return files;
  };
  const lookup = (path: string) => layers.entry(realOf(path, true));
  const under = (folder: string) => {
    const real = realOf(folder, true);
    return { files: below(real), ...layers.others(real) };
  };
  return {
    entry: (path) => layers.entry(realOf(path, false)),
    lookup,
    under,
    hidden: (folder) => layers.hidden(realOf(folder, true)),
    glob: (pattern) => globbed(pattern, { lookup, under }),
    get all() {
      budget?.spend();
      return layers.below("/");
    },
  };
}

function globbed(
  pattern: string,
  { lookup, under }: Pick<ContainerFiles, "lookup" | "under">,
): { readonly files: readonly ContainerFile[]; readonly others?: Unknown } {
  if (!isGlob(pattern)) {
    const found = lookup(pattern);
    if (found === undefined) return { files: [] };
    return isFile(found) ? { files: [found] } : { files: [], others: found };
  }
  const parts = pattern.split("/");
  const fixed = parts.slice(0, parts.findIndex(isGlob)).join("/") || "/";
  const { files, others } = under(fixed);
  const expression = shellGlob(pattern);
  const real = lookup(fixed);
  const prefix = isFile(real) ? real.path : fixed;
  const matching = files.filter((file) =>
    expression.test(prefix === fixed ? file.path : fixed + file.path.slice(prefix.length)),
  );
  return others === undefined ? { files: matching } : { files: matching, others };
}

/** A layer that holds single files. */
export function putLayer(files: readonly ContainerFile[]): FileLayer {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    scope: { paths: [...byPath.keys()] },
    at: (path) => byPath.get(path),
    *lists(folder) {
      for (const path of byPath.keys()) if (isBelow(path, folder)) yield path;
    },
  };
}

/** A layer of paths that many images have: each of its files is made when it is asked for, if there is one. */
export function sharedLayer(
  paths: SharedPaths,
  make: (path: string) => ContainerFile | undefined,
): FileLayer {
  const made = new Map<string, ContainerFile | undefined>();
  const at = (path: string) => {
    if (!paths.has(path)) return undefined;
    if (!made.has(path)) made.set(path, make(path));
    return made.get(path);
  };
  return {
    scope: { shared: paths },
    at,
    *lists(folder) {
      for (const path of paths.below(folder)) if (at(path) !== undefined) yield path;
    },
  };
}

/** A layer that removes a path and all below it. */
export function removeLayer(path: string): FileLayer {
  return { scope: { within: path }, at: (asked) => (isWithin(asked, path) ? "absent" : undefined) };
}

/** A layer that removes what matches in a folder, with all below it. */
export function removeMatchingLayer(folder: string, matches: (path: string) => boolean): FileLayer {
  const gone = (path: string): boolean => {
    for (let at = path; at !== "/"; at = parentOf(at)) if (matches(at)) return true;
    return false;
  };
  return { scope: { within: folder }, at: (path) => (gone(path) ? "absent" : undefined) };
}

/** A layer behind which nothing can be told of a path and all below it. */
export function opaqueLayer(path: string, why: Unknown): FileLayer {
  return {
    scope: { within: path },
    at: (asked) => (isWithin(asked, path) ? why : undefined),
    opaque: { path, why },
  };
}

/** A layer that changes files (owner, mode) of its scope where `applies` holds. */
export function changeLayer(
  scope: LayerScope,
  applies: (path: string) => boolean,
  change: (file: ContainerFile) => ContainerFile,
): FileLayer {
  return {
    scope,
    at: () => undefined,
    change: (file) => (applies(file.path) ? change(file) : file),
  };
}

/** A base of which only some folders are known: elsewhere it may hold anything. */
export function partlyKnownLayer(covers: (path: string) => boolean, why: Unknown): FileLayer {
  return {
    scope: { within: "/" },
    at: (path) => (covers(path) ? undefined : why),
    opaque: { path: "/", why, except: covers },
  };
}
