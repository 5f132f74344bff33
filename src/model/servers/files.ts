import { type Glob, globExpression, isGlob, isWithin, parentOf } from "../container-path.ts";
import type { Unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, ContainerFiles } from "../files/types.ts";
import type { StartWrite } from "./input.ts";
import type { Loaded } from "./types.ts";

/** The file system as the server finds it at its start. */
export interface ServerFiles {
  /** What stands at a path, links followed. */
  readonly find: (path: string) => ContainerFile | Unknown | undefined;
  /** Folders that a glob matches, as the first file in each is there. */
  readonly folders: (pattern: string) => readonly ContainerFile[];
  /** What a glob matches, sorted by the path that matches; a match without `file` is a link to nothing. */
  readonly match: (pattern: string) => {
    readonly found: readonly {
      readonly path: string;
      readonly entry: ContainerFile;
      readonly file?: ContainerFile;
    }[];
    readonly others?: Unknown;
  };
}

/** Folders that a glob matches, each with a file in it: nobody needs to have made them by themselves. */
function foldersMatching(files: ContainerFiles, pattern: string): readonly ContainerFile[] {
  const parts = pattern.split("/");
  const fixed = parts.slice(0, parts.findIndex(isGlob)).join("/") || "/";
  const expression = globExpression(pattern);
  const found = new Map<string, ContainerFile>();
  for (const { path } of files.under(fixed).files) {
    for (let at = parentOf(path); at.length > fixed.length; at = parentOf(at)) {
      const file = expression.test(at) && !found.has(at) ? files.lookup(path) : undefined;
      if (isFile(file)) found.set(at, { ...file, path: at });
    }
  }
  return [...found.values()];
}

/** The image's files, with what is written into them at the start: files that are known (`added`) and those that are not. */
export function serverFiles(
  files: ContainerFiles,
  startWrites: readonly StartWrite[],
  added: readonly ContainerFile[] = [],
): ServerFiles {
  const byPath = new Map(added.map((file) => [file.path, file]));
  const written = (path: string) => startWrites.find((write) => isWithin(path, write.path))?.why;
  const find = (path: string) => {
    const own = byPath.get(path);
    if (own !== undefined) return own;
    const found = files.lookup(path);
    return written(path) ?? (isFile(found) ? written(found.path) : undefined) ?? found;
  };
  return {
    find,
    folders: (pattern) => foldersMatching(files, pattern),
    match: (pattern) => matched({ pattern, files, startWrites, added, find }),
  };
}

interface Matching {
  readonly pattern: string;
  readonly files: ContainerFiles;
  readonly startWrites: readonly StartWrite[];
  readonly added: readonly ContainerFile[];
  readonly find: ServerFiles["find"];
}

function matched({ pattern, files, startWrites, added, find }: Matching): ReturnType<ServerFiles["match"]> {
  const { files: standing, others } = files.glob(pattern);
  const expression = globExpression(pattern);
  const entries = new Map(standing.map((entry) => [entry.path, entry]));
  for (const file of added) if (expression.test(file.path)) entries.set(file.path, file);
  let open = others ?? startWrites.find(({ path }) => reaches(path, pattern, expression))?.why;
  const found = [...entries]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([path, entry]) => {
      const file = find(path);
      if (file === undefined) return entry.kind === "link" ? [{ path, entry }] : [];
      if (isFile(file)) return [{ path, entry, file }];
      open ??= file;
      return [];
    });
  return open === undefined ? { found } : { found, others: open };
}

/** Whether a file or folder that is written may be, or may hold, something that the glob matches. */
function reaches(path: string, pattern: string, expression: Glob): boolean {
  if (expression.test(path)) return true;
  const parts = pattern.split("/");
  const fixed = parts.slice(0, parts.findIndex(isGlob)).join("/") || "/";
  return isWithin(fixed, path);
}

/** Whether a file is the base's or a package's own. */
export function isStock({ from }: ContainerFile): boolean {
  return from === "base" || from === "package";
}

/** Each file once, where it is loaded first. */
export function distinct<T>(loaded: readonly Loaded<T>[]): readonly Loaded<T>[] {
  const byPath = new Map<string, Loaded<T>>();
  for (const one of loaded) if (!byPath.has(one.container.path)) byPath.set(one.container.path, one);
  return [...byPath.values()];
}
