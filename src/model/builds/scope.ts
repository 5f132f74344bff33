import type { Policy } from "../../policy/policy.ts";
import type { ParsedBuildFiles } from "./files.ts";
import { claimsByDockerfile, imageWords, namedBases } from "./own-images.ts";
import type { Build, BuildSurvey, Claim } from "./types.ts";

/** The part of a fleet that is asked for; what it is built on is read besides. */
export interface FleetScope {
  /** Paths of the image folders whose images are asked for. */
  readonly folders: ReadonlySet<string>;
  /** Whether a path outside of these folders is asked for too. */
  readonly covers: (path: string) => boolean;
  /** Whether the change touches, at either end, a path or something below it. */
  readonly touches: (path: string) => boolean;
  /** Whether a bake, compose or workflow file can say something of these images. */
  readonly reads: (path: string) => boolean;
  /** Those that were parsed already. */
  readonly parsed: ParsedBuildFiles;
}

/** Whether findings and facts of an image, or at a path, are asked for. */
export interface Asks {
  readonly image: (image: { readonly build: Build }) => boolean;
  readonly path: (path: string) => boolean;
}

/** What is asked for in a scope; everything without one. A path belongs to the nearest image folder that holds it. */
export function asksOf(
  scope: FleetScope | undefined,
  folderOf: (dockerfile: string) => string,
  isImageFolder: (path: string) => boolean,
): Asks {
  if (scope === undefined) return { image: () => true, path: () => true };
  const nearest = (path: string) => nearestFolder(path, isImageFolder);
  const isAsked = (folder: string | undefined) => folder !== undefined && scope.folders.has(folder);
  return {
    image: ({ build }) => scope.folders.has(folderOf(build.dockerfile)),
    path: (path) => scope.covers(path) || isAsked(nearest(path)),
  };
}

/** The folders that hold a path, the nearest first, "" last. */
export function foldersOf(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf("/"); end >= 0; end = path.lastIndexOf("/", end - 1)) {
    folders.push(path.slice(0, end));
    if (end === 0) break;
  }
  return [...folders, ""];
}

/** The nearest folder that holds a path and that the test takes; "" is asked last. */
export function nearestFolder(path: string, test: (folder: string) => boolean): string | undefined {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const folder = path.slice(0, end);
    if (test(folder)) return folder;
  }
  return test("") ? "" : undefined;
}

/** What is needed to find the images that others are built on. */
export interface BasesInput {
  readonly survey: BuildSurvey;
  readonly policy: Policy;
  readonly folderOf: (dockerfile: string) => string;
  /** The text of a Dockerfile; `undefined` when it cannot be read. */
  readonly textOf: (dockerfile: string) => string | undefined;
}

/** The Dockerfiles of a scope, and those of the repo that they are built on; rather one too many than one too few. */
export function readDockerfiles(scope: FleetScope, input: BasesInput): ReadonlySet<string> {
  const { survey, folderOf, policy, textOf } = input;
  const claimsOf = claimsByDockerfile(survey);
  let named: ReturnType<typeof byWord> | undefined;
  const found = new Set(survey.dockerfiles.filter((path) => scope.folders.has(folderOf(path))));
  // A set hands out what is added while it is walked.
  for (const path of found) {
    const { words, labels } = namedBases(claimsOf(path), { policy, tags: survey.tags }, () => textOf(path));
    for (const label of labels) for (const base of labelled(label, survey)) found.add(base);
    if (words.length > 0) named ??= byWord(survey, folderOf, claimsOf);
    for (const word of words) for (const base of named?.get(word) ?? []) found.add(base);
  }
  return found;
}

function labelled(wanted: string, { sources }: BuildSurvey): readonly string[] {
  return sources.flat().flatMap(({ label, dockerfile }) => (label === wanted ? [dockerfile] : []));
}

function byWord(
  { dockerfiles, linkedFolders }: BuildSurvey,
  folderOf: (dockerfile: string) => string,
  claimsOf: (dockerfile: string) => readonly Claim[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const path of dockerfiles) {
    for (const word of imageWords({
      dockerfile: path,
      folder: folderOf(path),
      claims: claimsOf(path),
      linkedFolders,
    })) {
      const same = found.get(word);
      if (same === undefined) found.set(word, [path]);
      else same.push(path);
    }
  }
  return found;
}
