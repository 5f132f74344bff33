/** What is unpacked from an archive, as a command says it. */
import type { Unknown } from "../../fact.ts";

/** What tar and its like write into a folder. */
export interface UnpackEffect {
  readonly kind: "unpack";
  /** The folder; "/" where names of the archive itself may lead anywhere. */
  readonly path: string;
  /** The archive; absent where it comes through a pipe, or cannot be told. */
  readonly archive?: string;
  /** How tar reads it; absent where its options are not read. */
  readonly how?: UnpackHow;
  readonly why: Unknown;
}

/** What tar takes out of an archive, and how. */
export interface UnpackHow {
  /** How many leading parts of each path are dropped. */
  readonly strip: number;
  /** Only these, with what lies below them; absent for all. */
  readonly members?: readonly string[];
  /** Whether a slash at the start of a path is kept (`-P`). */
  readonly absolute: boolean;
  /** Whether the files belong to whoever unpacks them (`-o`). */
  readonly own: boolean;
  /** Whether the umask is taken from their modes; absent where that goes by who unpacks them. */
  readonly masked?: boolean;
}
