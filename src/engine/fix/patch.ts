import type { FileChange } from "../../facts.ts";
import type { Content, EntryKind } from "../../workspace/workspace.ts";

/** What stands at a path in place of what a tree has there; `null` for nothing. */
export type Laid = {
  readonly content: Content;
  readonly kind: Exclude<EntryKind, "submodule">;
  /** The path before, of what is carried there as it is. */
  readonly bytesFrom?: string;
} | null;

/** The changes as files to lay over the tree that they were made for; `carriedFrom` says what stands at a path that only moves. */
export function laidFiles(
  changes: readonly FileChange[],
  carriedFrom: (path: string) => Laid = () => null,
): ReadonlyMap<string, Laid> {
  const files = new Map<string, Laid>();
  for (const { path, from, after } of changes) {
    if (from !== undefined) files.set(from, null);
    if (after === undefined) files.set(path, null);
  }
  for (const { path, from, after, executable, carried } of changes) {
    if (after === undefined) continue;
    if (carried) files.set(path, carriedFrom(from ?? path));
    else files.set(path, { content: { text: after }, kind: executable.after ? "executable" : "file" });
  }
  return files;
}

/** Changes of a tree and changes of what became of it, as changes of the first tree; sorted by path. */
export function composed(first: readonly FileChange[], second: readonly FileChange[]): readonly FileChange[] {
  const then = new Map(second.map((change) => [change.from ?? change.path, change]));
  const done = new Set<FileChange>();
  const both = first.map((before) => {
    const after = then.get(before.path);
    if (after === undefined) return before;
    done.add(after);
    return joined(before, after);
  });
  const rest = second.filter((change) => !done.has(change));
  const all = [...both, ...rest].filter((change): change is FileChange => change !== undefined);
  return settled(all).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** A file that moves to where another is removed is told as that other one's change: a patch has each path once. */
function settled(changes: readonly FileChange[]): FileChange[] {
  const gone = new Map(changes.flatMap((one) => (one.after === undefined ? [[one.path, one] as const] : [])));
  const taken = new Set(changes.flatMap(({ path, after }) => (after === undefined ? [] : [path])));
  return changes.flatMap((change): FileChange[] => {
    const { path, from, before, after, executable } = change;
    if (after === undefined) return taken.has(path) ? [] : [change];
    const other = gone.get(path);
    if (from === undefined || before === undefined || other?.before === undefined) return [change];
    const modes = { before: other.executable.before, after: executable.after };
    return [
      { path, before: other.before, after, executable: modes },
      { path: from, before, executable: { before: executable.before, after: executable.before } },
    ];
  });
}

/** One file's two changes as one; `undefined` where nothing is left of them. */
function joined(first: FileChange, second: FileChange): FileChange | undefined {
  const origin = first.before === undefined ? undefined : (first.from ?? first.path);
  if (second.after === undefined) {
    if (origin === undefined || first.before === undefined) return undefined;
    const was = first.executable.before;
    return { path: origin, before: first.before, executable: { before: was, after: was } };
  }
  const mode = second.executable.after;
  if (origin === undefined || first.before === undefined) {
    return { path: second.path, after: second.after, executable: { before: mode, after: mode } };
  }
  const executable = { before: first.executable.before, after: mode };
  const moved = origin === second.path ? {} : { from: origin };
  const carried = first.carried && second.carried ? { carried: true as const } : {};
  const change = {
    path: second.path,
    ...moved,
    before: first.before,
    after: second.after,
    executable,
    ...carried,
  };
  const idle = origin === second.path && first.before === second.after && executable.before === mode;
  return idle ? undefined : change;
}

/** Where a file of the first tree is after the changes, and back. */
export function movedPaths(changes: readonly FileChange[]): {
  readonly after: (path: string) => string;
  readonly before: (path: string) => string;
} {
  const moved = changes.flatMap(({ from, path }) => (from === undefined ? [] : [[from, path] as const]));
  const forth = new Map(moved);
  const back = new Map(moved.map(([from, path]) => [path, from]));
  return { after: (path) => forth.get(path) ?? path, before: (path) => back.get(path) ?? path };
}
