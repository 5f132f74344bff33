/** Words that stand for several paths, or for one that a variable is part of. */
import { isOwnFile } from "../../model/repo/mentions.ts";
import { joinRepoPath, pathFrom } from "../../model/repo/path.ts";
import { takesNames } from "./manners.ts";
import { literalPart, patternTakes } from "./patterns.ts";
import {
  basesFor,
  countsFromRoot,
  isAnyDepth,
  isHeldLater,
  type Meaning,
  type TextReader,
} from "./reader.ts";
import type { Move, Relocation } from "./relocation.ts";
import { type PathWord, VARIABLE } from "./words.ts";

/** What a word with a wildcard or a variable means. */
export function patternMeaning(word: PathWord, reader: TextReader): Meaning | undefined {
  const { text } = word;
  const { relocation, manner, file } = reader;
  if (manner === "markdown") return undefined;
  if (text.startsWith("/") && !countsFromRoot(reader, word)) return undefined;
  const bare = text.replace(/^\//, "");
  const anyDepth = isAnyDepth(text, reader);
  for (const base of bare.startsWith(VARIABLE) ? [""] : basesFor(word, reader)) {
    const prefix = anyDepth ? "" : literalPart(bare);
    const folder = prefix === "" ? undefined : joinRepoPath(base, prefix);
    const now = folder === undefined ? undefined : movedFolder(folder, relocation);
    if (now !== undefined) {
      const to = pathFrom(relocation.after(base), now);
      const lead = /^(\.?\/)*/.exec(text)?.[0] ?? "";
      const length = text.length - bare.length + prefix.length;
      return { kind: "write", text: `${lead}${to}`, length };
    }
    if (isHeldLater(file)) continue;
    const elsewhere = anyDepth ? undefined : patternElsewhere(bare, base, reader);
    if (elsewhere !== undefined) {
      const lead = /^(\.?\/)*/.exec(text)?.[0] ?? "";
      return { kind: "write", text: `${lead}${elsewhere}`, length: text.length };
    }
    const refused = relocation.moves.find(refuserOf(anyDepth ? `**/${bare}` : bare, base, reader));
    if (refused !== undefined) {
      const why = otherwiseWhy(text, refused, reader);
      return { kind: "refuse", moves: [refused], why };
    }
  }
  return undefined;
}

/** The pattern in the one folder that all it takes moves to; `undefined` where it would take something else there. */
function patternElsewhere(pattern: string, base: string, reader: TextReader): string | undefined {
  const { relocation, fleet } = reader;
  const isTaken = takerOf(pattern, base, reader);
  // Most patterns have nothing to do with what moves, and a repo has many files.
  if (!relocation.moves.some(({ from }) => isTaken(from))) return undefined;
  const paths = fleet.entries.map(({ path }) => path);
  const [first, ...others] = pattern.includes(VARIABLE) ? [] : paths.filter(isTaken);
  const isMoved = (path: string) => relocation.moveOf(path)?.isFolder === false;
  if (first === undefined || !isMoved(first) || !others.every(isMoved)) return undefined;
  const prefix = literalPart(pattern);
  const folder = joinRepoPath(base, prefix) ?? "";
  const end = first.slice(folder === "" ? 0 : folder.length + 1);
  const after = relocation.after(first);
  if (!after.endsWith(`/${end}`)) return undefined;
  const baseThen = relocation.after(base);
  const to = pathFrom(baseThen, after.slice(0, -end.length - 1));
  const written = `${to}${pattern.slice(prefix.length).replace(/^(?=[^/])/, "/")}`;
  const isTakenThen = takerOf(written, baseThen, reader);
  return paths.every((path) => isTakenThen(relocation.after(path)) === isTaken(path)) ? written : undefined;
}

function takerOf(pattern: string, base: string, reader: TextReader): (path: string) => boolean {
  const { itself, below } = patternTakes(pattern, base);
  return isDeep(reader) ? below : itself;
}

function movedFolder(folder: string, { moveOf, after, emptied }: Relocation): string | undefined {
  return moveOf(folder) === undefined ? emptied(folder) : after(folder);
}

function otherwiseWhy(text: string, move: Move, { file, manner }: TextReader): string {
  if (text.includes(VARIABLE)) return "a path is put together from a variable here, and may be this one";
  if (move.isFolder && manner !== "lines" && takesNames(file))
    return "names of images may be taken from the names of folders here";
  return `"${text}" would no longer match the same files`;
}

/** Whether a pattern takes a path before or after its move and not both times, or may take a folder's name from it. */
function refuserOf(pattern: string, base: string, reader: TextReader): (move: Move) => boolean {
  const isVariable = pattern.includes(VARIABLE);
  // A variable alone can be anything, which says nothing.
  if (/^[\uE001*./]*$/.test(pattern) && (isVariable || reader.manner !== "script")) return () => false;
  // Behind a variable at the start any folder may be meant.
  const open = pattern.startsWith(`${VARIABLE}/`) ? `**/${pattern.slice(2)}` : pattern;
  const { itself, below } = patternTakes(open, base);
  if (isVariable) {
    const last = pattern.split("/").at(-1) ?? "";
    // "deployment/images/$NAME" is the folder of any image, which stays where it is when a file in it moves.
    return ({ from, isFolder }) =>
      isFolder ? itself(from) || below(from) : itself(from) && last !== VARIABLE;
  }
  const takes = isDeep(reader) ? below : itself;
  const isNaming = reader.manner !== "lines" && takesNames(reader.file);
  return ({ from, to, isFolder }) => (isFolder && isNaming && itself(from)) || takes(from) !== takes(to);
}

/** Whether a pattern that takes a folder takes what is in it. */
function isDeep({ manner, file: { path } }: TextReader): boolean {
  if (/(^|\/)\.gitattributes$/.test(path) || manner === "workflow") return false;
  return manner !== "data" || isOwnFile(path);
}
