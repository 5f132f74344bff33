/** Why a file of the repo tells nothing. */
import type { Place } from "../../source.ts";

/** A file that could not be read or parsed. */
export interface FileProblem {
  readonly at: Place;
  readonly message: string;
}
