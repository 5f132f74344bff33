/** Words for folders that stay, and words that lead nowhere. */
import { folderOfFile, isInside, joinRepoPath } from "../../model/repo/path.ts";
import { goesAnywhere, type Manner, takesNames } from "./manners.ts";
import { isHeldLater, type Meaning, type TextReader } from "./reader.ts";
import type { Move } from "./relocation.ts";
import type { PathWord } from "./words.ts";

/** A folder that stays, and of which a file moves: whoever mounts it or takes it as a whole finds it elsewhere in it. */
export function folderMeaning({ text, before, next }: PathWord, reader: TextReader): Meaning | undefined {
  const { relocation, manner, bases, file } = reader;
  if (manner === "markdown" || manner === "code" || reader.isContainers) return undefined;
  if (manner === "lines" && (isHeldLater(file) || /\.git(ignore|attributes)$/.test(file.path)))
    return undefined;
  const isMounted =
    (/^:[/$~]/.test(next) && manner !== "data") || /\b(source|src)\s*[:=]\s*["']?$/.test(before);
  const folders = bases.flatMap((base) => joinRepoPath(base, text.replace(/\/+$/, "")) ?? []);
  for (const move of relocation.moves) {
    const inside = folders.find((folder) => folder !== move.from && isInside(move.from, folder));
    if (inside === undefined) continue;
    const isPath = text.includes("/") || folderOfFile(inside) === folderOfFile(file.path);
    if (!isMounted && !(isPath && takesWhole(inside, move, reader))) continue;
    return { kind: "refuse", moves: [move], why: folderWhy(inside, isMounted, { text, manner, move }) };
  }
  return undefined;
}

function folderWhy(
  folder: string,
  isMounted: boolean,
  { text, manner, move }: { readonly text: string; readonly manner: Manner; readonly move: Move },
): string {
  if (isMounted) return `the folder ${folder || "of the repo"} is mounted as a whole here`;
  if (manner === "lines") return `"${text}" would no longer match the same files`;
  return move.isFolder && folder === folderOfFile(move.from)
    ? "names of images may be taken from the names of folders here"
    : `the folder ${folder} is taken as a whole here`;
}

/** Whether who names a folder may depend on what is where in it: not where it is the context of a build. */
function takesWhole(folder: string, move: Move, { fleet, manner, file }: TextReader): boolean {
  if (manner === "lines") return !isInside(move.to, folder);
  // Compose takes folders as contexts and by mounts.
  if (manner === "data" || manner === "compose") return false;
  if (move.isFolder && fleet.folders.some(({ path }) => path === move.from))
    return folder === folderOfFile(move.from) && takesNames(file);
  const isContext = fleet.images.some(({ build }) => build.context.known && build.context.value === folder);
  return !isContext && fleet.isInImageFolder(folder) && fleet.folders.every(({ path }) => path !== folder);
}

/** A word that leads nowhere from any folder that is known, and that may mean what moves. */
export function unsureMeaning(
  { text }: PathWord,
  { relocation, manner, file, isContainers }: TextReader,
): Meaning | undefined {
  if (manner === "markdown" || manner === "lines" || isContainers || text.startsWith("/")) return undefined;
  const tail = text.replace(/^(\.{1,2}\/)+/, "").replace(/\/+$/, "");
  const isBare = !tail.includes("/");
  if (isBare && !(manner !== "code" && manner !== "data" && goesAnywhere(file))) return undefined;
  const move = relocation.moves.find(({ from }) => from === tail || from.endsWith(`/${tail}`));
  return move && { kind: "refuse", moves: [move], why: `the folder that "${text}" counts from is unknown` };
}
