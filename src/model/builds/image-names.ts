import { once } from "../../once.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile } from "../repo/path.ts";
import type { Builds } from "./survey.ts";
import type { FoundBuild } from "./types.ts";

/** What a name is made of. */
export type Named = Pick<FoundBuild, "dockerfile" | "name" | "label" | "target" | "aside">;

/**
 * A name for every build. The only image of a folder has the folder's name; others add what tells them apart:
 * the sub-folder, the Dockerfile's own part of its name, the target.
 */
export function imageNames(builds: Builds, folderOf: (build: Named) => string): ReadonlyMap<Named, string> {
  const byFolder = new Map<string, Named[]>();
  for (const build of withOthers(builds)) {
    const folder = folderOf(build);
    const same = byFolder.get(folder);
    if (same === undefined) byFolder.set(folder, [build]);
    else same.push(build);
  }
  const names = new Map<Named, string>();
  const taken = new Set<string>();
  for (const [folder, all] of byFolder) {
    // What is only shown changes no other name.
    const main = all.length === 1 ? all : all.filter(({ aside }) => aside !== true);
    const shown = all.length === 1 ? [] : all.filter(({ aside }) => aside === true);
    for (const build of [...main, ...shown]) {
      const wanted = build.name ?? nameIn(folder, build, build.aside === true ? all : main);
      let name = wanted;
      for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
      taken.add(name);
      names.set(build, name);
    }
  }
  return names;
}

/** A Dockerfile that was not asked for keeps its name from the others, as if it were read. */
function withOthers({ builds, dockerfiles, asked }: Builds): readonly Named[] {
  if (asked.length === dockerfiles.length) return builds;
  const read = new Set(asked);
  const of = new Map<string, Named[]>();
  for (const build of builds) {
    const same = of.get(build.dockerfile);
    if (same === undefined) of.set(build.dockerfile, [build]);
    else same.push(build);
  }
  return dockerfiles.flatMap(
    (dockerfile) => of.get(dockerfile) ?? (read.has(dockerfile) ? [] : [{ dockerfile }]),
  );
}

/** How many builds of a folder each Dockerfile has. */
const buildsOf = once((all: readonly Named[]) => {
  const counts = new Map<string, number>();
  for (const { dockerfile } of all) counts.set(dockerfile, (counts.get(dockerfile) ?? 0) + 1);
  return counts;
});

function nameIn(folder: string, build: Named, all: readonly Named[]): string {
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
  const twins = buildsOf(all).get(build.dockerfile) ?? 0;
  const target = twins > 1 ? (build.label ?? build.target) : undefined;
  return target === undefined ? named : `${named}/${target}`;
}

// Folders that hold one version or flavour of the image that their parent is: 1.27, bookworm, ubuntu-22.04, ubi9.
const VERSION = new RegExp(
  `^(?:${[
    "v?\\d[\\w.-]*|latest|stable|edge|mainline|slim|debian|alpine",
    "stretch|buster|bullseye|bookworm|trixie|trusty|xenial|bionic|focal|jammy|noble",
    "(?:alpine|debian|ubuntu|centos|rhel|ubi|rocky(?:linux)?|alma(?:linux)?|fedora|oracle(?:linux)?|amazonlinux|opensuse|photon)[-_]?v?\\d[\\w.-]*",
  ].join("|")})$`,
);

/** Whether a folder is called after a version or flavour of what its parent is called after. */
export function isVersionName(name: string): boolean {
  return VERSION.test(name);
}

/**
 * The image folder of a Dockerfile. Below an images root it is the first folder. Where the whole repo is the root it is
 * the Dockerfile's own, or the folder above it that has a Dockerfile too or versions in its sub-folders.
 */
export function imageFolders({
  root,
  dockerfiles,
}: Pick<Builds, "root" | "dockerfiles">): (path: string) => string {
  if (root !== "")
    return (path) =>
      path.startsWith(`${root}/`) ? firstBelow(root, folderOfFile(path)) : folderOfFile(path);
  const holding = new Set(dockerfiles.map(folderOfFile));
  return (path) => {
    const own = folderOfFile(path);
    let folder = own;
    for (let above = folderOfFile(folder); above !== ""; above = folderOfFile(above)) {
      if (holding.has(above) || isVersionName(baseName(folder))) folder = above;
    }
    return folder;
  };
}

function firstBelow(root: string, folder: string): string {
  if (folder === root) return root;
  const end = folder.indexOf("/", root.length + 1);
  return end < 0 ? folder : folder.slice(0, end);
}
