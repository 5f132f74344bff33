import type { Listener } from "./types.ts";

/** Two listeners that want one address. */
export interface Conflict {
  readonly first: Listener;
  readonly second: Listener;
}

/** Pairs of listeners of two servers that cannot both be bound: same port and overlapping address. */
export function conflictsOf(listeners: readonly Listener[]): readonly Conflict[] {
  const behind = new Map<number, Listener[]>();
  for (const listener of listeners) {
    const same = behind.get(listener.port) ?? [];
    same.push(listener);
    behind.set(listener.port, same);
  }
  return listeners.flatMap((first) => {
    const same = behind.get(first.port) ?? [];
    // A server's own sockets never meet: only where both listen is there something to compare.
    if (same.every(({ server }) => server === first.server)) return [];
    return same
      .slice(same.indexOf(first) + 1)
      .filter((second) => first.server !== second.server && overlap(first, second))
      .map((second) => ({ first, second }));
  });
}

/** Whether two sockets share a port on some address of some family. */
export function overlap(one: Listener, other: Listener): boolean {
  if (one.port !== other.port) return false;
  return (["4", "6"] as const).some((family) => {
    const left = addressIn(one, family);
    const right = addressIn(other, family);
    return left !== undefined && right !== undefined && (left === "all" || right === "all" || left === right);
  });
}

/** Whether a socket takes the port on every address of a family. */
export function isWildcard(listener: Listener, family: "4" | "6"): boolean {
  return addressIn(listener, family) === "all";
}

function addressIn({ address }: Listener, family: "4" | "6"): string | undefined {
  if (address === "*") return "all";
  if (address.includes(":") !== (family === "6")) return undefined;
  return address === "::" || address === "0.0.0.0" ? "all" : address;
}
