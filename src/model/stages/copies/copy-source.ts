/** What one source of COPY brings, or of what is mounted like one. */
import type { Instruction, Word } from "../../../parsers/dockerfile/parse.ts";
import type { Place } from "../../../source.ts";
import type { CiWrites } from "../../builds/ci/writes.ts";
import { baseName, resolvePath } from "../../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../../fact.ts";
import { opaqueLayer, putLayer } from "../../files/layers.ts";
import type { ContainerFiles } from "../../files/types.ts";
import { joinRepoPath } from "../../repo/path.ts";
import type { Repo } from "../../repo/tree.ts";
import { noticeLayers } from "../apply/account-files.ts";
import type { CopySource, Stage } from "../image.ts";
import { repoFile, type Stamp } from "../repo-files.ts";
import { type State, wordPlace } from "../state.ts";
import { resolveWord } from "../variables.ts";
import { addArchive, isUnpacking } from "./add-archive.ts";
import { copyFolder } from "./copy-folder.ts";
import { foreignLayers } from "./copy-from.ts";
import { EXCLUDED, FETCHED, hide, intoTarget, pushHiding, type Target } from "./copy-target.ts";
import { foundSources } from "./found.ts";
import { heredocFile } from "./heredocs.ts";

/** The files of a stage or image, with the stage where it is one of the repo. */
export interface ForeignFiles {
  readonly files: ContainerFiles;
  readonly stage?: Stage;
}

/** Where COPY takes its sources from. */
export interface CopyOrigin {
  readonly repo: Repo;
  readonly context: Fact<string>;
  /** Whether the build context leaves a path out; the path is relative to the context. */
  readonly dockerignored: (path: string) => boolean;
  /** What CI writes in the context before it builds. */
  readonly written: CiWrites;
  /** The files of the stage, image or named context that `--from` names. */
  readonly other: (name: string) => ForeignFiles | { readonly folder: string } | Unknown;
}

/** A source of COPY, or of what is mounted like one. */
export interface SourceInput {
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

/** Adds the layers of one source, and tells whether it is a folder, whose files are copied and not itself. */
export function applySource(input: SourceInput): { readonly source: CopySource; readonly isFolder: boolean } {
  const source = takenSource(input);
  const { origin } = input;
  const isFolder =
    source.kind === "context" && source.path.known && origin.repo.tree.isFolder(source.path.value);
  return { source, isFolder };
}

function takenSource(input: SourceInput): CopySource {
  const { state, instruction, word, target, stamp, origin, from } = input;
  const at = wordPlace(state, word);
  // A blank behind "<<" ends the word here, and not where the heredocs are looked for.
  const heredoc = instruction.heredocs.find(
    ({ span }) => span.start === word.span.start && span.end === word.span.end,
  );
  const pattern = resolveWord(state, word);
  const record = { pattern: word.raw, at, files: [], dockerignored: false } as const;
  if (heredoc !== undefined) {
    const path = intoTarget(target, heredoc.name);
    if (target.fact.known) state.layers.push(putLayer([heredocFile(state, heredoc, { path, stamp })]));
    return { ...record, path: known(path, at), kind: "heredoc" };
  }
  if (
    /^(https?|ftp):\/\/|^git@|\.git(#|$)/.test(pattern.known ? pattern.value : word.raw) &&
    instruction.keyword === "ADD"
  ) {
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
    const named = pattern.known ? pattern.value : "";
    hideMissing(state, path, { path: named, target, unpacks: isUnpacking(instruction) });
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
): Pick<CopySource, "files" | "dockerignored" | "made"> {
  const { tree } = origin.repo;
  const relative = (repoPath: string) => (context === "" ? repoPath : repoPath.slice(context.length + 1));
  const leftOut = (repoPath: string) => repoPath !== context && dockerignored(relative(repoPath));
  const matched = foundSources(tree, path, context);
  const kept = matched.filter(
    ({ path: found, real = found }) => tree.isFolder(real) || !(leftOut(found) || leftOut(real)),
  );
  if (kept.length === 0 || !target.fact.known) {
    const why = { key: `not in the repo ${word.raw}`, why: `${word.raw} is not in the repo` };
    const [maker] = origin.written.within(path).list;
    const settle = "add it to the repo, or copy a file that is there";
    const missing = maker?.why ?? unknown(why, wordPlace(state, word), settle);
    hideMissing(state, missing, { path, target, unpacks: isUnpacking(instruction) });
    const dockerignored = kept.length === 0 && matched.length > 0;
    return { files: [], dockerignored, ...(maker && !dockerignored && { made: true }) };
  }
  const parents = hasFlag(instruction, "parents");
  // One file after the other is written to a target that is no folder: the last one stays.
  const into: Target = {
    ...target,
    folder: target.folder || parents || (kept.length > 1 && target.mayBeFolder),
  };
  const files = kept.flatMap(({ path: found, real }) => {
    const stem = parents ? resolvePath(target.path, relative(found)) : undefined;
    const container = stem ?? intoTarget(into, baseName(found));
    if (real === undefined) {
      const why = { key: `link ${found}`, why: `${found} is a link to what is not in the build context` };
      hide(state, { ...target, path: container }, unknown(why, wordPlace(state, word)));
      return [];
    }
    if (tree.isFolder(real))
      return copyFolder(state, { ...origin, stamp, leftOut }, { from: real, to: stem ?? target.path });
    const changed = origin.written.writerOf(real)?.why;
    const archive = isUnpacking(instruction) ? origin.repo.archive(real) : undefined;
    if (archive !== undefined && changed !== undefined) hide(state, target, changed);
    else if (archive !== undefined) {
      addArchive(state, archive, { word, target, stamp, isGiven: hasFlag(instruction, "chown") });
      return [];
    }
    state.layers.push(putLayer([repoFile(origin.repo, real, { path: container, stamp, changed })]));
    return [{ path: real, container }];
  });
  return { files, dockerignored: false };
}

// What ADD unpacks, by its name: of one that is not in the repo.
const ARCHIVE = /\.(tar|tgz|tar\.\w+|txz|tbz2?)$/;

/** Hides what a source would bring that is not in the repo: a name with an ending is a file, as people name them. */
function hideMissing(
  state: State,
  why: Unknown,
  { path, target, unpacks }: { readonly path: string; readonly target: Target; readonly unpacks: boolean },
): void {
  if (!target.fact.known) return;
  const isFile = /\.[\w-]+$/.test(path) && !/\.d$|[*?[]/.test(path) && !(unpacks && ARCHIVE.test(path));
  const layer = opaqueLayer(isFile ? intoTarget(target, baseName(path)) : target.path, why);
  state.layers.push(layer);
  noticeLayers(state, [layer], why.at);
}

function hasFlag({ flags }: Instruction, wanted: string): boolean {
  return flags.some(({ name }) => name === wanted);
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
    pushHiding(state, { target, stamp }, why);
    return { ...record, path: why, kind: "image" };
  }
  for (const layer of foreignLayers(other.files, resolvePath("/", pattern.value), { target, stamp }))
    state.layers.push(layer);
  return { ...record, path: unknown({ key: "another stage", why: "it is taken from another stage" }, at) };
}
