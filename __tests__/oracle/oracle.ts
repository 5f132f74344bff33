/** A comparison of what Keelcheck says with what the real program says. */
export interface Oracle {
  /** The word behind `npm run oracle --`. */
  readonly name: string;
  readonly summary: string;
  /** Exit status: 0 nothing differs, 1 something does, 2 it cannot run here and has said what is missing. */
  readonly run: (options: readonly string[]) => Promise<number> | number;
}
