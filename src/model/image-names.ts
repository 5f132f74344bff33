import type { Builds, FoundBuild } from "./builds.ts";
import { baseName } from "./container-path.ts";

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
