/** A word that is replaced before nginx reads it, nobody knows by what. */
import type { Place } from "../../source.ts";
import { type Reason, type Unknown, unknown } from "../fact.ts";

/** What makes it known. */
export const REPLACED_SETTLE = "write the value itself in this line, not a variable";

export function replacedReason(word: string): Reason {
  return { key: `variable ${word}`, why: `${word} is replaced by an unknown value` };
}

export function replacedWord(word: string, at: Place): Unknown {
  return unknown(replacedReason(word), at, REPLACED_SETTLE);
}
