/** By which words the images of this repo are named, and which of them a Dockerfile may be built on. */
import type { Policy } from "../../policy/policy.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile } from "../repo/path.ts";
import { fullReference, ownImageName, parseReference } from "../stock/references.ts";
import { wordsOf } from "./dockerfile-glance.ts";
import type { LinkedFolders } from "./linked-folders.ts";
import type { BuildSurvey, Claim } from "./types.ts";

/** A Dockerfile, its image folder, and what is said of its builds. */
export interface NamedDockerfile {
  readonly dockerfile: string;
  readonly folder: string;
  readonly claims: readonly Claim[];
  readonly linkedFolders: LinkedFolders;
}

/**
 * Every word that may name an image of a Dockerfile: as image-names.ts makes them, what its builds are called, and the
 * names of links to its folder.
 */
export function imageWords({
  dockerfile,
  folder,
  claims,
  linkedFolders,
}: NamedDockerfile): readonly string[] {
  const inside = folder === "" ? dockerfile : dockerfile.slice(folder.length + 1);
  const parts = inside.split("/");
  const file = parts.pop() ?? "";
  const own = /^(?:docker|container)file(?:\.(.+))?$/i.exec(file);
  const ofFile = own === null ? file.replace(/\.(docker|container)file$/i, "") : (own[1] ?? "");
  const said = claims.flatMap(({ label, name, target }) => [label, name, target]);
  const tagged = claims.flatMap(({ tags }) => tags.map((tag) => baseName(parseReference(tag).repository)));
  const linked = linkedFolders(folderOfFile(dockerfile)).flatMap((path) => path.split("/").slice(-2));
  const all = [
    ...tagged,
    ...linked,
    baseName(folder),
    ...parts,
    ofFile,
    ...said.map((word) => baseName(word ?? "")),
  ];
  return [...new Set(all)].filter((word) => word !== "");
}

/** What one Dockerfile's bases are found by. */
export interface NamedBases {
  /** Words of references that may be this repo's own images. */
  readonly words: readonly string[];
  /** Bake targets and compose services that its builds take for named contexts. */
  readonly labels: readonly string[];
}

/** The bases that a Dockerfile and its builds name, among the images of this repo. `text` is read where it matters. */
export function namedBases(
  claims: readonly Claim[],
  names: OwnNames,
  text: () => string | undefined,
): NamedBases {
  const contexts = claims.flatMap((claim) => Object.values(claim.contexts));
  const labels = contexts.flatMap((value) => /^(?:target|service):(.+)$/.exec(value)?.[1] ?? []);
  if (!hasOwnNames(names)) return { words: [], labels };
  const { references, arguments: defaults } = wordsOf(text() ?? "");
  const isOwn = (reference: string) =>
    reference.includes("$") ||
    names.tags.has(fullReference(reference)) ||
    ownImageName(reference, names.policy.registries) !== undefined;
  const own = [...references, ...contexts.map((value) => value.replace(/^docker-image:\/\//, ""))].filter(
    isOwn,
  );
  const given = claims.flatMap(({ args }) => Object.values(args).flatMap((value) => value ?? []));
  const all = own.some((reference) => reference.includes("$")) ? [...own, ...defaults, ...given] : own;
  return { words: all.flatMap((each) => each.match(/[\w.-]+/g) ?? []), labels };
}

/** By what references of this repo's images are known: its own registries, and the names that files give to builds. */
export interface OwnNames {
  readonly policy: Policy;
  readonly tags: BuildSurvey["tags"];
}

/** Whether a reference may mean an image of this repo at all. */
export function hasOwnNames({ policy, tags }: OwnNames): boolean {
  return tags.size > 0 || Object.values(policy.registries).includes(".");
}

/** What the repo's files say of each Dockerfile. */
export function claimsByDockerfile(survey: BuildSurvey): (dockerfile: string) => readonly Claim[] {
  const found = new Map<string, Claim[]>();
  for (const claim of survey.sources.flat()) {
    const same = found.get(claim.dockerfile);
    if (same === undefined) found.set(claim.dockerfile, [claim]);
    else same.push(claim);
  }
  return (dockerfile) => found.get(dockerfile) ?? [];
}
