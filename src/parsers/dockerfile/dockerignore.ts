import { posix } from "node:path";
import library from "@balena/dockerignore";

// All patterns and paths are put below this folder: the library keeps its answers in a plain object, in which a file
// called `constructor` is found without ever having been asked for.
const context = "context/";

/** Reads a `.dockerignore`: whether a path (relative to the context, with `/`) is left out of it. */
export function dockerignore(text: string): (path: string) => boolean {
  const matcher = library.default({ ignorecase: false });
  matcher.add(patternsOf(text).filter(isUsable));
  return (path) => path !== "" && matcher.ignores(context + path);
}

// As in moby's ignorefile: a comment's `#` is the line's very first character, blanks around patterns do not count,
// a leading slash means nothing, and `.` is passed over (Docker's manual, "for historical reasons").
function patternsOf(text: string): string[] {
  const patterns: string[] = [];
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const trimmed = line.startsWith("#") ? "" : line.trim();
    const excepted = trimmed.startsWith("!");
    const written = excepted ? trimmed.slice(1).trim() : trimmed;
    if (written === "") continue;
    const pattern = posix.normalize(written).replace(/^\//, "").replace(/\/$/, "");
    if (pattern === "" || pattern === "." || pattern === ".." || pattern.startsWith("../")) continue;
    patterns.push((excepted ? "!" : "") + context + escapeForLibrary(pattern));
  }
  return patterns;
}

// moby's patternmatcher takes these literally; the library hands them to its regular expression.
function escapeForLibrary(pattern: string): string {
  return pattern.replace(/\\.|[+()|{}]/gs, (token) => (token.length === 1 ? `\\${token}` : token));
}

/** Whether the pattern can be matched at all: Docker refuses `[` without its `]`. */
function isUsable(pattern: string): boolean {
  try {
    library.default({ ignorecase: false }).add([pattern]).ignores(`${context}x`);
    return true;
  } catch {
    return false;
  }
}
