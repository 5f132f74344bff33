/** What CI writes in the repo before it builds: nobody can tell what it holds then. */
import type { BuildCommandFile, FileEdit } from "../../parsers/builds/command-tree.ts";
import type { Span } from "../../source.ts";
import { baseName, fixedPart, globExpression, isGlob } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isInside, joinRepoPath } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";
import { calledEdits, type ReadTree } from "./called-files.ts";
import { ranByDefault, scriptFolders, scriptsNamedIn } from "./command-kinds.ts";
import type { BuildFiles } from "./files.ts";
import type { ChangedByCi, Claim } from "./types.ts";

// Of a folder with more files it is enough to say that they are in it.
const MOST_FILES = 500;

/** What is written before the builds of a file with commands, and before those of bake and compose. */
export interface CiChanges {
  readonly by: (commands: BuildCommandFile) => readonly ChangedByCi[];
  readonly beforeDeclared: readonly ChangedByCi[];
}

/** A file of CI and the scripts that it calls run one behind the other. */
export function writtenByCi({ workflow, scripts }: BuildFiles, repo: ReadTree): CiChanges {
  const own = new Map<BuildCommandFile, readonly ChangedByCi[]>();
  for (const commands of workflow) own.set(commands, pathsOf(commands, { ...repo, folders: [""] }));
  for (const commands of scripts)
    own.set(commands, pathsOf(commands, { ...repo, folders: scriptFolders(commands) }));
  const found = new Map<BuildCommandFile, readonly ChangedByCi[]>(
    scripts.map((one) => [one, own.get(one) ?? []]),
  );
  const declared = new Set<ChangedByCi>();
  for (const commands of workflow) {
    for (const job of jobsOf(commands)) {
      const isCalled = scriptsNamedIn([ranByDefault(commands).slice(job.start, job.end)]);
      const called = scripts.filter(({ file }) => isCalled(file.path));
      const written = [commands, ...called].flatMap((one) => own.get(one) ?? []);
      const all = written
        .filter(({ why: { at } }) => at.file !== commands.file || isIn(at.span, job))
        .map((one): ChangedByCi => ({ ...one, job: { file: commands.file, span: job } }));
      if (all.length === 0) continue;
      for (const one of [commands, ...called]) found.set(one, [...(found.get(one) ?? []), ...all]);
      if (buildsDeclared(commands, job) || called.some((one) => buildsDeclared(one)))
        for (const path of all) declared.add(path);
    }
  }
  return { by: (commands) => found.get(commands) ?? [], beforeDeclared: [...declared] };
}

/** Other files of CI than workflows are taken for one job. */
function jobsOf({ jobs = [], file: { text } }: BuildCommandFile): readonly Span[] {
  return jobs.length === 0 ? [{ start: 0, end: text.length }] : jobs;
}

function isIn(span: Span | undefined, job: Span): boolean {
  return span !== undefined && job.start <= span.start && span.end <= job.end;
}

/** Whether a file, or a job of it, has what bake or compose declares built. */
function buildsDeclared({ bakes, file: { text } }: BuildCommandFile, job?: Span): boolean {
  const own = job === undefined ? text : text.slice(job.start, job.end);
  return (
    bakes.some(({ span }) => job === undefined || isIn(span, job)) ||
    /\b(?:docker|podman)[ -]compose\b[^\n]*\b(?:build|up|run|create|push)\b/.test(own)
  );
}

interface Around extends ReadTree {
  /** Folders of which one is that in which the commands run. */
  readonly folders: readonly string[];
}

function pathsOf(commands: BuildCommandFile, { tree, read, folders }: Around): readonly ChangedByCi[] {
  const called = folders.flatMap((folder) => calledEdits(commands, { tree, read, folder }));
  return [...commands.edits, ...called].flatMap((edit) =>
    folders.flatMap((folder) =>
      resolved(edit, folder, tree).map(({ path, below }): ChangedByCi => {
        const why = `${path || "the repo"} is changed here before the image is built`;
        const at = { file: commands.file, span: edit.span };
        return { path, ...(below && { below }), why: unknown({ key: `changed ${path}`, why }, at) };
      }),
    ),
  );
}

type Target = Pick<ChangedByCi, "path" | "below">;

