/** Files and folders of the repo that get other paths, and where every path is once they have. */
import { isInside } from "../../model/repo/path.ts";
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
}

/** The paths after moves of which none lies in another. */
export function relocation(moves: readonly Move[]): Relocation {
  const files = new Map(moves.flatMap((move) => (move.isFolder ? [] : [[move.from, move] as const])));
  const folders = moves.filter(({ isFolder }) => isFolder);
  const moveOf = (path: string) => files.get(path) ?? folders.find(({ from }) => isInside(path, from));
  const after = (path: string) => {
    const move = moveOf(path);
    return move === undefined ? path : `${move.to}${path.slice(move.from.length)}`;
  };
  return { moves, moveOf, after };
}
