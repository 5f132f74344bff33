/** One command of a script. */
export interface SedCommand {
  /** Lines that it is for: a 1-based number, `$`, or an expression; absent: all. */
  readonly address?: number | "$" | RegExp;
  readonly inverted: boolean;
  readonly action:
    | { readonly kind: "delete" }
    | { readonly kind: "substitute"; readonly from: RegExp; readonly to: readonly (string | number)[] };
}
