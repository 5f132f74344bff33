import type { At, Because, UnknownJson } from "../facts.ts";
import type { Evidence, Unknown } from "../model/fact.ts";
import { type Place, rangeOf } from "../source.ts";

/** A place as plain data; a file as a whole is its line 1, column 1. */
export function describePlace(place: Place): At {
  return { file: place.file.path, ...rangeOf(place).start };
}

/** A fact that cannot be told, as plain data. */
export function describeUnknown({ why, settle, at }: Unknown): UnknownJson {
  return { known: false, why, ...(settle !== undefined && { settle }), at: describePlace(at) };
}

/** The places that prove a fact, as plain data. */
export function describeEvidence(because: readonly Evidence[]): readonly Because[] {
  return because.map(({ at, note }) => ({ ...describePlace(at), note }));
}
