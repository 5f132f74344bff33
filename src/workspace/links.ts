import { type Content, type Entry, type EntryLookup, resolveLinks, type Unreadable } from "./workspace.ts";

/** Reads a path through the links of a tree; `load` is called with the path of a listed regular file only. */
export function readThrough<Loaded = Content>(
  entries: EntryLookup,
  path: string,
  load: (entry: Entry) => Loaded | undefined,
): Loaded | Unreadable | undefined {
  const resolved = resolveLinks(entries, path);
  if (resolved.kind === "leaves")
    return entries.get(resolved.link) !== undefined
      ? { unreadable: "is a link that leaves the repo" }
      : undefined;
  if (resolved.kind === "loop") return { unreadable: "is a link that leads back to itself" };
  const entry = entries.get(resolved.path);
  if (entry?.kind === "submodule") return { unreadable: "is a submodule" };
  if (entry !== undefined) return load(entry);
  if (entries.get(path)?.kind === "link")
    return { unreadable: `is a link to ${resolved.path || "."}, which is not a file in the repo` };
  return undefined;
}
