import type { Place } from "../../source.ts";
import type { Evidence } from "../fact.ts";

/** A path that a server opens or makes when it starts. */
export interface WrittenPath {
  readonly kind: "pid" | "temp" | "log";
  /** Absolute. */
  readonly path: string;
  /** The directive that names it, or would. */
  readonly directive: string;
  /** The argument that names it; absent where the path is compiled in or a stock file names it. */
  readonly at?: Place;
  readonly because: readonly Evidence[];
}
