/** The context of a Dockerfile that nothing in the repo builds: the nearest folder that holds what it copies. */
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import { generatedMatcher } from "../../policy/globs.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place, SourceFile } from "../../source.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { globExpression, isGlob } from "../container-path.ts";
import type { Fact } from "../fact.ts";
import { known, unknown } from "../fact.ts";
import { joinRepoPath } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";
import { type ContextSource, contextSources } from "./context-sources.ts";

/** Whether a source of COPY exists in a context, or will once what the repo leaves out is built. */
export type SourceTest = (context: string, source: string) => boolean;

const settle = "set the context under builds: in .github/keelcheck.yml, or name built files under generated:";

/** The test for one tree: files, folders, globs, what git ignores, what the policy calls generated. */
export function sourceTest(tree: RepoTree, workspace: Workspace, policy: Policy): SourceTest {
  const generated = generatedMatcher(policy);
  // Many Dockerfiles ask for the same files of the repo's root.
  const asked = new Map<string, boolean>();
  const isThere = (path: string): boolean => {
    const before = asked.get(path);
    if (before !== undefined) return before;
    // BuildKit lets a pattern match nothing: `yarn.lock*` asks for the file only if it is there.
    const found = isGlob(path)
      ? globFinds(tree, path) || /[*?]$/.test(path)
      : tree.match(path).length > 0 || throughLink(tree, path);
    asked.set(path, found);
    return found;
  };
  return (context, source) => {
    const path = joinRepoPath(context, source);
    if (path === undefined) return false;
    return path === context || isThere(path) || workspace.ignored(path) || generated(path, context);
  };
}

// Only what lies below the glob's folder is looked at: a walk from the root would see all images for each of them.
function globFinds(tree: RepoTree, pattern: string): boolean {
  const depth = pattern.split("/").length;
  const expression = globExpression(pattern);
  const cut = (path: string) => path.split("/").slice(0, depth).join("/");
  return tree.under(globFolder(pattern)).some(({ path }) => expression.test(cut(path)));
}

function globFolder(pattern: string): string {
  const parts = pattern.split("/");
  return parts.slice(0, parts.findIndex(isGlob)).join("/");
}

// What lies behind a link or in a submodule is not in the list.
function throughLink(tree: RepoTree, path: string): boolean {
  for (let cut = path.indexOf("/"); cut >= 0; cut = path.indexOf("/", cut + 1)) {
    const kind = tree.entry(path.slice(0, cut))?.kind;
    if (kind === "link" || kind === "submodule") return true;
  }
  return false;
}

/** A context that no file says. */
export interface GuessedContext {
  readonly context: Fact<string>;
  /** Whether a source shows it: one that is in this folder and in no nearer one. */
  readonly proved: boolean;
}

/** The nearest folder from the Dockerfile's own up to the repo's root under which every source exists. */
export function defaultContext(
  dockerfile: Dockerfile,
  {
    target,
    args,
    exists,
  }: {
    readonly target?: string | undefined;
    readonly args: Readonly<Record<string, string | null>>;
    readonly exists: SourceTest;
  },
): GuessedContext {
  const { file } = dockerfile;
  const sources = contextSources(dockerfile, target, args);
  const folders = foldersUp(file);
  const [own = ""] = folders;
  const holds = (folder: string, path: string) => exists(folder, path) && !isOwnFolder(own, folder, path);
  const missing = folders.map((folder) => sources.find(({ path }) => !exists(folder, path)));
  const index = missing.indexOf(undefined);
  const found = folders[index];
  const nearer = folders.slice(0, Math.max(0, index));
  const shows = ({ path }: ContextSource) =>
    found !== undefined &&
    path !== "" &&
    holds(found, path) &&
    folders.every((folder) => folder === found || !exists(folder, path));
  const isShown = sources.some(shows);
  const isRuledOut = (folder: string) =>
    found !== undefined && sources.some(({ path }) => holds(found, path) && !exists(folder, path));
  if (found !== undefined && nearer.every(isRuledOut))
    return { context: known(found, firstPlace(dockerfile, sources)), proved: isShown };
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
  return { context, proved: false };
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
