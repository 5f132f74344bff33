/** Which images a change can touch: found by names and by a look at texts, without parsing any image. */
import type { Policy } from "../../policy/policy.ts";
import { Failures } from "../../work.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { isBuildFile } from "../builds/files.ts";
import { type FleetScope, nearestFolder } from "../builds/scope.ts";
import { surveyBuilds } from "../builds/survey.ts";
import type { BuildSurvey } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import type { RepoTree } from "../repo/tree.ts";
import { changedClaims, mountingServices } from "./claims.ts";
import { type End, endOf, folderHolding, searched } from "./ends.ts";
import { readmesLinkingTo } from "./links.ts";
import { describedFolders } from "./readmes.ts";
import { brings, heirsOf, withFolders } from "./sources.ts";

/** A file that a change adds, removes, rewrites or moves: its path at either end. */
export interface ChangedPath {
  readonly before?: string;
  readonly after?: string;
}

/** The two trees, and what differs between them. */
export interface ChangeScopeInput {
  readonly base: Workspace;
  readonly head: Workspace;
  /** The policy in force on each; they differ only in what is an image. */
  readonly policies: { readonly base: Policy; readonly head: Policy };
  readonly changed: readonly ChangedPath[];
  /** Makes what takes the failures of an end. */
  readonly newFailures?: () => Failures;
}

/** One end of a change, as far as it has to be read. */
export interface ScopedTree {
  readonly scope: FleetScope;
  readonly survey: BuildSurvey;
  readonly tree: RepoTree;
  /** How many image folders this end has in all. */
  readonly folders: number;
}

/** What a change can touch at either end. */
export interface ChangeScope {
  readonly base: ScopedTree;
  readonly head: ScopedTree;
}

/** The image folders that are found to be touched, at both ends. */
interface Touched {
  readonly base: Set<string>;
  readonly head: Set<string>;
}

/** Finds the image folders that a change can touch, at both of its ends. */
export function changeScope(input: ChangeScopeInput): ChangeScope {
  const { changed, policies, newFailures = () => new Failures() } = input;
  const before = changed.flatMap((each) => each.before ?? []);
  const after = changed.flatMap((each) => each.after ?? []);
  const both = new Set([...before, ...after]);
  const shared = { both, parsed: new Map(), newFailures };
  const base = endOf({ workspace: input.base, policy: policies.base, changed: before, ...shared });
  const head = endOf({ workspace: input.head, policy: policies.head, changed: after, ...shared });
  const ends = { base, head };
  const touched: Touched = { base: holdingFolders(base), head: holdingFolders(head) };
  const settle = spreader(ends, touched, changed);
  settle();
  for (const path of [
    ...changedClaims(base.survey, head.survey, [...both]),
    ...mountingServices([base.survey, head.survey], both),
  ]) {
    touch(path, ends, touched);
  }
  for (const readme of readmesLinkingTo(before, head)) {
    const folder = folderHolding(readme, head.folders);
    if (folder !== undefined) touched.head.add(folder);
  }
  for (const end of ["base", "head"] as const)
    for (const folder of describedFolders(both, ends[end], ends)) touched[end].add(folder);
  settle();
  for (const path of namingDockerfiles(ends, touched)) touch(path, ends, touched);
  settle();
  const reach = withFolders(both);
  const touches = (path: string) => reach.has(path);
  return { base: scoped(base, touched.base, touches), head: scoped(head, touched.head, touches) };
}

function holdingFolders({ changed, folders }: End): Set<string> {
  return new Set([...changed].flatMap((path) => folderHolding(path, folders) ?? []));
}

function touch(dockerfile: string, ends: { readonly base: End; readonly head: End }, touched: Touched): void {
  for (const end of ["base", "head"] as const) {
    const folder = ends[end].folderOf(dockerfile);
    if (ends[end].folders.get(folder)?.includes(dockerfile) === true) touched[end].add(folder);
  }
}

/**
 * Makes both ends agree: what is touched at one is at the other, through renames, and with a folder all that lies below
 * it, for where a file belongs to another folder than before, both must be read.
 */
function spreader(
  ends: { readonly base: End; readonly head: End },
  touched: Touched,
  changed: readonly ChangedPath[],
): () => void {
  const moved = changed.flatMap(({ before, after }) =>
    before !== undefined && after !== undefined && before !== after ? [[before, after] as const] : [],
  );
  const to = { base: new Map(moved.map(([before, after]) => [after, before])), head: new Map(moved) };
  const sorted = { base: [...ends.base.folders.keys()].sort(), head: [...ends.head.folders.keys()].sort() };
  const tell = (from: "base" | "head", other: "base" | "head") => {
    for (const folder of touched[from]) {
      for (const path of ends[from].folders.get(folder) ?? []) {
        touch(path, ends, touched);
        touch(to[other].get(path) ?? path, ends, touched);
      }
    }
  };
  return () => {
    for (let size = -1; size !== touched.base.size + touched.head.size; ) {
      size = touched.base.size + touched.head.size;
      for (const end of ["base", "head"] as const) addNested(touched[end], sorted[end]);
      tell("base", "head");
      tell("head", "base");
    }
  };
}

function addNested(touched: Set<string>, sorted: readonly string[]): void {
  // A set hands out what is added while it is walked.
  for (const above of touched) {
    const from = above === "" ? 0 : firstFrom(sorted, `${above}/`);
    for (let at = from; at < sorted.length; at++) {
      const folder = sorted[at] ?? "";
      if (above !== "" && !folder.startsWith(`${above}/`)) break;
      touched.add(folder);
    }
  }
}

/** The index of the first of sorted texts that is not before one. */
function firstFrom(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Dockerfiles of other folders that take in a changed file, or that are built on a touched image. */
function* namingDockerfiles(
  { base, head }: { readonly base: End; readonly head: End },
  touched: Touched,
): Generator<string> {
  const changed = [...new Set([...base.changed, ...head.changed])];
  const isSettled = (path: string) =>
    isBuildFile(path) ||
    (folderHolding(path, head.folders) ?? folderHolding(path, base.folders) ?? "") !== "";
  const takes = { ...head, changed: withFolders(changed) };
  yield* brings(
    changed.filter((path) => !isSettled(path)),
    takes,
  );
  const isTouched = (path: string) => touched.head.has(head.folderOf(path));
  const gone = [...touched.base].filter((folder) => !touched.head.has(folder));
  const first = [...touched.head].flatMap((folder) => head.folders.get(folder) ?? []);
  yield* heirsOf([...first, ...gone.flatMap((folder) => base.folders.get(folder) ?? [])], takes, isTouched);
}

/** The scope of one end, and what its build files say of the images in it. */
function scoped(end: End, folders: ReadonlySet<string>, touches: (path: string) => boolean): ScopedTree {
  const { workspace, policy, tree, changed, inner, parsed } = end;
  const names = [...folders].map(baseName).filter((name) => name !== "");
  const naming = new Set(searched(workspace, inner, names));
  const isOurs = (path: string) =>
    naming.has(path) || nearestFolder(path, (folder) => folders.has(folder)) !== undefined;
  const isMore = inner.some(isOurs);
  const reads = (path: string) => end.reads(path) || isOurs(path);
  const scope = { folders, covers: (path: string) => changed.has(path), touches, reads, parsed };
  const survey = isMore
    ? surveyBuilds({ workspace, policy, tree }, { reads, parsed, failures: end.survey.failures })
    : end.survey;
  return { scope, survey, tree, folders: end.folders.size };
}
