/** Choices that come out the same for the same seed. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  /** True in about `share` of the cases (0 to 1). */
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** The same members in another order. */
  readonly shuffled: <T>(list: readonly T[]) => readonly T[];
}

/** A source of choices from a seed. */
export function randomFrom(seed: string): Random {
  const next = mulberry32(hashOf(seed));
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error(`nothing to pick from (seed ${seed})`);
    return list[between(0, list.length - 1)] as T; // in range: the list is not empty
  };
  return { between, pick, chance: (share) => next() < share, shuffled: (list) => shuffle(list, between) };
}

// Fisher and Yates.
function shuffle<T>(list: readonly T[], between: Random["between"]): readonly T[] {
  const rest = [...list];
  const done: T[] = [];
  while (rest.length > 0) done.push(...rest.splice(between(0, rest.length - 1), 1));
  return done;
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Tommy Ettinger's generator: small, and good enough to choose spellings. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
