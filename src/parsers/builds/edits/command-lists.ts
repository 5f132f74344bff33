/** Commands that tell names of files to others behind them: `find`, `git ls-files`, `grep -l`, `ls`, `echo`. */
import type { CommandWord } from "../command-words.ts";

/** Every file, in whichever folder. */
const ALL = "**/*";

/** The paths that a command prints, as globs; `undefined` where it prints something else, or nobody can tell. */
export function printedPaths(words: readonly CommandWord[]): readonly string[] | undefined {
  const [program, ...rest] = words.map(({ value, like }) => value ?? like);
  if (program === "find") return foundBy(rest);
  if (program === "git" && rest[0] === "ls-files") return anywhere(rest.slice(1).filter(isPlain));
  if (program === "git" && rest[0] === "grep" && rest.some((word) => /^-\w*l|^--files-with/.test(word)))
    return anywhere(rest.includes("--") ? rest.slice(rest.indexOf("--") + 1) : []);
  if (/^(?:e|f)?grep$/.test(program ?? "") && rest.some((word) => /^-\w*[lL]|^--files-with/.test(word)))
    return grepped(rest);
  if (program === "rg" || program === "fd" || program === "ag") return [ALL];
  if (program === "ls") return rest.filter(isPlain);
  if (program === "echo" || program === "printf")
    return rest
      .filter(isPlain)
      .flatMap((word) => word.split(/(?:\\n|\s)+/).filter((part) => part !== "" && part !== "%s"));
  return undefined;
}

/** What `find` comes to by `-name` and `-path`, without what it does then. */
export function foundBy(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => /^[-(!]/.test(word));
  const starts = first < 0 ? words : words.slice(0, first);
  const names = words.flatMap((word, index) =>
    /^-i?name$/.test(word) && words[index - 1] !== "!" && words[index - 1] !== "-not"
      ? (words[index + 1] ?? [])
      : [],
  );
  const folders = starts.length === 0 ? ["."] : starts;
  return folders.flatMap((folder) => {
    const within = folder === "." ? "" : `${folder.replace(/^\.\//, "").replace(/\/$/, "")}/`;
    return names.length === 0 ? [`${within}${ALL}`] : names.map((name) => `${within}**/${name}`);
  });
}

function grepped(words: readonly string[]): readonly string[] {
  const includes = words.flatMap(
    (word) => /^--include=(.+)$/.exec(word)?.[1]?.replace(/^["']|["']$/g, "") ?? [],
  );
  const [, ...folders] = words.filter(isPlain);
  const names = includes.length === 0 ? ["/*"] : includes.map((name) => `/${name}`);
  const isDeep = words.some((word) => /^-\w*[rR]/.test(word));
  if (!isDeep) return folders;
  return (folders.length === 0 ? ["."] : folders).flatMap((folder) => {
    const within = folder === "." ? "" : `${folder.replace(/^\.\//, "").replace(/\/$/, "")}/`;
    return names.map((name) => `${within}**${name}`);
  });
}

/** Git takes `*.conf` in every folder. */
function anywhere(patterns: readonly string[]): readonly string[] {
  if (patterns.length === 0) return [ALL];
  return patterns.flatMap((pattern) =>
    pattern.includes("/") ? [pattern, `${pattern}/${ALL}`] : [`**/${pattern}`, `${pattern}/${ALL}`],
  );
}

function isPlain(word: string): boolean {
  return !word.startsWith("-");
}
