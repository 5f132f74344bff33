import ignore from "ignore";

/** One `.gitignore`: the folder it lies in ("" for the top) and its text. */
export interface IgnoreFile {
  readonly folder: string;
  readonly text: string;
}

/** What the `.gitignore` files of a tree say. */
export interface IgnoreRules {
  /** Whether a file at this path is ignored. */
  hides(path: string): boolean;
  /** The same for a path that may become a file or a folder once it is built: either counts, `dist/*` too. */
  wouldHide(path: string): boolean;
}

/** Reads all `.gitignore` files of a tree; `top` is put before every path that is asked. */
export function ignoreRules(files: Iterable<IgnoreFile>, top = ""): IgnoreRules {
  const rules = ignore({ ignoreCase: false });
  // The nearest file decides, and in one list the last pattern does: so the deepest comes last.
  for (const file of [...files].sort((a, b) => depth(a.folder) - depth(b.folder))) {
    for (const line of file.text.split(/\r?\n/)) rules.add(atTop(file.folder, line));
  }
  const ask = (path: string, endings: readonly string[]) => {
    const clean = normal(top === "" ? path : `${top}/${path}`);
    return clean !== undefined && endings.some((ending) => rules.ignores(clean + ending));
  };
  return {
    hides: (path) => ask(path, [""]),
    wouldHide: (path) => ask(path, ["", "/", "/any name"]),
  };
}

function depth(folder: string): number {
  return folder === "" ? 0 : folder.split("/").length;
}

/** A line of a nested ignore file as it would stand in the top one (gitignore(5), "PATTERN FORMAT"). */
function atTop(folder: string, line: string): string {
  if (folder === "" || line.trim() === "" || line.startsWith("#")) return line;
  const not = line.startsWith("!") ? "!" : "";
  const pattern = line.slice(not.length);
  const escaped = folder.replace(/[\\*?[\]]/g, "\\$&");
  const anchored = /\/./.test(pattern.trimEnd());
  return `${not}/${escaped}/${anchored ? pattern.replace(/^\//, "") : `**/${pattern}`}`;
}

/** The path without `.`, `..` and doubled slashes; `undefined` when it leaves the tree or is the tree itself. */
function normal(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : parts.join("/");
}
