/** Files and folders of the repo that get other paths, and where every path is once they have. */
import { isInside } from "../../model/repo/path.ts";
import { onceByText } from "../../once.ts";
import type { Place } from "../../source.ts";

/** What gets another path: a file, or a folder with all that is in it. Paths from the repo's root. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly isFolder: boolean;
  /** Why it belongs there: "configuration belongs in config/". */
  readonly why: string;
}

/** Why a move is not made, and the place that is in its way. */
export interface Obstacle {
  readonly move: Move;
  readonly at: Place;
  /** To follow the place: "its path is put together from a variable here". */
  readonly why: string;
}

/** Where paths are after moves of which none lies in another. */
export interface Relocation {
  readonly moves: readonly Move[];
  /** The move that takes a path along. */
  readonly moveOf: (path: string) => Move | undefined;
  readonly after: (path: string) => string;
  /** The new path of a folder of which every file moves to the same place of one other folder, which holds nothing else. */
  readonly emptied: (folder: string) => string | undefined;
}

/** The paths after moves of which none lies in another, in a repo with these files. */
export function relocation(moves: readonly Move[], files: readonly string[]): Relocation {
  const single = new Map(moves.flatMap((move) => (move.isFolder ? [] : [[move.from, move] as const])));
  const folders = moves.filter(({ isFolder }) => isFolder);
  const moveOf = (path: string) => single.get(path) ?? folders.find(({ from }) => isInside(path, from));
  const after = (path: string) => {
    const move = moveOf(path);
    return move === undefined ? path : `${move.to}${path.slice(move.from.length)}`;
  };
  const emptied = onceByText((folder) =>
    moves.some(({ from }) => isInside(from, folder)) ? emptiedTo(folder, files, after) : undefined,
  );
  return { moves, moveOf, after, emptied };
}

function emptiedTo(
  folder: string,
  files: readonly string[],
  after: (path: string) => string,
): string | undefined {
  const [first, ...others] = files.filter((path) => isInside(path, folder));
  if (first === undefined) return undefined;
  const end = first.slice(folder.length);
  const to = after(first).endsWith(end) ? after(first).slice(0, -end.length) : folder;
  if (to === folder || isInside(to, folder) || isInside(folder, to)) return undefined;
  if (others.some((path) => after(path) !== `${to}${path.slice(folder.length)}`)) return undefined;
  const strangers = files.filter((path) => !isInside(path, folder) && isInside(after(path), to));
  return strangers.length === 0 ? to : undefined;
}
