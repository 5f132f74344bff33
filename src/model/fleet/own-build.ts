/** Which build of the repo a reference of its own registry means: by its name, and by its tag where that tells builds apart. */
import type { FoundBuild } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile } from "../repo/path.ts";
import { parseReference } from "../stock/references.ts";

interface OwnReference {
  /** As a FROM has it. */
  readonly name: string;
  /** Its repository in the registry. */
  readonly own: string;
}

/** The build that is given this very tag, else the folder of that tag, else the image of the name that no file gives another tag. */
export function ownBuild(
  builds: readonly FoundBuild[],
  { name, own }: OwnReference,
  nameOf: (build: FoundBuild) => string,
): FoundBuild | undefined {
  const { tag, digest } = parseReference(name);
  const tagged = builds.find(({ tags }) => tags.some((each) => fullName(each) === fullName(name)));
  if (tagged !== undefined && digest === undefined) return tagged;
  const named = builds.filter(
    (build) => nameOf(build) === own || build.label === own || baseName(nameOf(build)) === own,
  );
  if (tag === undefined || digest !== undefined) return named[0];
  const folder = `/${baseName(own)}/${tag}`;
  const ofFolder = builds.find((build) => `/${folderOfFile(build.dockerfile)}`.endsWith(folder));
  return ofFolder ?? named.find((build) => !isOfOtherTag(build, { name, own }, builds));
}

/** Whether files say of a build that it has other tags, or it is one of several folders of tags. */
function isOfOtherTag(
  { tags, dockerfile }: FoundBuild,
  { name, own }: OwnReference,
  builds: readonly FoundBuild[],
): boolean {
  const same = tags.filter((each) => repositoryOf(each) === repositoryOf(name));
  if (same.length > 0 && !same.some((each) => each.includes("*"))) return true;
  const parent = folderOfFile(folderOfFile(dockerfile));
  if (baseName(parent) !== baseName(own)) return false;
  const siblings = builds.filter((build) => folderOfFile(folderOfFile(build.dockerfile)) === parent);
  return new Set(siblings.map((build) => build.dockerfile)).size > 1;
}

function fullName(reference: string): string {
  return `${repositoryOf(reference)}:${parseReference(reference).tag ?? "latest"}`;
}

function repositoryOf(reference: string): string {
  const { registry, repository } = parseReference(reference);
  return `${registry}/${repository}`;
}
