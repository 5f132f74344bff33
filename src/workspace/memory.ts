import { ownValue } from "../names.ts";
import { decode } from "./content.ts";
import { type IgnoreFile, ignoreRules } from "./ignore.ts";
import { readThrough } from "./links.ts";
import { byPath, type Content, type Entry, type EntryKind, type Workspace } from "./workspace.ts";

/** A file of a table: its text, or an entry that is no plain file (`target` alone makes a link). */
export type MemoryFile =
  | string
  | {
      readonly text?: string;
      /** In place of a text. */
      readonly bytes?: Uint8Array;
      readonly kind?: EntryKind;
      readonly target?: string;
    };

/** A workspace from a table of paths; `.gitignore` files of the table count, `ignored` adds patterns at the top. */
export function memoryWorkspace(
  files: Readonly<Record<string, MemoryFile>>,
  options: { readonly ignored?: readonly string[] } = {},
): Workspace {
  const entries = Object.entries(files)
    .map(([path, file]) => entryOf(path, file))
    .sort(byPath);
  const byName = new Map(entries.map((entry) => [entry.path, entry]));
  const contents = new Map(Object.entries(files).map(([path, file]) => [path, contentOf(file)]));
  return {
    list: () => entries,
    read: (path) => readThrough(byName, path, (entry) => contents.get(entry.path)),
    bytes: (path) => {
      const found = readThrough(byName, path, (entry) => ownValue(files, entry.path));
      return found === undefined || (typeof found === "object" && "unreadable" in found)
        ? undefined
        : bytesOf(found);
    },
    ignored: ignoreRules(ignoreFiles(files, options.ignored ?? [])).wouldHide,
    unreadableNames: [],
  };
}

function entryOf(path: string, file: MemoryFile): Entry {
  if (typeof file === "string") return { path, kind: "file" };
  const kind = file.kind ?? (file.target === undefined ? "file" : "link");
  return file.target === undefined ? { path, kind } : { path, kind, target: file.target };
}

function contentOf(file: MemoryFile): Content {
  return decode(bytesOf(file));
}

function bytesOf(file: MemoryFile): Uint8Array {
  if (typeof file === "string") return new TextEncoder().encode(file);
  return file.bytes ?? new TextEncoder().encode(file.text ?? "");
}

function ignoreFiles(
  files: Readonly<Record<string, MemoryFile>>,
  patterns: readonly string[],
): readonly IgnoreFile[] {
  const found: IgnoreFile[] = [{ folder: "", text: patterns.join("\n") }];
  for (const [path, file] of Object.entries(files)) {
    if (!/(^|\/)\.gitignore$/.test(path)) continue;
    const text = typeof file === "string" ? file : (file.text ?? "");
    found.push({ folder: path.slice(0, Math.max(0, path.length - ".gitignore".length - 1)), text });
  }
  return found;
}
