import { readThrough } from "./links.ts";
import { byPath, type Content, type Entry, type EntryKind, entryAt, type Workspace } from "./workspace.ts";

/** What stands at a path in place of what the tree below has there; `null` for nothing. */
export type Overlaid = {
  readonly content: Content;
  readonly kind: Exclude<EntryKind, "submodule">;
  /** The path below whose bytes stand there. */
  readonly bytesFrom?: string;
} | null;

/** A tree with some of its files replaced, added or taken away. */
export function overlayWorkspace(below: Workspace, files: ReadonlyMap<string, Overlaid>): Workspace {
  const entries = overlaid(below.list(), files);
  const byName = { get: (path: string) => entryAt(entries, path) };
  return {
    list: () => entries,
    read: (path) => readThrough(byName, path, ({ path: at }) => files.get(at)?.content ?? below.read(at)),
    // Of what lies over it only texts are known, but for what was moved as it is.
    bytes: (path) => {
      const found = readThrough(byName, path, ({ path: at }) => {
        const from = files.has(at) ? files.get(at)?.bytesFrom : at;
        return from === undefined ? undefined : below.bytes(from);
      });
      return found instanceof Uint8Array ? found : undefined;
    },
    ignored: (path) => below.ignored(path),
    unreadableNames: below.unreadableNames,
    ...(below.closedFolders && { closedFolders: below.closedFolders }),
  };
}

/** Where only texts differ, it is the same list. */
function overlaid(below: readonly Entry[], files: ReadonlyMap<string, Overlaid>): readonly Entry[] {
  const isText = ([path, file]: readonly [string, Overlaid]) =>
    file !== null && file.kind !== "link" && entryAt(below, path)?.kind === file.kind;
  if ([...files].every(isText)) return below;
  const kept = below.filter(({ path }) => !files.has(path));
  const added = [...files].flatMap(([path, file]) => (file === null ? [] : [entryOf(path, file)]));
  return [...kept, ...added].sort(byPath);
}

function entryOf(path: string, { content, kind }: NonNullable<Overlaid>): Entry {
  if (kind !== "link") return { path, kind };
  return { path, kind, target: "text" in content ? content.text : "" };
}
