/** What a section of a README tells, before it is a table. */
import type { Place } from "../../source.ts";

/** A column of a section's tables. */
export type SectionColumn =
  | "process"
  | "user"
  | "port"
  | "server"
  | "file"
  | "container"
  | "variable"
  | "default"
  | "volume"
  | "image"
  | "use";

/** One fact of images, as a row tells it. */
export interface SectionRow {
  /** What the first column names, in one spelling: `8080/tcp`, `MAX_SIZE`, a path. */
  readonly key: string;
  /** Markdown by column, without what it is for. */
  readonly cells: Readonly<Partial<Record<SectionColumn, string>>>;
  /** What the comment beside its declaration says, as Markdown. */
  readonly description?: string;
  /** Names of the images that it holds for. */
  readonly images: readonly string[];
}

/** What a section says of one kind. */
export interface KindFacts {
  readonly rows: readonly SectionRow[];
  /** What is not known, a sentence each, as Markdown. */
  readonly unknown: readonly string[];
}

/** A row of one run, and where it is declared. */
export interface RunRow extends Omit<SectionRow, "images" | "description"> {
  readonly at: Place;
  /** Where it is declared once more: what stands there says it where the first place does not. */
  readonly again?: readonly Place[];
}

/** What one run says of a kind. */
export interface RunRows {
  readonly rows: readonly RunRow[];
  readonly unknown: readonly string[];
}
