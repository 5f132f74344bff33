/** The context of a Dockerfile that nothing in the repo builds: the nearest folder that holds what it copies. */
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Place, SourceFile } from "../../source.ts";
import { isGlob } from "../container-path.ts";
import type { Fact } from "../fact.ts";
import { known, unknown } from "../fact.ts";
import { joinRepoPath } from "../repo/path.ts";
import { type ContextSource, contextSources } from "./context-sources.ts";
import type { SourceTest } from "./source-test.ts";

const settle = "set the context under builds: in .github/keelcheck.yml, or name built files under generated:";

/** A context that no file says. */
export interface GuessedContext {
  readonly context: Fact<string>;
  /** Whether a source shows it: one that is in this folder and in no nearer one. */
  readonly proved: boolean;
  /** Paths of sources that no folder of the repo can hold as a context: the guess leaves them out. */
  readonly absent: readonly string[];
}

/** How a Dockerfile is built, as far as anything says so. */
export interface GuessInput {
  readonly target?: string | undefined;
  readonly args: Readonly<Record<string, string | null>>;
  readonly exists: SourceTest;
  /** Something builds it that cannot be read: what is nowhere may be made by that. */
  readonly unread?: boolean;
}

/** The nearest folder from the Dockerfile's own up to the repo's root under which every source exists. */
export function defaultContext(
  dockerfile: Dockerfile,
  { target, args, exists, unread = false }: GuessInput,
): GuessedContext {
  const { file } = dockerfile;
  const all = contextSources(dockerfile, target, args);
  const folders = foldersUp(file);
  const [own = ""] = folders;
  const lost = unread ? [] : absentSources(all, folders, exists);
  const sources = all.filter((source) => !lost.includes(source));
  const absent = lost.map(({ path }) => path);
  const holds = (folder: string, path: string) =>
    exists.isIn(folder, path) && !isOwnFolder(own, folder, path);
  const missing = folders.map((folder) => sources.find(({ path }) => !exists.isIn(folder, path)));
  const index = missing.indexOf(undefined);
  const found = folders[index];
  const nearer = folders.slice(0, Math.max(0, index));
  const shows = ({ path }: ContextSource) =>
    found !== undefined &&
    path !== "" &&
    holds(found, path) &&
    folders.every((folder) => folder === found || !exists.isIn(folder, path));
  const isShown = sources.some(shows);
  const isRuledOut = (folder: string) =>
    found !== undefined && sources.some(({ path }) => holds(found, path) && !exists.isIn(folder, path));
  if (found !== undefined && nearer.every(isRuledOut))
    return { context: known(found, firstPlace(dockerfile, sources)), proved: isShown, absent };
  // What is in none of the folders is the better proof than what the nearest one happens to lack.
  const nowhere = sources.find(({ path }) => folders.every((folder) => !holds(folder, path)));
  const blamed = nowhere ?? missing[0];
  const at: Place = blamed === undefined ? { file } : { file, span: blamed.word.span };
  const place = nowhere === undefined ? shown(own) : "any of them";
  const why = `no folder from ${shown(own)} up to the repo root holds every COPY source: "${blamed?.word.raw}" is not in ${place}`;
  const context = unknown(
    {
      key: `context without ${blamed?.word.raw}`,
      why: own === "" ? `the repo root does not hold the COPY source "${blamed?.word.raw}"` : why,
    },
    at,
    settle,
  );
  return { context, proved: false, absent };
}

/**
 * Sources that are in no folder that may be the context, where the others, or that there are none, show that it is one of
 * this repo's. Of a Dockerfile of which nothing is here the context is another repo.
 */
function absentSources(
  sources: readonly ContextSource[],
  folders: readonly string[],
  exists: SourceTest,
): readonly ContextSource[] {
  const [own = ""] = folders;
  const isHere = (path: string) => folders.some((folder) => exists.isIn(folder, path));
  const isShown = ({ path }: ContextSource) => (path === "" ? exists.isFilled(own) : isHere(path));
  if (sources.length > 1 && !sources.some(isShown)) return [];
  return sources.filter(
    ({ path }) => !isHere(path) && !isGlob(path) && !mayBeBuilt(path, isHere) && !exists.isElsewhere(path),
  );
}

// What a build leaves behind may be made before the image is, whether git knows of it or not.
const BUILT_FOLDER =
  /^(?:.*\/)?(?:target|build|dist|out|bin|obj|publish|release|artifacts?|vendor|node_modules|\.next)(?=\/|$)/i;
const BUILT_FILE = /\.(?:jar|war|ear|whl|gem|deb|rpm|apk|exe|dll|so|zip|tar|tgz|gz|bz2|xz|zst)$/i;

/** A file that is not in its `bin/` beside others is no more built than they are. */
function mayBeBuilt(path: string, isHere: (path: string) => boolean): boolean {
  const [folder] = BUILT_FOLDER.exec(path) ?? [];
  return BUILT_FILE.test(path) || (folder !== undefined && !isHere(folder));
}

/** `COPY ./web` in a folder called web may mean a file that is built there: that the folder exists shows nothing. */
function isOwnFolder(own: string, folder: string, path: string): boolean {
  return !path.includes("/") && joinRepoPath(folder, path) === own;
}

function shown(folder: string): string {
  return folder === "" ? "the repo root" : folder;
}

function firstPlace({ file, stages }: Dockerfile, [source]: readonly ContextSource[]): Place {
  const span = source?.word.span ?? stages.at(-1)?.from.span;
  return span === undefined ? { file } : { file, span };
}

function foldersUp({ path }: SourceFile): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join("/")), ""];
}
