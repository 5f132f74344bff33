/** What an image folder may hold, where the policy says so. */
import { globMatcher } from "../../policy/globs.ts";
import type { LayoutPolicy } from "../../policy/policy.ts";
import { folderOfFile, isInside } from "../repo/path.ts";
import type { ImageFolder } from "../stages/image.ts";

/** Something in an image folder that the policy does not allow: a file, or a folder with nothing in it that is allowed. */
export interface Unexpected {
  /** The file, or the first of the folder. */
  readonly path: string;
  /** The folder, and how many files it holds; absent for a file. */
  readonly folder?: { readonly path: string; readonly files: number };
}

/**
 * Whether an image folder may hold a path. Globs count from the image folder and from the folder of each Dockerfile, as
 * `layout.config` does; what the policy wants there, and Dockerfiles, need no glob.
 */
export function allowedIn(
  layout: Pick<LayoutPolicy, "allow" | "required" | "requiredBy" | "config">,
  homes: readonly string[],
): (path: string) => boolean {
  const { allow, required, requiredBy, config } = layout;
  if (allow === undefined) return () => true;
  const wanted = [
    ...required,
    ...requiredBy.flatMap(({ files }) => files),
    ...(config === undefined ? [] : [config]),
  ];
  const clean = wanted.map((glob) => glob.replace(/^\.?\/+|\/+$/g, ""));
  const [isAllowed, isWanted] = [globMatcher(allow), globMatcher(clean)];
  return (path) =>
    homes.some((home) => {
      const inner = home === "" ? path : path.slice(home.length + 1);
      return isInside(path, home) && (isAllowed(inner) || isWanted(inner));
    });
}

/** What a folder holds and should not, sorted by path; nothing where the repo itself is the image folder. */
export function unexpectedIn(
  { path: home, entries, images }: ImageFolder,
  layout: LayoutPolicy,
): readonly Unexpected[] {
  if (home === "") return [];
  const dockerfiles = new Set(images.map(({ build }) => build.dockerfile));
  const isAllowed = allowedIn(
    layout,
    [...new Set([home, ...[...dockerfiles].map(folderOfFile)])].filter((one) => isInside(one, home)),
  );
  const paths = entries.filter(({ kind }) => kind !== "submodule").map(({ path }) => path);
  const isFine = (path: string) => dockerfiles.has(path) || isAllowed(path);
  const strangers = paths.filter((path) => !isFine(path));
  const kept = new Set(paths.filter(isFine).flatMap((path) => foldersUpTo(path, home)));
  const found = new Map<string, Unexpected>();
  for (const path of strangers) {
    const top = foldersUpTo(path, home).findLast((folder) => folder !== home && !kept.has(folder));
    const seen = found.get(top ?? path);
    if (top === undefined) found.set(path, { path });
    else
      found.set(top, {
        path: seen?.path ?? path,
        folder: { path: top, files: (seen?.folder?.files ?? 0) + 1 },
      });
  }
  return [...found.values()];
}

/** The folders of a path, the nearest first, up to one of them. */
function foldersUpTo(path: string, top: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOfFile(path); isInside(folder, top) && folder !== ""; folder = folderOfFile(folder))
    folders.push(folder);
  return folders;
}
