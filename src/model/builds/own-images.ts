/** By which words the images of this repo are named, and which of them a Dockerfile may be built on. */
import type { Policy } from "../../policy/policy.ts";
import { baseName } from "../container-path.ts";
import { ownImageName, parseReference } from "../stock/references.ts";
import { wordsOf } from "./dockerfile-glance.ts";
import type { BuildSurvey, Claim } from "./types.ts";

/** Every word that may name an image of a Dockerfile: as image-names.ts makes them, and what its builds are called. */
export function imageWords(dockerfile: string, folder: string, claims: readonly Claim[]): readonly string[] {
  const inside = folder === "" ? dockerfile : dockerfile.slice(folder.length + 1);
  const parts = inside.split("/");
  const file = parts.pop() ?? "";
  const own = /^(?:docker|container)file(?:\.(.+))?$/i.exec(file);
  const ofFile = own === null ? file.replace(/\.(docker|container)file$/i, "") : (own[1] ?? "");
  const said = claims.flatMap(({ label, name, target }) => [label, name, target]);
  const tagged = claims.flatMap(({ tags }) => tags.map((tag) => baseName(parseReference(tag).repository)));
  const all = [...tagged, baseName(folder), ...parts, ofFile, ...said.map((word) => baseName(word ?? ""))];
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
  policy: Policy,
  text: () => string | undefined,
): NamedBases {
  const contexts = claims.flatMap((claim) => Object.values(claim.contexts));
  const labels = contexts.flatMap((value) => /^(?:target|service):(.+)$/.exec(value)?.[1] ?? []);
  if (!hasOwnRegistry(policy)) return { words: [], labels };
  const { references, arguments: defaults } = wordsOf(text() ?? "");
  const isOwn = (reference: string) =>
    reference.includes("$") || ownImageName(reference, policy.registries) !== undefined;
  const own = [...references, ...contexts.map((value) => value.replace(/^docker-image:\/\//, ""))].filter(
    isOwn,
  );
  const given = claims.flatMap(({ args }) => Object.values(args).flatMap((value) => value ?? []));
  const all = own.some((reference) => reference.includes("$")) ? [...own, ...defaults, ...given] : own;
  return { words: all.flatMap((each) => each.match(/[\w.-]+/g) ?? []), labels };
}

/** Whether the policy says of a registry that it holds this repo's images. */
export function hasOwnRegistry({ registries }: Policy): boolean {
  return Object.values(registries).includes(".");
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
