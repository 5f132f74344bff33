/** The context of a Dockerfile that nothing in the repo builds: the nearest folder that holds what it copies. */
import type { Dockerfile, DockerStage, Instruction, Word } from "../../parsers/dockerfile/parse.ts";
import { expandWord } from "../../parsers/expand.ts";
import { generatedMatcher } from "../../policy/globs.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place, SourceFile } from "../../source.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { globExpression, isGlob, resolvePath } from "../container-path.ts";
import type { Fact } from "../fact.ts";
import { known, unknown } from "../fact.ts";
import { joinRepoPath } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";

/** Whether a source of COPY exists in a context, or will once what the repo leaves out is built. */
export type SourceTest = (context: string, source: string) => boolean;

interface Source {
  /** Without a leading `/` or `../`, which Docker cuts off at the context. */
  readonly path: string;
  readonly word: Word;
}

const settle = "say the context in builds: of .github/keelcheck.yml, or name built files under generated:";

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

/** The nearest folder from the Dockerfile's own up to the repo's root under which every source exists. */
export function defaultContext(
  dockerfile: Dockerfile,
  target: string | undefined,
  exists: SourceTest,
): Fact<string> {
  const { file } = dockerfile;
  const sources = contextSources(dockerfile, target);
  const folders = foldersUp(file);
  const missing = folders.map((folder) => sources.find(({ path }) => !exists(folder, path)));
  const found = folders.find((_, index) => missing[index] === undefined);
  const [own = ""] = folders;
  if (found !== undefined) return known(found, firstPlace(dockerfile, sources));
  // What is in none of the folders is the better proof than what the nearest one happens to lack.
  const nowhere = sources.find(({ path }) => folders.every((folder) => !exists(folder, path)));
  const blamed = nowhere ?? missing[0];
  const at: Place = blamed === undefined ? { file } : { file, span: blamed.word.span };
  const place = nowhere === undefined ? shown(own) : "any of them";
  const why = `no folder from ${shown(own)} up to the repo root holds every COPY source: "${blamed?.word.raw}" is not in ${place}`;
  return unknown(
    own === "" ? `the repo root does not hold the COPY source "${blamed?.word.raw}"` : why,
    at,
    settle,
  );
}

function shown(folder: string): string {
  return folder === "" ? "the repo root" : folder;
}

function firstPlace({ file, stages }: Dockerfile, [source]: readonly Source[]): Place {
  const span = source?.word.span ?? stages.at(-1)?.from.span;
  return span === undefined ? { file } : { file, span };
}

function foldersUp({ path }: SourceFile): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join("/")), ""];
}

/** Sources of COPY and ADD that come from the context, in the stages that the target needs. */
function contextSources(dockerfile: Dockerfile, target: string | undefined): readonly Source[] {
  return neededStages(dockerfile, target).flatMap((stage) =>
    stage.instructions.flatMap((instruction) => sourcesOf(instruction, dockerfile.escape)),
  );
}

function sourcesOf({ keyword, flags, words }: Instruction, escapeChar: "\\" | "`"): readonly Source[] {
  if (keyword !== "COPY" && keyword !== "ADD") return [];
  if (flags.some((flag) => flag.name === "from")) return [];
  return words.slice(0, -1).flatMap((word) => {
    if (/^<<-?["']?\w/.test(word.raw) || /^(?:[a-z][a-z+.-]*:\/\/|git@)/i.test(word.raw)) return [];
    const expanded = expandWord(word.raw, () => ({ unresolved: true }), escapeChar);
    if (!("value" in expanded) || expanded.value === "") return [];
    return [{ path: resolvePath("/", expanded.value).slice(1), word }];
  });
}

/** The stages that BuildKit builds for a target: its own chain, and what they copy or mount from. */
function neededStages({ stages }: Dockerfile, target: string | undefined): readonly DockerStage[] {
  const wanted = target === undefined ? stages.at(-1) : stageNamed(stages, target);
  const needed = new Set<DockerStage>();
  const open = [wanted ?? stages.at(-1)];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (needed.has(stage)) continue;
    needed.add(stage);
    const before = stages.slice(0, stage.index);
    for (const name of referencesOf(stage)) open.push(stageNamed(before, name));
  }
  return stages.filter((stage) => needed.has(stage));
}

function referencesOf({ base, instructions }: DockerStage): readonly string[] {
  const flags = instructions.flatMap((instruction) => instruction.flags);
  return [
    base.raw,
    ...flags.flatMap(({ name, value }) => (name === "from" && value !== undefined ? [value.raw] : [])),
    ...flags.flatMap(({ name, value }) =>
      name === "mount" ? (/(?:^|,)from=([^,]+)/.exec(value?.raw ?? "")?.slice(1) ?? []) : [],
    ),
  ];
}

function stageNamed(stages: readonly DockerStage[], name: string): DockerStage | undefined {
  const wanted = name.toLowerCase();
  return (
    stages.findLast((stage) => stage.alias?.raw.toLowerCase() === wanted) ??
    (/^\d+$/.test(name) ? stages[Number(name)] : undefined)
  );
}
