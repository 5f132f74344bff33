import type { Place, Span } from "../../source.ts";
import type { Evidence, Unknown } from "../fact.ts";
import type { FileContent } from "../model.ts";

/** A shell text, and what is known of where it runs. */
export interface ShellInput {
  readonly text: string;
  /** Where a span of the text stands. */
  readonly place: (span: Span) => Place;
  readonly folder: string | null;
  /** A variable's value: "" is unset, `undefined` cannot be told. */
  readonly lookup: (name: string) => string | undefined;
  /** The text of a file inside the image, when a script is run. */
  readonly script: (path: string) => FileContent | Unknown | undefined;
  readonly because: readonly Evidence[];
  /** How many scripts run each other around this one. */
  readonly depth: number;
  /** How many commands may still be followed, over all scripts that run each other; a default where it is absent. */
  readonly budget?: { commands: number };
}
