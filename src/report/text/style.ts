import type { Colors } from "../colors.ts";

/** How the text is written. `columns` is the width of the terminal; without one long lines are left to it. */
export interface TextStyle {
  readonly colors: Colors;
  readonly columns?: number;
}
