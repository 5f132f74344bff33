import type { Builds, FoundBuild } from "./builds.ts";
import { baseName, folderOfFile } from "./container-path.ts";

/**
 * A name for every build. The only image of a folder has the folder's name; others add what tells them apart:
 * the sub-folder, the Dockerfile's own part of its name, the target.
 */
export function imageNames(
  builds: Builds,
  folderOf: (build: FoundBuild) => string,
): ReadonlyMap<FoundBuild, string> {
  const byFolder = new Map<string, FoundBuild[]>();
  for (const build of builds.builds) {
    const folder = folderOf(build);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), build]);
  }
  const names = new Map<FoundBuild, string>();
  const taken = new Set<string>();
  for (const [folder, all] of byFolder) {
    for (const build of all) {
      const wanted = build.name ?? nameIn(folder, build, all);
      let name = wanted;
      for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
      taken.add(name);
      names.set(build, name);
    }
  }
  return names;
}

function nameIn(folder: string, build: FoundBuild, all: readonly FoundBuild[]): string {
  const top = folder === "" ? "image" : baseName(folder);
  if (all.length === 1) return top;
  const inside = folder === "" ? build.dockerfile : build.dockerfile.slice(folder.length + 1);
  const parts = inside.split("/");
  const file = parts.pop() ?? "";
  const own = /^(?:docker|container)file$/i.test(file)
    ? undefined
    : (/^(?:docker|container)file\.(.+)$/i.exec(file)?.[1] ?? file.replace(/\.(docker|container)file$/i, ""));
  const named = [folder === "" && parts.length > 0 ? [] : [top], parts, own === undefined ? [] : [own]]
    .flat()
    .join("/");
  const twins = all.filter(({ dockerfile }) => dockerfile === build.dockerfile);
  const target = twins.length > 1 ? (build.label ?? build.target) : undefined;
  return target === undefined ? named : `${named}/${target}`;
}

// Folders that hold one version or flavour of the image that their parent is.
const VERSION =
  /^(v?\d[\w.-]*|latest|stable|edge|mainline|alpine[\d.]*|debian|slim|bookworm|bullseye|bionic|focal|jammy|noble)$/;

/**
 * The image folder of a Dockerfile. Below an images root it is the first folder. Where the whole repo is the root it is
 * the Dockerfile's own, or the folder above it that has a Dockerfile too or versions in its sub-folders.
 */
export function imageFolders({
  root,
  dockerfiles,
}: Pick<Builds, "root" | "dockerfiles">): (path: string) => string {
  const holding = new Set(dockerfiles.map(folderOfFile));
  return (path) => {
    const own = folderOfFile(path);
    if (root !== "") return path.startsWith(`${root}/`) ? firstBelow(root, own) : own;
    let folder = own;
    for (let above = folderOfFile(folder); above !== ""; above = folderOfFile(above)) {
      if (holding.has(above) || VERSION.test(baseName(folder))) folder = above;
    }
    return folder;
  };
}

function firstBelow(root: string, folder: string): string {
  const [first] = folder.slice(root.length + 1).split("/");
  return first === undefined || first === "" ? root : `${root}/${first}`;
}
