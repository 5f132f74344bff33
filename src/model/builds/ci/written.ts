/** What CI writes in the repo before it builds: nobody can tell what it holds then. */
import type { BuildCommandFile, FileEdit } from "../../../parsers/builds/command-tree.ts";
import type { Place, Span } from "../../../source.ts";
import { baseName, isGlob } from "../../container-path.ts";
import { type Unknown, unknown } from "../../fact.ts";
import { joinRepoPath } from "../../repo/path.ts";
import type { RepoTree } from "../../repo/tree.ts";
import { scriptFolders } from "../command-kinds.ts";
import type { BuildFiles } from "../files.ts";
import type { Claim } from "../types.ts";
import { calledEdits, type ReadTree } from "./called-files.ts";
import { calledGroups, FileJobs, type ScriptGroup, scriptGroups } from "./jobs.ts";
import { type ChangedByCi, CiWrites, NOTHING } from "./writes.ts";

// Of a folder with more files it is enough to say that they are in it.
const MOST_FILES = 500;

/** What is written before the builds of a file with commands, by where one stands, and before those of bake and compose. */
export interface CiChanges {
  readonly by: (commands: BuildCommandFile) => (at: Place) => CiWrites;
  readonly beforeDeclared: CiWrites;
}

/** A file of CI and the scripts that it calls run one behind the other; each job of a workflow has a checkout of its own. */
export function writtenByCi({ workflow, scripts }: BuildFiles, repo: ReadTree): CiChanges {
  const groups = scriptGroups(scripts).map((group): CalledGroup => readGroup(group, repo));
  const found = new Map<BuildCommandFile, (at: Place) => CiWrites>();
  const declared = new Set<CiWrites>();
  for (const commands of workflow) {
    const jobs = new FileJobs(commands);
    const edits = jobs.split(pathsOf(commands, { ...repo, folders: [""] }), ({ why }) => why.at.span);
    const called = calledGroups(commands, { jobs, groups });
    const building = jobsThatBuildDeclared(commands, jobs);
    const written = jobs.all.map((_, job) => {
      const own = called.get(job) ?? [];
      const all = CiWrites.joined([CiWrites.of(edits.get(job) ?? []), ...own.map((group) => group.writes)]);
      for (const { before } of own) before.add(all);
      if (building.has(job) || own.some((group) => group.buildsDeclared)) declared.add(all);
      return all;
    });
    found.set(commands, ({ span }) => written[jobs.at(span) ?? -1] ?? NOTHING);
  }
  for (const { scripts: called, own, before } of groups) {
    const ofJobs = CiWrites.joined(before);
    for (const script of called) {
      const all = CiWrites.joined([own.get(script) ?? NOTHING, ofJobs]);
      found.set(script, () => all);
    }
  }
  return {
    by: (commands) => found.get(commands) ?? (() => NOTHING),
    beforeDeclared: CiWrites.joined(declared),
  };
}

/** Scripts that are called together, with what they write. */
interface CalledGroup extends ScriptGroup {
  readonly own: ReadonlyMap<BuildCommandFile, CiWrites>;
  readonly writes: CiWrites;
  /** What the jobs that call them write. */
  readonly before: Set<CiWrites>;
  readonly buildsDeclared: boolean;
}

function readGroup(group: ScriptGroup, repo: ReadTree): CalledGroup {
  const own = new Map(
    group.scripts.map((script) => {
      return [script, CiWrites.of(pathsOf(script, { ...repo, folders: scriptFolders(script) }))];
    }),
  );
  const buildsDeclared = group.scripts.some(
    ({ bakes, file: { text } }) => bakes.length > 0 || COMPOSE_BUILDS.test(text),
  );
  return { ...group, own, writes: CiWrites.joined(own.values()), before: new Set(), buildsDeclared };
}

const COMPOSE_BUILDS = /\b(?:docker|podman)[ -]compose\b[^\n]*\b(?:build|up|run|create|push)\b/;

/** The numbers of the jobs that have what bake or compose declares built. */
function jobsThatBuildDeclared(
  { bakes, file: { text } }: BuildCommandFile,
  jobs: FileJobs,
): ReadonlySet<number> {
  const compose = Array.from(text.matchAll(new RegExp(COMPOSE_BUILDS, "g")), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return new Set(
    jobs
      .split<{ readonly span: Span }>([...bakes, ...compose.map((span) => ({ span }))], ({ span }) => span)
      .keys(),
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
export function behindWrites(claim: Claim, all: CiWrites): Claim {
  const folder = claim.context?.known ? claim.context.value : undefined;
  const edit = all.writerOf(claim.dockerfile);
  const inContext = folder === undefined ? NOTHING : writtenInContext(all, claim.dockerfile, folder);
  return {
    ...claim,
    ...(edit && { edited: editedDockerfile(claim.dockerfile, edit) }),
    ...(!inContext.isEmpty && { written: inContext }),
  };
}

/** Another `.dockerignore` leaves other files in the context. */
function writtenInContext(all: CiWrites, dockerfile: string, folder: string): CiWrites {
  const ignores = [joinRepoPath(folder, ".dockerignore") ?? ".dockerignore", `${dockerfile}.dockerignore`];
  const edit = ignores.map((path) => all.writerOf(path)).find((one) => one !== undefined);
  const within = all.within(folder);
  if (edit === undefined) return within;
  return CiWrites.joined([within, CiWrites.of([{ path: folder, below: true, why: edit.why }])]);
}

function editedDockerfile(dockerfile: string, { why: { at } }: ChangedByCi): Unknown {
  return unknown(
    { key: `edited ${dockerfile}`, why: `${dockerfile} is changed here before it is built` },
    at,
  );
}
