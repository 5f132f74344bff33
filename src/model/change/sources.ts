/** Which Dockerfiles take in a changed file or a touched image, by a look at their texts. */
import type { Policy } from "../../policy/policy.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { wordsOf } from "../builds/dockerfile-glance.ts";
import { hasOwnNames, imageWords, namedBases } from "../builds/own-images.ts";
import { foldersOf } from "../builds/scope.ts";
import type { BuildSurvey, Claim } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";

/** A tree, what its files say of builds, and what was changed in it. */
export interface Takes {
  /** Changed paths, made by `withFolders`. */
  readonly changed: ReadonlySet<string>;
  readonly survey: BuildSurvey;
  readonly tree: RepoTree;
  readonly workspace: Workspace;
  readonly policy: Policy;
  readonly claimsOf: (dockerfile: string) => readonly Claim[];
  readonly folderOf: (dockerfile: string) => string;
}

/** Changed paths with every folder that holds one: what a COPY source is looked up in. */
export function withFolders(changed: Iterable<string>): ReadonlySet<string> {
  return new Set([...changed].flatMap((path) => [path, ...foldersOf(path)]));
}

/**
 * Dockerfiles whose COPY sources hold a changed path. `loose` are those that lie in no image folder: for them every
 * Dockerfile is looked at, else only those that are built from a wider context.
 */
export function brings(loose: readonly string[], takes: Takes): readonly string[] {
  const { survey, claimsOf } = takes;
  const isWide = (path: string) =>
    contextsOf(claimsOf(path)).some((context) => !isWithinFolder(context, path));
  const looked = loose.length > 0 ? survey.dockerfiles : survey.dockerfiles.filter(isWide);
  const ignoring = loose.some((path) => baseName(path) === ".gitignore");
  return looked.filter((path) => takesIn(path, takes, ignoring));
}

/**
 * Dockerfiles that are built on an image of one of those given, on an image of such a one, and so on, or that copy a
 * changed path of its folder. Those that `isTouched` tells are not handed out again.
 */
export function heirsOf(
  first: readonly string[],
  takes: Takes,
  isTouched: (dockerfile: string) => boolean,
): readonly string[] {
  const found = new Set<string>();
  for (let bases = first; bases.length > 0; ) {
    const next = directHeirs(bases, takes).filter((path) => !found.has(path) && !isTouched(path));
    for (const path of next) found.add(path);
    bases = next;
  }
  return [...found];
}

function directHeirs(bases: readonly string[], takes: Takes): readonly string[] {
  const { claimsOf, folderOf, policy } = takes;
  const { linkedFolders, tags } = takes.survey;
  const words = new Set(
    bases.flatMap((path) =>
      imageWords({ dockerfile: path, folder: folderOf(path), claims: claimsOf(path), linkedFolders }),
    ),
  );
  const folders = new Set(bases.map((path) => baseName(folderOf(path))).filter((name) => name !== ""));
  const wanted = hasOwnNames({ policy, tags }) ? words : folders;
  const labelled = new Set(labelsOf(words, takes.survey));
  return naming([...wanted], labelled, takes).filter((path) => {
    if (labelled.has(path)) return true;
    const bases = namedBases(claimsOf(path), { policy, tags }, () => textAt(path, takes));
    return bases.words.some((word) => words.has(word)) || takesIn(path, takes);
  });
}

/** Dockerfiles whose text or whose build arguments may hold one of the words, and the labelled ones. */
function naming(words: readonly string[], labelled: ReadonlySet<string>, takes: Takes): readonly string[] {
  const { workspace, survey, claimsOf } = takes;
  if (words.length === 0) return [...labelled];
  const found = workspace.search?.(words, { names: SEARCHED, words: true });
  const holding = found && new Set(found);
  const isSearched = (path: string) =>
    holding !== undefined && /dockerfile|containerfile/i.test(baseName(path));
  const isNaming = (path: string) =>
    isSearched(path) ? holding?.has(path) === true : holdsOne(words, textAt(path, takes));
  const isGiven = (path: string) => claimsOf(path).some(({ args }) => Object.keys(args).length > 0);
  return survey.dockerfiles.filter((path) => labelled.has(path) || isNaming(path) || isGiven(path));
}

const SEARCHED = ["*dockerfile*", "*containerfile*"];

function holdsOne(words: readonly string[], text: string | undefined): boolean {
  return text !== undefined && words.some((word) => text.includes(word));
}

function textAt(path: string, { workspace }: Pick<Takes, "workspace">): string | undefined {
  const content = workspace.read(path);
  return content !== undefined && "text" in content ? content.text : undefined;
}

/** Dockerfiles whose named contexts lead to a build of one of the words, or to a folder of that name. */
function labelsOf(words: ReadonlySet<string>, survey: BuildSurvey): readonly string[] {
  return survey.sources.flat().flatMap(({ contexts, dockerfile }) => {
    const named = Object.values(contexts).flatMap((context) => context.match(/[\w.-]+/g) ?? []);
    return named.some((word) => words.has(word)) ? [dockerfile] : [];
  });
}

function contextsOf(claims: readonly Claim[]): readonly string[] {
  return claims.flatMap(({ context }) => (context?.known === true ? [context.value] : []));
}

/** Whether a context is the Dockerfile's own folder or lies below it. */
function isWithinFolder(context: string, dockerfile: string): boolean {
  const own = folderOfFile(dockerfile);
  return own === "" || context === own || context.startsWith(`${own}/`);
}

/** Whether a Dockerfile takes in a changed path; `ignoring`: or has a source that only an ignore file explains. */
function takesIn(path: string, takes: Takes, ignoring = false): boolean {
  const sources = wordsOf(textAt(path, takes) ?? "").sources;
  if (sources.length === 0) return false;
  const declared = contextsOf(takes.claimsOf(path));
  const contexts = declared.length > 0 ? declared : likelyContexts(path, sources, takes);
  const isMissing = (source: string) => !contexts.some((context) => isThere(context, source, takes));
  if (ignoring && sources.some(isMissing)) return true;
  return contexts.some((context) =>
    [".dockerignore", ...sources.map(fixedPart)].some((source) => {
      const at = joinRepoPath(context, source);
      return at !== undefined && takes.changed.has(at);
    }),
  );
}

/** The nearest folder that holds every source, as a build without a declared context takes it; all of them where none does. */
function likelyContexts(path: string, sources: readonly string[], takes: Takes): readonly string[] {
  const folders = foldersOf(path);
  const found = folders.find((folder) => sources.every((source) => isThere(folder, source, takes)));
  return found === undefined ? folders : [found];
}

/** As builds-context.ts asks: a pattern that ends in a wildcard may match nothing. */
function isThere(context: string, source: string, { tree }: Takes): boolean {
  const isPattern = /[*?[]/.test(source) && !source.includes("$");
  if (isPattern && /[*?]$/.test(source)) return true;
  const at = joinRepoPath(context, isPattern ? source : fixedPart(source));
  return at !== undefined && (at === "" || tree.match(at).length > 0);
}

/** What stands before the first glob or variable, whole folders only. */
function fixedPart(source: string): string {
  const cut = source.search(/[*?[$]/);
  const fixed = cut < 0 ? source : source.slice(0, source.lastIndexOf("/", cut) + 1);
  return fixed === "." ? "" : fixed.replace(/\/$/, "");
}
