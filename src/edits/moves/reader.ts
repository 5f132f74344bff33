/** A file whose words are asked about, and what they may come to. */
import type { Fleet } from "../../model/fleet/types.ts";
import { folderOfFile } from "../../model/repo/path.ts";
import type { SourceFile } from "../../source.ts";
import type { Manner } from "./manners.ts";
import type { Move, Relocation } from "./relocation.ts";
import type { PathWord } from "./words.ts";

/** A file whose words are asked about. */
export interface TextReader {
  readonly file: SourceFile;
  readonly manner: Manner;
  readonly bases: readonly string[];
  /** Whether only images read it: what it names lies in a container, unless the whole path from the repo's root stands there. */
  readonly isContainers: boolean;
  readonly fleet: Fleet;
  readonly relocation: Relocation;
}

/** What a word comes to: a text in place of its first `length` characters, or moves that cannot be made. */
export type Meaning =
  | { readonly kind: "write"; readonly text: string; readonly length: number }
  | { readonly kind: "refuse"; readonly moves: readonly Move[]; readonly why: string };

/** Whether a path from "/" counts from the repo's root: in pages, and in lists of patterns. */
export function countsFromRoot({ manner, file }: TextReader, { before }: PathWord): boolean {
  if (manner === "lines") return true;
  if (manner === "markdown") return isLink(before);
  return /(^|\/)(dependabot\.ya?ml|renovate[^/]*|\.renovaterc[^/]*)$/.test(file.path);
}

/** Whether what follows is where a link leads. */
export function isLink(before: string): boolean {
  return /(\]\(<?|^\s*\[[^\]]+\]:\s*<?|\b(href|src)\s*=\s*["']?)$/.test(before);
}

/** The folders that a word may count from. */
export function basesFor(
  { text, home, before }: PathWord,
  { manner, bases, file, isContainers }: TextReader,
): readonly string[] {
  const own = folderOfFile(file.path);
  if (home !== undefined) return [home === "root" ? "" : own];
  if (manner === "lines") return bases;
  if (isContainers || text.startsWith("/")) return [""];
  return manner === "markdown" && isLink(before) ? [own] : bases;
}

/** What a builder leaves out is held against the images themselves, and who owns what against each file that moves. */
export function isHeldLater({ path }: SourceFile): boolean {
  return /dockerignore$|(^|\/)CODEOWNERS$/.test(path);
}

/** A line of `.gitignore` and the like without a slash before its end matches in every folder; not so for a builder. */
export function isAnyDepth(text: string, { manner, file }: TextReader): boolean {
  return manner === "lines" && !/dockerignore$/.test(file.path) && !text.replace(/\/+$/, "").includes("/");
}
