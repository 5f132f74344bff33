/** What cp, mv, ln without -s, install and rsync do. */
export interface CopyEffect {
  readonly kind: "copy";
  readonly from: string;
  readonly to: string;
  /** Whether it goes into the target as a folder; `maybe`: where one stands there. */
  readonly into: "yes" | "no" | "maybe";
  /** The target is written with a slash at its end: no file of that name is made. */
  readonly slash?: true;
  readonly move: boolean;
  /** Whether links are copied as links: all, those below the source, or none. */
  readonly links: "all" | "below" | "none";
  /** The source is written with a slash at its end. */
  readonly atEnd?: true;
  /** It is `cp -l`, which says nothing of links itself. */
  readonly hard?: true;
  /** Both names are of one file. */
  readonly one?: true;
  /** Owner and mode go with it. */
  readonly keeps?: true;
  /** What stands at the target: it is left, replaced as a whole, or (absent) written. */
  readonly standing?: "stays" | "open" | "replaced";
  /** What `install` gives the copy. */
  readonly stamp?: { readonly mode: number; readonly owner?: string; readonly group?: string };
}
