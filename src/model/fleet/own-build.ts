/** Which build of the repo a reference of its own registry means: by its name, and by its tag where that tells builds apart. */
import type { LinkedFolders } from "../builds/linked-folders.ts";
import type { FoundBuild } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile } from "../repo/path.ts";
import { fullReference, parseReference } from "../stock/references.ts";

interface OwnReference {
  /** As a FROM has it. */
  readonly name: string;
  /** Its repository in the registry. */
  readonly own: string;
}

/** The builds of a repo, found by what references call them. */
export interface OwnBuilds {
  readonly byTag: ReadonlyMap<string, readonly FoundBuild[]>;
  readonly byName: ReadonlyMap<string, readonly FoundBuild[]>;
  /** By the last two folders of their Dockerfile, `php/8.3`. */
  readonly byFolder: ReadonlyMap<string, readonly FoundBuild[]>;
  /** How many Dockerfiles lie in sub-folders of a folder, side by side. */
  readonly besides: ReadonlyMap<string, number>;
}

/** Indexes builds by their tags, names and folders; a link to a folder is one more name of it. */
export function ownBuilds(
  builds: readonly FoundBuild[],
  nameOf: (build: FoundBuild) => string,
  linkedFolders: LinkedFolders,
): OwnBuilds {
  const linksOf = ({ dockerfile }: FoundBuild) => linkedFolders(folderOfFile(dockerfile));
  const parents = new Map<string, Set<string>>();
  for (const { dockerfile } of builds) {
    const parent = parentOf(dockerfile);
    const same = parents.get(parent);
    if (same === undefined) parents.set(parent, new Set([dockerfile]));
    else same.add(dockerfile);
  }
  return {
    byTag: indexed(builds, ({ tags }) => tags.map(fullReference)),
    byName: indexed(builds, (build) => [
      nameOf(build),
      baseName(nameOf(build)),
      ...(build.label === undefined ? [] : [build.label]),
      ...linksOf(build).map(baseName),
    ]),
    byFolder: indexed(builds, (build) => [folderOfFile(build.dockerfile), ...linksOf(build)].map(lastTwo)),
    besides: new Map([...parents].map(([parent, paths]) => [parent, paths.size])),
  };
}

/** The build that the repo's files give this very name, whatever the policy says of registries: of several with other Dockerfiles none. */
export function builtAs(all: OwnBuilds, name: string): FoundBuild | undefined {
  if (parseReference(name).digest !== undefined) return undefined;
  const [first, ...others] = all.byTag.get(fullReference(name)) ?? [];
  const isOne = others.every(
    ({ dockerfile, target }) => dockerfile === first?.dockerfile && target === first.target,
  );
  return isOne ? first : undefined;
}

/** A reference as it is written, without its tag and digest. */
export function withoutTag(name: string): string {
  return name.replace(/@.*$/, "").replace(/:[^/]*$/, "");
}

/** The prefix whose images a reference's image would be one of, were it this repo's: `corp/team` of `corp/team/base:1`. */
export function likelyPrefix(
  all: OwnBuilds,
  name: string,
  isOther: (build: FoundBuild) => boolean,
): string | undefined {
  const path = withoutTag(name);
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const build = ownBuild(all, { name, own: path.slice(end + 1) });
    if (build !== undefined && isOther(build)) return path.slice(0, end);
  }
  return undefined;
}

/** The build that is given this very tag, else the folder of that tag, else the image of the name that no file gives another tag. */
export function ownBuild(all: OwnBuilds, reference: OwnReference): FoundBuild | undefined {
  const { name, own } = reference;
  const { tag, digest } = parseReference(name);
  const [tagged] = all.byTag.get(fullReference(name)) ?? [];
  if (tagged !== undefined && digest === undefined) return tagged;
  const named = all.byName.get(own) ?? [];
  if (tag === undefined || digest !== undefined) return named[0];
  const [ofFolder] = all.byFolder.get(`${baseName(own)}/${tag}`) ?? [];
  return ofFolder ?? named.find((build) => !isOfOtherTag(build, reference, all));
}

/** Whether files say of a build that it has other tags, or it is one of several folders of tags. */
function isOfOtherTag(
  { tags, dockerfile }: FoundBuild,
  { name, own }: OwnReference,
  { besides }: OwnBuilds,
): boolean {
  const same = tags.filter((each) => repositoryOf(each) === repositoryOf(name));
  if (same.length > 0 && !same.some((each) => each.includes("*"))) return true;
  const parent = parentOf(dockerfile);
  return baseName(parent) === baseName(own) && (besides.get(parent) ?? 0) > 1;
}

function indexed(
  builds: readonly FoundBuild[],
  keysOf: (build: FoundBuild) => readonly string[],
): ReadonlyMap<string, readonly FoundBuild[]> {
  const found = new Map<string, FoundBuild[]>();
  for (const build of builds) {
    for (const key of new Set(keysOf(build))) {
      const same = found.get(key);
      if (same === undefined) found.set(key, [build]);
      else same.push(build);
    }
  }
  return found;
}

/** The folder above that of a Dockerfile. */
function parentOf(dockerfile: string): string {
  return folderOfFile(folderOfFile(dockerfile));
}

function lastTwo(folder: string): string {
  return folder.split("/").slice(-2).join("/");
}

function repositoryOf(reference: string): string {
  const { registry, repository } = parseReference(reference);
  return `${registry}/${repository}`;
}