function resolved(edit: FileEdit, start: string, tree: RepoTree): readonly Target[] {
  const path = joinRepoPath(start, edit.path);
  if (path === undefined) return [];
  if (edit.made && edit.sources === undefined)
    return tree.entry(path) || tree.isFolder(path) ? [] : [{ path, below: true }];
  if (edit.sources !== undefined)
    return edit.sources
      .flatMap((source) => landed(source, { path, start, tree }))
      .filter(({ below }) => !(edit.made && below));
  const deep = /^(?:(.*)\/)?\*\*$/.exec(path);
  if (deep !== null) return [{ path: deep[1] ?? "", below: true }];
  if (edit.below) return [{ path, below: true }];
  return tree.isFolder(path) ? [] : [{ path }];
}

/** Where a copied source lands: each file of one that the repo has. */
function landed(
  source: string,
  { path, start, tree }: { readonly path: string; readonly start: string; readonly tree: RepoTree },
): readonly Target[] {
  const isContents = /(?:^|\/)\.$/.test(source);
  const from = joinRepoPath(start, source);
  const name = baseName(isContents ? "" : source.replace(/\/$/, ""));
  const at = tree.isFolder(path) && !isContents ? `${path}/${name}` : path;
  if (from === undefined || isGlob(source)) return [{ path: at, below: true }];
  if (!tree.isFolder(from)) return [{ path: at, ...(tree.entry(from) === undefined && { below: true }) }];
  const files = tree.under(from);
  if (files.length > MOST_FILES) return [{ path: at, below: true }];
  return files.map((file) => ({
    path: joinRepoPath(at, file.path.slice(from === "" ? 0 : from.length + 1)) ?? at,
  }));
}

/** A claim with what is written first of what it is built of. */
export function behindWrites(claim: Claim, changes: readonly ChangedByCi[]): Claim {
  const { file, span } = claim.at;
  const all = changes.filter(
    ({ job }) => job?.span === undefined || job.file !== file || isIn(span, job.span),
  );
  const folder = claim.context?.known ? claim.context.value : undefined;
  const written = folder === undefined ? all : [...all, ...filteredAnew(all, claim.dockerfile, folder)];
  const edit = writerOf(all, claim.dockerfile);
  const inContext = folder === undefined ? [] : writtenIn(written, folder);
  return {
    ...claim,
    ...(edit && { edited: editedDockerfile(claim.dockerfile, edit) }),
    ...(inContext.length > 0 && { written: inContext }),
  };
}

/** Another `.dockerignore` leaves other files in the context. */
function filteredAnew(
  written: readonly ChangedByCi[],
  dockerfile: string,
  folder: string,
): readonly ChangedByCi[] {
  const ignores = [joinRepoPath(folder, ".dockerignore") ?? ".dockerignore", `${dockerfile}.dockerignore`];
  const edit = ignores.map((path) => writerOf(written, path)).find((one) => one !== undefined);
  return edit === undefined ? [] : [{ path: folder, below: true, why: edit.why }];
}

function editedDockerfile(dockerfile: string, { why: { at } }: ChangedByCi): Unknown {
  return unknown(
    { key: `edited ${dockerfile}`, why: `${dockerfile} is changed here before it is built` },
    at,
  );
}

/** The command that writes a path of the repo, where one does. */
export function writerOf(written: readonly ChangedByCi[], path: string): ChangedByCi | undefined {
  return written.find((one) => covers(one, path));
}

function covers({ path: pattern, below }: ChangedByCi, path: string): boolean {
  if (!isGlob(pattern)) return path === pattern || (below === true && isInside(path, pattern));
  if (pattern.includes("**")) return deepGlob(pattern, path);
  const parts = pattern.split("/").length;
  const cut = below ? path.split("/").slice(0, parts).join("/") : path;
  return globExpression(pattern).test(cut);
}

/** `**` stands for any folders, none among them. */
function deepGlob(pattern: string, path: string): boolean {
  const names = path.split("/");
  // What the parts so far may end behind, as numbers of the path's own parts.
  let ends = new Set([0]);
  for (const part of pattern.split("/")) {
    const glob = globExpression(part);
    const next = new Set<number>();
    for (const end of ends) {
      if (part !== "**") {
        if (end < names.length && glob.test(names[end] ?? "")) next.add(end + 1);
      } else for (let more = end; more <= names.length; more++) next.add(more);
    }
    ends = next;
  }
  return ends.has(names.length);
}

/** What is written to a folder of the repo, or below it. */
export function writtenIn(written: readonly ChangedByCi[], folder: string): readonly ChangedByCi[] {
  return written.filter(({ path, below }) => {
    const fixed = repoPart(path);
    return isInside(fixed, folder) || (isInside(folder, fixed) && (below === true || fixed !== path));
  });
}

/** A path up to its first part with a wildcard; the repo's root is "". */
export function repoPart(path: string): string {
  return fixedPart(path).replace(/^[/]$/, "");
}
