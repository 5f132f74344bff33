import { diffArrays } from "diff";
import type { LineRange } from "../../src/source.ts";
import type { ChangedFile, Changes } from "../../src/workspace/changes.ts";
import type { MemoryFile } from "../../src/workspace/memory.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";

/** Path to file, as `memoryWorkspace` takes them. */
export type Files = Readonly<Record<string, MemoryFile>>;

/**
 * What differs between two tables of files, as git would tell it: a file that is gone and stands elsewhere with the same
 * text was renamed. `renames` (base path to head path) adds those whose text changed on the way.
 */
export function changesBetween(
  base: Files,
  head: Files,
  renames: Readonly<Record<string, string>> = {},
): Changes {
  const moved = new Map([...movedFiles(base, head), ...Object.entries(renames)]);
  const arrived = new Set(moved.values());
  const from = new Map([...moved].map(([before, after]) => [after, before]));
  const files: ChangedFile[] = [
    ...Object.keys(base).flatMap((path): ChangedFile[] => {
      if (path in head && !moved.has(path))
        return same(base[path], head[path]) ? [] : [{ status: "modified", path }];
      const to = moved.get(path);
      return to === undefined ? [{ status: "removed", path }] : [{ status: "renamed", path: to, from: path }];
    }),
    ...Object.keys(head)
      .filter((path) => !(path in base) && !arrived.has(path))
      .map((path): ChangedFile => ({ status: "added", path })),
  ];
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    headPathOf: (path) => moved.get(path) ?? (path in head ? path : undefined),
    addedLines: (path) => addedLines(base[from.get(path) ?? path], head[path]),
  };
}

function movedFiles(base: Files, head: Files): readonly (readonly [string, string])[] {
  const free = Object.keys(head).filter((path) => !(path in base));
  return Object.keys(base)
    .filter((path) => !(path in head))
    .flatMap((path) => {
      const at = free.findIndex((other) => textOf(base[path]) !== "" && same(base[path], head[other]));
      const [to] = at < 0 ? [] : free.splice(at, 1);
      return to === undefined ? [] : [[path, to] as const];
    });
}

function addedLines(before: MemoryFile | undefined, after: MemoryFile | undefined): readonly LineRange[] {
  const ranges: LineRange[] = [];
  let line = 1;
  for (const { added, removed, count } of diffArrays(linesOf(before), linesOf(after))) {
    if (removed) continue;
    if (added) ranges.push({ first: line, last: line + count - 1 });
    line += count;
  }
  return ranges;
}

function linesOf(file: MemoryFile | undefined): string[] {
  return textOf(file).split(/(?<=\n)/);
}

function textOf(file: MemoryFile | undefined): string {
  return typeof file === "string" ? file : (file?.text ?? file?.target ?? "");
}

function same(one: MemoryFile | undefined, other: MemoryFile | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A workspace that can be searched, as one of git can; `seen` hears of every path that is read. */
export function searchable(workspace: Workspace, seen: (path: string) => void = () => {}): Workspace {
  const textAt = (path: string) => {
    const content = workspace.read(path);
    return content !== undefined && "text" in content ? content.text : "";
  };
  return {
    ...workspace,
    read: (path) => {
      seen(path);
      return workspace.read(path);
    },
    search: (strings, { names = [], words } = {}) => {
      const tests = names.map((name) => new RegExp(`(^|/)${name.replaceAll("*", "[^/]*")}$`, "i"));
      return workspace
        .list()
        .filter(
          ({ path, kind }) =>
            kind === "file" && (tests.length === 0 || tests.some((test) => test.test(path))),
        )
        .map(({ path }) => path)
        .filter((path) => strings.some((string) => holds(textAt(path), string, words === true)));
    },
  };
}

/** As `git grep -F -w`: neither end of the match may adjoin a letter, a digit or an underscore. */
function holds(text: string, string: string, asWord: boolean): boolean {
  for (let at = text.indexOf(string); at >= 0; at = text.indexOf(string, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + string.length] ?? " "}`;
    if (!asWord || !/\w/.test(around)) return true;
  }
  return false;
}
