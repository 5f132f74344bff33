import type { Instruction, Word } from "../../parsers/dockerfile/parse.ts";
import type { Place } from "../../source.ts";
import { baseName, isBelow, isGlob, isWithin, resolvePath } from "../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import { type FileLayer, putLayer } from "../files/layers.ts";
import { type ModeChange, readMode } from "../files/modes.ts";
import type { ContainerFiles, Owner } from "../files/types.ts";
import { joinRepoPath } from "../repo/path.ts";
import type { Repo } from "../repo/tree.ts";
import { noticeAccountFiles } from "./apply-accounts.ts";
import { loginGroup, ownerWith } from "./apply-owners.ts";
import { foreignLayers } from "./copy-from.ts";
import { EXCLUDED, FETCHED, hide, intoTarget, type Target, targetOf } from "./copy-target.ts";
import { heredocFile } from "./heredocs.ts";
import type { CopySource, Stage } from "./image.ts";
import { repoFile, type Stamp } from "./repo-files.ts";
import { placeOf, type State, wordPlace } from "./state.ts";
import { resolveWord } from "./variables.ts";

/** Where COPY takes its sources from. */
export interface CopyOrigin {
  readonly repo: Repo;
  readonly context: Fact<string>;
  /** Whether the build context leaves a path out; the path is relative to the context. */
  readonly dockerignored: (path: string) => boolean;
  /** The files of the stage, image or named context that `--from` names. */
  readonly other: (
    name: string,
  ) => { readonly files: ContainerFiles } | { readonly folder: string } | Unknown;
}

/** Applies COPY or ADD: adds the layers that it makes and the record that rules read. */
export function applyCopy(state: State, instruction: Instruction, stage: Stage, origin: CopyOrigin): void {
  const words = instruction.words;
  const targetWord = words.at(-1);
  if (targetWord === undefined || words.length < 2) return;
  const from = flagValue(state, instruction, "from");
  const target = targetOf(state, targetWord, words.length > 2);
  const stamp: Stamp = {
    owner: ownerOf(state, instruction),
    mode: modeOf(state, instruction),
    at: placeOf(state, instruction.span),
  };
  const sources = words
    .slice(0, -1)
    .map((word) => applySource({ state, instruction, word, target, stamp, origin, from }));
  for (const { kind, files } of sources) {
    const paths = kind === "context" ? files.map(({ container }) => container) : [target.path];
    if (target.fact.known) for (const path of paths) noticeAccountFiles(state, path, stamp.at);
  }
  state.copies.push({
    instruction,
    at: stamp.at,
    stage,
    inFinalChain: true,
    ...(from === undefined ? {} : { from: from.known ? from.value : "" }),
    target: target.fact,
    targetPlace: wordPlace(state, targetWord),
    sources,
    owner: stamp.owner,
  });
}

interface SourceInput {
  readonly state: State;
  readonly instruction: Instruction;
  readonly word: Word;
  readonly target: Target;
  readonly stamp: Stamp;
  readonly origin: CopyOrigin;
  readonly from: Fact<string> | undefined;
}

interface FolderCopy {
  /** Repo path or glob. */
  readonly path: string;
  /** The build context's folder. */
  readonly context: string;
  readonly dockerignored: (path: string) => boolean;
}

