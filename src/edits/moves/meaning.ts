/** What a word of a file means for moves: nothing, another word, or that a move is not made. */
import { existsInRepo } from "../../model/repo/entries.ts";
import { folderOfFile, isInside, joinRepoPath, pathFrom } from "../../model/repo/path.ts";
import type { SourceFile } from "../../source.ts";
import { folderMeaning, unsureMeaning } from "./folder-words.ts";
import { isFenced } from "./manners.ts";
import { patternMeaning } from "./pattern-words.ts";
import { basesFor, countsFromRoot, isAnyDepth, isLink, type Meaning, type TextReader } from "./reader.ts";
import { type PathWord, standsForSeveral, VARIABLE } from "./words.ts";

interface Hit {
  readonly base: string;
  readonly target: string;
  readonly written: string;
}

/** What a word means; `undefined` where it has nothing to do with the moves. */
export function meaningOf(word: PathWord, reader: TextReader): Meaning | undefined {
  const { text } = word;
  if (reader.isContainers && (text.startsWith(VARIABLE) || !text.slice(1).includes("/"))) return undefined;
  if (standsForSeveral(text)) return patternMeaning(word, reader);
  if (/^[./]+$/.test(text)) return folderMeaning(word, reader);
  // Only in pages and lists of patterns does a path from "/" count from the repo's root.
  if (text.startsWith("/") && !countsFromRoot(reader, word)) return undefined;
  if (isAnyDepth(text, reader)) return patternMeaning(word, reader);
  const bases = basesFor(word, reader);
  const hits: Hit[] = [];
  let others = 0;
  for (const base of bases) {
    const hit = hitOf(text, base, reader);
    if (hit === "same") others += 1;
    else if (hit !== undefined && !hits.some(({ target }) => target === hit.target)) hits.push(hit);
  }
  const [first] = hits;
  if (first === undefined) return others > 0 ? folderMeaning(word, reader) : unsureMeaning(word, reader);
  const { relocation } = reader;
  const moves = hits.flatMap(
    ({ target }) =>
      relocation.moveOf(target) ?? relocation.moves.filter(({ from }) => isInside(from, target)),
  );
  const own = relocation.moveOf(reader.file.path);
  const refuse = (why: string): Meaning => ({
    kind: "refuse",
    moves: moves.length > 0 ? moves : own === undefined ? [] : [own],
    why,
  });
  if (hits.length > 1 || others > 0) return refuse(`"${text}" may be one of several paths here`);
  if (!isSurely(word, first, reader)) {
    // Words of a page that no link leads by change nothing.
    return reader.manner === "markdown" ? undefined : refuse(`"${text}" may be this path or only a name`);
  }
  return { kind: "write", text: first.written, length: text.length };
}

/** The word as it is to be from a base; "same" where it stays and names something there. */
function hitOf(
  text: string,
  base: string,
  { file, manner, fleet, relocation }: TextReader,
): Hit | "same" | undefined {
  const isRooted = text.startsWith("/");
  const plain = text.replace(/\/+$/, "");
  const target = joinRepoPath(base, plain);
  if (target === undefined || target === "") return undefined;
  const isThere = existsInRepo(fleet.entries, target);
  if (relocation.moveOf(target) === undefined && !isThere) return undefined;
  // A bare word may be a name, and then the folder's file moves all the same.
  const emptied = plain.includes("/") || manner === "lines" ? relocation.emptied(target) : undefined;
  const from =
    folderOfFile(file.path) === base ? folderOfFile(relocation.after(file.path)) : relocation.after(base);
  const path = pathFrom(from, emptied ?? relocation.after(target));
  const old = pathFrom(base, target);
  if (path === old) return isThere ? "same" : undefined;
  const dots = text.startsWith("./") && !path.startsWith(".") ? "./" : "";
  const written = `${isRooted ? "/" : dots}${path}${text.slice(plain.length)}`;
  return { base, target, written };
}

const PATH_KEY =
  /(^|[\s{,"'-])(\w*(file|path|src|source|context|director(y|ies)|dir|folder|include|input|template|config|build|dest|from|root|working-directory|env_file|extends)s?)["']?\s*[:=]\s*(\[[^\]]*)?["']?$/i;

/** Whether a word that can be read as a path is one. */
function isSurely(word: PathWord, { base, target }: Hit, reader: TextReader): boolean {
  const { text, before, home, next } = word;
  const { manner, file, relocation } = reader;
  const hasSlash = text.replace(/\/$/, "").includes("/");
  if (home !== undefined || manner === "lines") return true;
  if (manner === "markdown") return isLink(before) || isCode(word, file) || hasSlash;
  if (manner === "code") return hasSlash && base === "";
  if (hasSlash) return true;
  const isName = relocation.moveOf(target)?.from === target && relocation.moveOf(target)?.isFolder === true;
  if (isName || next.startsWith("=") || (manner !== "script" && manner !== "workflow"))
    return PATH_KEY.test(before);
  return !/^\s*(- )?[\w-]+:\s*["']?$/.test(before) || PATH_KEY.test(before);
}

/** Whether a word stands between backticks or in a fenced block. */
function isCode({ before, span }: PathWord, file: SourceFile): boolean {
  return (before.match(/`/g)?.length ?? 0) % 2 === 1 || isFenced(file, span.start);
}
