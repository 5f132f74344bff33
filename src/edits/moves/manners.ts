/** How a file of the repo names other files: where its words count from, and how sure it is that they are paths. */
import { baseName } from "../../model/container-path.ts";
import { folderOfFile, joinRepoPath } from "../../model/repo/path.ts";
import { isShellScript } from "../../model/stock/programs/shells.ts";
import { once } from "../../once.ts";
import type { SourceFile } from "../../source.ts";

/** What kind of file names a path. */
export type Manner =
  /** Lines of patterns that count from the file's own folder: `.gitignore` and the like. */
  | "lines"
  | "markdown"
  /** A shell script, a Makefile, another CI's. */
  | "script"
  | "workflow"
  | "compose"
  /** What tools read: YAML, JSON, HCL, INI. */
  | "data"
  /** A program: where it runs is not known. */
  | "code";

const MANNERS: readonly (readonly [RegExp, Manner])[] = [
  [/(^|\/)(\.[\w-]*ignore|[^/]*\.dockerignore|\.gitattributes|CODEOWNERS)$/, "lines"],
  [/\.(md|markdown|mdx)$/i, "markdown"],
  [/(^|\/)(\.github\/(workflows|actions)\/.+\.ya?ml|action\.ya?ml)$/, "workflow"],
  [/(^|\/)[^/]*compose[^/]*\.ya?ml$/i, "compose"],
  [/(^|\/)((gnu)?makefile|justfile|jenkinsfile|[^/]+\.(mk|sh|bash|zsh|fish|bat|cmd|ps1))$/i, "script"],
  [
    /(^|\/)([^/]*gitlab-ci[^/]*\.ya?ml|taskfile[^/]*\.ya?ml|\.travis\.yml|cloudbuild[^/]*\.(ya?ml|json))$/i,
    "script",
  ],
  [/\.(ya?ml|json5?|jsonc|hcl|toml|ini|cfg|conf|env|properties|xml|tf|tfvars)$/i, "data"],
];

/** The manner of a file by its name and its first line. */
export function mannerOf({ path, text }: SourceFile): Manner {
  const found = MANNERS.find(([name]) => name.test(path));
  if (found !== undefined) return found[1];
  if (text.startsWith("#!") && isShellScript(text)) return "script";
  return /^\.|^[A-Z]+$/.test(baseName(path)) ? "data" : "code";
}

const ELSEWHERE =
  /(?:^|[\s;&|(])(?:cd|pushd)\s+["']?([\w./-]+)|-C\s*["']?([\w./-]+)|\b(?:working-directory|workdir|context|directory|build|root|base|cwd)["']?\s*[:=]\s*["']?([\w./-]+)/g;

/** The folders that the words of a file may count from. */
export function basesOf(file: SourceFile, manner: Manner): readonly string[] {
  const own = folderOfFile(file.path);
  // Wherever CODEOWNERS lies, it is about the whole repo.
  if (manner === "lines") return [baseName(file.path) === "CODEOWNERS" ? "" : own];
  if (manner === "markdown") return [own, ""];
  const first = manner === "compose" ? [own] : ["", own];
  const named = Array.from(file.text.matchAll(ELSEWHERE), ([, one, two, three]) => one ?? two ?? three ?? "");
  const others = named.flatMap((name) => first.flatMap((base) => joinRepoPath(base, name) ?? []));
  return [...new Set([...first, ...others])];
}

// Each is asked for every word of a file, and is about the file alone.
/** Whether a file goes to a folder that a variable names: bare names in it may be of any folder. */
export const goesAnywhere = once(({ text }: SourceFile) =>
  /(?:^|[\s;&|(])(?:cd|pushd)\s+["']?[^\s"']*[$`]|-C\s*["']?\$|working-directory:.*\$\{\{/m.test(text),
);

/** Whether a file runs over the folders of a folder, and may take names from them. */
export const takesNames = once(({ text }: SourceFile) =>
  /\b(basename|dirname|notdir|find|ls|awk|cut|readdir\w*|listdir|glob\w*|walk|wildcard)\b|##|%%?\/|\$\{\w+%|\bfor\s+\w+\s+in\b|fromJSON|matrix/.test(
    text,
  ),
);

const fencesOf = once(({ text }: SourceFile) =>
  Array.from(text.matchAll(/^ {0,3}(```|~~~)/gm), ({ index }) => index),
);

/** Whether an offset of a page lies in a fenced block. */
export function isFenced(file: SourceFile, offset: number): boolean {
  const fences = fencesOf(file);
  let low = 0;
  let high = fences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((fences[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}