function applySource(input: SourceInput): CopySource {
  const { state, instruction, word, target, stamp, origin, from } = input;
  const at = wordPlace(state, word);
  const heredoc = instruction.heredocs.find(({ span }) => span.start === word.span.start);
  const pattern = resolveWord(state, word);
  const record = { pattern: word.raw, at, files: [], dockerignored: false } as const;
  if (heredoc !== undefined) {
    const path = intoTarget(target, heredoc.name);
    if (target.fact.known) state.layers.push(putLayer([heredocFile(state, heredoc, path, stamp)]));
    return { ...record, path: known(path, at), kind: "heredoc" };
  }
  // Variables are put in before ADD looks whether it is an address.
  const written = pattern.known ? pattern.value : word.raw;
  if (/^(https?|ftp):\/\/|^git@|\.git(#|$)/.test(written) && instruction.keyword === "ADD") {
    const why = { key: `ADD ${word.raw}`, why: `ADD fetches ${word.raw}, which is not in the repo` };
    hide(state, target, unknown(why, at));
    return { ...record, path: unknown(FETCHED, at), kind: "url" };
  }
  if (from !== undefined) return applyForeign(input, pattern, at);
  const exclude = instruction.flags.find(({ name }) => name === "exclude");
  const path =
    exclude === undefined
      ? contextPath(origin.context, pattern, at)
      : unknown(EXCLUDED, { file: state.file, span: exclude.span });
  if (!path.known) {
    hide(state, target, path);
    return { ...record, path, kind: "context" };
  }
  const context = origin.context.known ? origin.context.value : "";
  const { dockerignored } = origin;
  return {
    ...record,
    ...copyFromFolder(input, { path: path.value, context, dockerignored }),
    path,
    kind: "context",
  };
}

function contextPath(context: Fact<string>, pattern: Fact<string>, at: Place): Fact<string> {
  if (!pattern.known) return pattern;
  if (!context.known) return context;
  // Docker keeps `..` inside the context: /../x is /x.
  const inside = resolvePath("/", pattern.value).slice(1);
  return known(joinRepoPath(context.value, inside) ?? inside, at);
}

/** Copies what a repo path or glob names. */
function copyFromFolder(
  { state, target, stamp, origin, word, instruction }: SourceInput,
  { path, context, dockerignored }: FolderCopy,
): Pick<CopySource, "files" | "dockerignored"> {
  const { tree } = origin.repo;
  const relative = (repoPath: string) => (context === "" ? repoPath : repoPath.slice(context.length + 1));
  const leftOut = (repoPath: string) => repoPath !== context && dockerignored(relative(repoPath));
  const matched = tree.match(path);
  const kept = matched.filter((found) => tree.isFolder(found) || !leftOut(found));
  if (kept.length === 0 || !target.fact.known) {
    const why = { key: `not in the repo ${word.raw}`, why: `${word.raw} is not in the repo` };
    hide(state, target, target.fact.known ? unknown(why, wordPlace(state, word)) : target.fact);
    return { files: [], dockerignored: kept.length === 0 && matched.length > 0 };
  }
  const parents = instruction.flags.some(({ name }) => name === "parents");
  const into: Target = { ...target, folder: target.folder || kept.length > 1 || isGlob(path) || parents };
  const files = kept.flatMap((found) => {
    const stem = parents ? resolvePath(target.path, relative(found)) : undefined;
    if (tree.isFolder(found))
      return copyFolder(state, { origin, stamp, leftOut }, found, stem ?? target.path);
    const container = stem ?? intoTarget(into, baseName(found));
    return copyFile(state, { origin, stamp, word, archive: instruction.keyword === "ADD" }, found, container);
  });
  return { files, dockerignored: false };
}

function copyFile(
  state: State,
  { origin, stamp, word, archive }: { origin: CopyOrigin; stamp: Stamp; word: Word; archive: boolean },
  path: string,
  container: string,
): CopySource["files"] {
  if (archive && /\.(tar|tgz|tar\.\w+|txz|tbz2?)$/.test(path)) {
    const into = { fact: known(container, stamp.at), path: container, folder: true };
    const why = `ADD unpacks ${word.raw}, which is not read`;
    hide(state, into, unknown({ key: `ADD ${word.raw}`, why }, wordPlace(state, word)));
    return [];
  }
  state.layers.push(putLayer([repoFile(origin.repo, path, container, stamp)]));
  return [{ path, container }];
}

function copyFolder(
  state: State,
  { origin, stamp, leftOut }: { origin: CopyOrigin; stamp: Stamp; leftOut: (path: string) => boolean },
  folder: string,
  target: string,
): CopySource["files"] {
  const { tree } = origin.repo;
  const inside = (path: string) => (folder === "" ? path : path.slice(folder.length + 1));
  const container = (path: string) => resolvePath(target, inside(path));
  const layer: FileLayer = {
    at: (path) => {
      if (!isBelow(path, target)) return undefined;
      const rest = target === "/" ? path.slice(1) : path.slice(target.length + 1);
      const repoPath = folder === "" ? rest : `${folder}/${rest}`;
      if (leftOut(repoPath) || tree.entry(repoPath) === undefined) return undefined;
      return repoFile(origin.repo, repoPath, path, stamp);
    },
    *below(asked) {
      if (!isWithin(target, asked) && !isBelow(asked, target)) return;
      const start = isBelow(asked, target)
        ? `${folder}${folder === "" ? "" : "/"}${asked.slice(target === "/" ? 1 : target.length + 1)}`
        : folder;
      for (const { path } of tree.under(start)) if (!leftOut(path)) yield container(path);
    },
  };
  state.layers.push(layer);
  // Listing all that lies below is for rules on COPY alone; a whole repo is not listed for each image.
  return tree
    .under(folder)
    .slice(0, 2000)
    .filter(({ path }) => !leftOut(path))
    .map(({ path }) => ({ path, container: container(path) }));
}

/** `COPY --from`: the files of another stage, image or named context. */
function applyForeign(input: SourceInput, pattern: Fact<string>, at: Place): CopySource {
  const { state, target, stamp, origin, from, word } = input;
  const record = { pattern: word.raw, at, files: [], dockerignored: false, kind: "stage" } as const;
  const other = from?.known
    ? origin.other(from.value)
    : (from ?? unknown({ key: "--from", why: "--from is empty" }, at));
  if ("folder" in other && pattern.known && target.fact.known) {
    const path = joinRepoPath(other.folder, pattern.value.replace(/^\/+/, "")) ?? "";
    const copied = copyFromFolder(input, { path, context: other.folder, dockerignored: () => false });
    return { ...record, ...copied, path: known(path, at), kind: "context" };
  }
  if (!pattern.known || !target.fact.known || !("files" in other)) {
    const why = !pattern.known ? pattern : !target.fact.known ? target.fact : (other as Unknown);
    hide(state, target, why, stamp);
    return { ...record, path: why, kind: "image" };
  }
  for (const layer of foreignLayers(other.files, resolvePath("/", pattern.value), target, stamp))
    state.layers.push(layer);
  return { ...record, path: unknown({ key: "another stage", why: "it is taken from another stage" }, at) };
}

function flagValue(state: State, instruction: Instruction, name: string): Fact<string> | undefined {
  const flag = instruction.flags.find((found) => found.name === name);
  return flag?.value === undefined ? undefined : resolveWord(state, flag.value);
}

/** Without `--chown` everything belongs to root, whatever USER is. */
function ownerOf(state: State, instruction: Instruction): Fact<Owner> {
  const chown = flagValue(state, instruction, "chown");
  const at = placeOf(state, instruction.flags.find(({ name }) => name === "chown")?.span ?? instruction.span);
  if (chown === undefined) return known({ user: "root", group: "root" }, at);
  if (!chown.known) return chown;
  const [user = "", group] = chown.value.split(":");
  // BuildKit gives the account's own group, and with a bare number the group of the same number.
  return known(ownerWith(user, group || (/^\d+$/.test(user) ? user : loginGroup(state, user))), at);
}

/** What `--chmod` does to the mode that a file has where it is taken from. */
function modeOf(state: State, instruction: Instruction): ModeChange | Unknown | undefined {
  const chmod = flagValue(state, instruction, "chmod");
  if (chmod === undefined || !chmod.known) return chmod;
  const why = `the effect of --chmod=${chmod.value} is unknown`;
  return readMode(chmod.value) ?? unknown({ key: "--chmod", why }, chmod.at);
}
