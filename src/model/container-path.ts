/** Container paths are POSIX paths, whatever the machine that the check runs on. */

/** Resolves `path` against `from` and removes `.`, `..` and doubled slashes; the result is absolute, without a trailing slash. */
export function resolvePath(from: string, path: string): string {
  const parts: string[] = [];
  const whole = path.startsWith("/") ? path : `${from}/${path}`;
  for (const part of whole.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** The folder that a path lies in; `/` is its own. */
export function parentOf(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut <= 0 ? "/" : path.slice(0, cut);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether `path` is `folder` or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === "/" || path.startsWith(`${folder}/`);
}

/** Whether `path` lies below `folder` and is not the folder itself. */
export function isBelow(path: string, folder: string): boolean {
  return path !== folder && isWithin(path, folder);
}

/**
 * A glob as a regular expression over a whole path: `*` and `?` stay within a part, `[...]` is a class.
 * That is glob(3) and Go's filepath.Match, which nginx, Apache and Docker use.
 */
export function globExpression(pattern: string): RegExp {
  const [first = "", ...pieces] = globPieces(pattern);
  const last = pieces.pop();
  if (last === undefined) return new RegExp(`^${first}$`);
  // Where a star may end first it does, and what is found is not looked at again: many stars would take for ever.
  const between = pieces.map((piece, index) => `(?=([^/]*?${piece}))\\${index + 1}`);
  return new RegExp(`^${first}${between.join("")}[^/]*${last}$`);
}

/** What stands between the stars of a pattern, as expressions. */
function globPieces(pattern: string): readonly string[] {
  const pieces = [""];
  const add = (source: string) => pieces.push(`${pieces.pop() ?? ""}${source}`);
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? "";
    const close = char === "[" ? pattern.indexOf("]", i + 2) : -1;
    if (char === "*") {
      if (pattern[i + 1] !== "*") pieces.push("");
    } else if (char === "?") add("[^/]");
    else if (close > 0) {
      add(
        `[${pattern
          .slice(i + 1, close)
          .replace(/^[!^]/, "^")
          .replace(/[\\\]]/g, "\\$&")}]`,
      );
      i = close;
    } else if (char === "\\" && i + 1 < pattern.length) add(escaped(pattern[++i] ?? ""));
    else add(escaped(char));
  }
  return pieces;
}

/** Whether a path has characters that make it a glob. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

function escaped(char: string): string {
  return /[\w/-]/.test(char) ? char : char.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
