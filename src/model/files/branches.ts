/** Files whose state hangs on conditions, as they are where the conditions lead one way or the other. */
import type { Unknown } from "../fact.ts";
import type { Branch, FileLayer } from "./layer.ts";
import { Layers } from "./layer-stack.ts";

/** Which way conditions lead; the others are open. */
export type Ways = ReadonlyMap<object, number>;

/** The layers where some conditions lead a given way. */
export function takenWays(layers: Iterable<FileLayer>, ways: Ways): Layers {
  const taken = new Layers();
  for (const layer of layers) {
    const branches = layer.either?.branches ?? [];
    if (branches.some(({ of, way }) => ways.has(of) && ways.get(of) !== way)) continue;
    const isTaken = layer.either !== undefined && branches.every(({ of }) => ways.has(of));
    taken.push(...(isTaken && layer.either ? layer.either.layers(taken) : [layer]));
  }
  return taken;
}

/** A condition that a reason hangs on and that is open yet; `undefined` where it hangs on something else. */
export function openBranch(layers: Iterable<FileLayer>, why: Unknown, ways: Ways): Branch | undefined {
  for (const { opaque, either } of layers) {
    if (either === undefined || opaque === undefined || !isSame(opaque.why, why)) continue;
    const open = either.branches.find(({ of }) => !ways.has(of));
    if (open !== undefined) return open;
  }
  return undefined;
}

function isSame(one: Unknown, other: Unknown): boolean {
  return (
    one.key === other.key && one.at.file === other.at.file && one.at.span?.start === other.at.span?.start
  );
}
