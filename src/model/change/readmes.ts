/** Image folders of which a changed README in a folder above says something else. */
import type { Workspace } from "../../workspace/workspace.ts";
import { baseName } from "../container-path.ts";
import { calledIn } from "../readme/called.ts";
import { folderOfFile, isInside } from "../repo/path.ts";
import type { End } from "./ends.ts";

const README = /^readme\.(?:md|markdown)$/i;

/** The image folders of one end that such a README is about, at either end. */
export function describedFolders(
  changed: Iterable<string>,
  of: End,
  ends: { readonly base: End; readonly head: End },
): readonly string[] {
  return [...changed].flatMap((path) => {
    if (!README.test(baseName(path))) return [];
    const home = folderOfFile(path);
    const below = [...of.folders.keys()].filter((folder) => folder !== home && isInside(folder, home));
    if (below.length === 0) return [];
    const names = differing(textAt(ends.base.workspace, path), textAt(ends.head.workspace, path));
    const named = new Set(
      of.survey.sources
        .flat()
        .flatMap(({ name, dockerfile }) =>
          name !== undefined && names.has(name.toLowerCase()) ? [of.folderOf(dockerfile)] : [],
        ),
    );
    const tops = new Set([...names].map((name) => name.split("/")[0] ?? name));
    return below.filter(
      (folder) =>
        named.has(folder) ||
        isCalled(folder.toLowerCase(), names) ||
        tops.has(baseName(folder).toLowerCase()),
    );
  });
}

function isCalled(folder: string, names: ReadonlySet<string>): boolean {
  const parts = folder.split("/");
  return parts.some((_, index) => names.has(parts.slice(index).join("/")));
}

function textAt(workspace: Workspace, path: string): string {
  const content = workspace.read(path);
  return content !== undefined && "text" in content ? content.text : "";
}

/** What both texts call images, where what stands under the name or in its row is not the same in both. */
function differing(before: string, after: string): ReadonlySet<string> {
  const [old, now] = [chunksOf(before), chunksOf(after)];
  return new Set([...old.keys(), ...now.keys()].filter((name) => old.get(name) !== now.get(name)));
}

/** The text of each name's sections and rows. Read by lines: rather a name too many than one too few. */
function chunksOf(text: string): ReadonlyMap<string, string> {
  const chunks = new Map<string, string[]>();
  const open: { readonly level: number; readonly chunk: string[] }[] = [];
  let header = "";
  const lines = text.split(/\r?\n/);
  const chunkOf = (name: string): string[] => {
    const chunk = chunks.get(name) ?? [];
    chunks.set(name, chunk);
    return chunk;
  };
  for (const [index, line] of lines.entries()) {
    const heading = headingAt(line, lines[index + 1] ?? "");
    if (heading !== undefined) {
      while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
      const name = calledIn(bare(heading.text));
      if (name !== undefined) open.push({ level: heading.level, chunk: chunkOf(name) });
    }
    for (const { chunk } of open) chunk.push(line);
    if (!line.includes("|")) header = "";
    else if (header === "") header = line;
    else
      for (const cell of line.split("|")) {
        const name = calledIn(bare(cell));
        if (name !== undefined) chunkOf(name).push(header, line);
      }
  }
  return new Map([...chunks].map(([name, chunk]) => [name, chunk.join("\n")]));
}

function headingAt(
  line: string,
  next: string,
): { readonly level: number; readonly text: string } | undefined {
  const [, marks, text] = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/.exec(line) ?? [];
  if (marks !== undefined) return { level: marks.length, text: text ?? "" };
  if (line.trim() === "" || !/^ {0,3}(?:=+|-+)\s*$/.test(next)) return undefined;
  return { level: next.trim().startsWith("=") ? 1 : 2, text: line };
}

/** Text without the marks of links and emphasis. */
function bare(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, "$1")
    .replace(/<[^>]*>|\*+|__/g, "")
    .trim();
}
