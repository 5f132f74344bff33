import { ownValue } from "../names.ts";

/**
 * Characters that are not shown as themselves: control, format (bidi, zero width, tags), line separators, halves of
 * surrogate pairs, and fillers that look like nothing. Unicode 16, general categories Cc, Cf, Zl, Zp, Cs.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Text of the repo as it may be shown: one line, with everything that could deceive the eye or the terminal as an escape. */
export function safe(text: string): string {
  return text.replace(
    UNSEEN,
    (character) => ownValue(NAMED, character) ?? escaped(character.codePointAt(0) ?? 0),
  );
}

function escaped(code: number): string {
  const digits = code.toString(16);
  return code < 0x100 ? `\\x${digits.padStart(2, "0")}` : `\\u{${digits}}`;
}
