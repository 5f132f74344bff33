/** Draws that are the same for the same seed, on every machine. */
export interface Draws {
  /** A number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly of: <T>(choices: readonly [T, ...T[]]) => T;
  readonly chance: (share: number) => boolean;
}

/** xorshift32: no more than that is asked of names and lines. */
export function seeded(seed: number): Draws {
  let state = seed | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    of: (choices) => choices[below(choices.length)] ?? choices[0],
    chance: (share) => next() < share,
  };
}
