import {
  baseName,
  globExpression,
  isBelow,
  isGlob,
  isWithin,
  parentOf,
  resolvePath,
} from "../container-path.ts";
import type { Unknown } from "../fact.ts";
import type { ContainerFile, ContainerFiles } from "./types.ts";

/** What one layer says of a path: a file, that it is gone, that it cannot be told, or nothing. */
export type Answer = ContainerFile | "absent" | Unknown | undefined;

/**
 * One step of the build that changes files. Layers are asked from the last to the first; `change` alters
 * what an earlier layer answers (an owner, a mode).
 */
export interface FileLayer {
  readonly at: (path: string) => Answer;
  /** Paths that the layer may hold below a folder. */
  readonly below: (folder: string) => Iterable<string>;
  /** The path that nothing can be told of, with all below it, and why. */
  readonly opaque?: {
    readonly path: string;
    readonly why: Unknown;
    /** Folders below `path` that all is known of after all. */
    readonly except?: (folder: string) => boolean;
  };
  readonly change?: (file: ContainerFile) => ContainerFile;
}

// The kernel gives up after 40 links as well (path_resolution(7)).
const MOST_LINKS = 40;

/** The file system that layers make, from the first to the last. */
export function containerFiles(layers: readonly FileLayer[]): ContainerFiles {
  const entry = (path: string): ContainerFile | Unknown | undefined => entryOf(layers, path);
  const lookup = (path: string) => entry(realPath(layers, path, true));
  const under = (folder: string) => {
    const real = realPath(layers, folder, true);
    return { files: filesBelow(layers, entry, real), ...othersBelow(layers, real) };
  };
  return {
    entry: (path) => entry(realPath(layers, path, false)),
    lookup,
    under,
    glob: (pattern) => globbed(pattern, { lookup, under }),
    get all() {
      return filesBelow(layers, entry, "/");
    },
  };
}

function entryOf(layers: readonly FileLayer[], path: string): ContainerFile | Unknown | undefined {
  const answer = direct(layers, path);
  if (answer === "absent") return undefined;
  return answer ?? (path === "/" ? undefined : folderOf(layers, path));
}

/** What the layers themselves say of a path. */
function direct(layers: readonly FileLayer[], path: string): Answer {
  const changes: ((file: ContainerFile) => ContainerFile)[] = [];
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i] as FileLayer;
    const answer = layer.at(path);
    if (answer === "absent" || (answer !== undefined && "known" in answer)) return answer;
    if (answer !== undefined) return changes.reduceRight((file, change) => change(file), answer);
    if (layer.change !== undefined) changes.push(layer.change);
  }
  return undefined;
}

/** A folder that exists because something lies in it: no layer names it. */
function folderOf(layers: readonly FileLayer[], path: string): ContainerFile | undefined {
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i] as FileLayer;
    if (layer.at(path) === "absent") return undefined;
    for (const below of layer.below(path)) {
      const file = entryOf(layers, below);
      if (!isFile(file)) continue;
      const folder: ContainerFile = {
        ...file,
        path,
        kind: "directory",
        mode: { known: true, value: 0o755, at: file.at, because: [] },
        content: { known: false, key: "folder", why: "it is a folder", at: file.at },
      };
      return layers.reduce((changed, layer) => layer.change?.(changed) ?? changed, folder);
    }
  }
  return undefined;
}

type EntryOf = (path: string) => ContainerFile | Unknown | undefined;

/** Whether an answer is a file, and not "cannot tell" or nothing. */
export function isFile(answer: Answer): answer is ContainerFile {
  return typeof answer === "object" && !("known" in answer);
}

/** The path with every link on the way replaced; the last part too when `last` says so. */
export function realPath(layers: readonly FileLayer[], path: string, last: boolean): string {
  let parts = path.split("/").filter((part) => part !== "");
  let real = "";
  for (let links = 0; parts.length > 0; ) {
    const next = `${real}/${parts[0]}`;
    parts = parts.slice(1);
    const found = parts.length > 0 || last ? direct(layers, next) : undefined;
    const target = isFile(found) && found.kind === "link" ? found.target : undefined;
    if (target === undefined || ++links > MOST_LINKS) {
      real = next;
      continue;
    }
    parts = [
      ...resolvePath(parentOf(next), target)
        .split("/")
        .filter((part) => part !== ""),
      ...parts,
    ];
    real = "";
  }
  return real === "" ? "/" : real;
}

function filesBelow(layers: readonly FileLayer[], entry: EntryOf, folder: string): ContainerFile[] {
  const paths = new Set<string>();
  for (const layer of layers) for (const path of layer.below(folder)) paths.add(path);
  const files: ContainerFile[] = [];
  for (const path of [...paths].sort()) {
    const file = entry(path);
    if (isFile(file)) files.push(file);
  }
  return files;
}

function othersBelow(layers: readonly FileLayer[], folder: string): { others?: Unknown } {
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i] as FileLayer;
    const opaque = layer.opaque;
    if (opaque !== undefined && isWithin(folder, opaque.path) && opaque.except?.(folder) !== true)
      return { others: opaque.why };
    // A single path that was written again since is known again.
    if (opaque !== undefined && isBelow(opaque.path, folder) && direct(layers, opaque.path) === opaque.why) {
      return { others: opaque.why };
    }
    if (layer.at(folder) === "absent") return {};
  }
  return {};
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
  const expression = globExpression(pattern);
  const real = lookup(fixed);
  const prefix = isFile(real) ? real.path : fixed;
  const matching = files.filter(
    (file) =>
      expression.test(prefix === fixed ? file.path : fixed + file.path.slice(prefix.length)) &&
      // glob(3) does not match a leading dot with a wildcard.
      (!baseName(file.path).startsWith(".") || baseName(pattern).startsWith(".")),
  );
  return others === undefined ? { files: matching } : { files: matching, others };
}

/** A layer that holds single files. */
export function putLayer(files: readonly ContainerFile[]): FileLayer {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    at: (path) => byPath.get(path),
    *below(folder) {
      for (const path of byPath.keys()) if (isBelow(path, folder)) yield path;
    },
  };
}

/** A layer that removes a path and all below it. */
export function removeLayer(path: string): FileLayer {
  return { at: (asked) => (isWithin(asked, path) ? "absent" : undefined), below: () => [] };
}

/** A layer that removes everything below a folder, or what a glob matches. */
export function removeMatchingLayer(matches: (path: string) => boolean): FileLayer {
  const gone = (path: string): boolean => {
    for (let at = path; at !== "/"; at = parentOf(at)) if (matches(at)) return true;
    return false;
  };
  return { at: (path) => (gone(path) ? "absent" : undefined), below: () => [] };
}

/** A layer behind which nothing can be told of a path and all below it. */
export function opaqueLayer(path: string, why: Unknown): FileLayer {
  return {
    at: (asked) => (isWithin(asked, path) ? why : undefined),
    below: () => [],
    opaque: { path, why },
  };
}

/** A layer that changes files (owner, mode) where `applies` holds. */
export function changeLayer(
  applies: (path: string) => boolean,
  change: (file: ContainerFile) => ContainerFile,
): FileLayer {
  return {
    at: () => undefined,
    below: () => [],
    change: (file) => (applies(file.path) ? change(file) : file),
  };
}

/** A base of which only some folders are known: elsewhere it may hold anything. */
export function partlyKnownLayer(covers: (path: string) => boolean, why: Unknown): FileLayer {
  return {
    at: (path) => (covers(path) ? undefined : why),
    below: () => [],
    opaque: { path: "/", why, except: covers },
  };
}
