/** The patterns in `${X#…}`, `${X%…}` and `${X/…}`, as BuildKit has them: `*` and `?`, and no classes. */
import { type CharacterTest, endOfMatch, type Pieces } from "./stars.ts";

// The kernel hands no program a longer variable (MAX_ARG_STRLEN of execve(2)); one of several of itself grows for ever.
/** How long a value may become by its variables, in UTF-16 units. */
export const LONGEST_VALUE = 131_072;

// Characters of a value times those of a pattern: about a second.
const MOST_STEPS = 100_000_000;

/** Takes off the shortest (`#`, `%`) or longest (`##`, `%%`) part at the start or the end that a pattern matches; `undefined` where that takes too long. */
export function trimPattern(value: string, word: string, modifier: string): string | undefined {
  const longest = word.startsWith(modifier);
  const pieces = patternPieces(longest ? word.slice(1) : word);
  const characters = Array.from(value);
  if (takesLong(characters, word)) return undefined;
  if (modifier === "#") {
    const end = endOfMatch(pieces, characters, { start: 0, longest }) ?? 0;
    return characters.slice(end).join("");
  }
  // From behind a suffix is a prefix.
  const backwards = pieces.map((piece) => piece.toReversed()).reverse();
  const end = endOfMatch(backwards, characters.toReversed(), { start: 0, longest }) ?? 0;
  return characters.slice(0, characters.length - end).join("");
}

/** Why BuildKit refuses a pattern (shell/lex.go, convertShellPatternToRegex): few characters can be escaped in one. */
export function refusedExpansionPattern(pattern: string): string | undefined {
  for (const [escaped] of pattern.matchAll(/\\(?:.|$)/gsu))
    if (!/^\\[*?\\}/]$/.test(escaped)) return `unknown escape ${escaped}`;
  return undefined;
}

interface Replacement {
  readonly pattern: string;
  readonly by: string;
  /** Each match, and not the first alone. */
  readonly all: boolean;
}

/** Replaces the longest match at the first place that has one, or at all; `undefined` where that takes too long. */
export function replacePattern(value: string, { pattern, by, all }: Replacement): string | undefined {
  const pieces = patternPieces(pattern);
  const characters = Array.from(value);
  if (takesLong(characters, pattern)) return undefined;
  const parts: string[] = [];
  let length = value.length;
  let copied = 0;
  for (let at = 0; at <= characters.length; ) {
    const end = endOfMatch(pieces, characters, { start: at, longest: true });
    // What is not found behind a star is not found further on either.
    if (end === undefined && pieces.length > 1 && isStarted(pieces, characters, at)) break;
    if (end === undefined || (end === at && at === copied && at > 0)) at++;
    else {
      parts.push(characters.slice(copied, at).join(""), by);
      length += by.length;
      if (length > LONGEST_VALUE + value.length) return undefined;
      copied = end;
      if (!all) break;
      at = Math.max(end, at + 1);
    }
  }
  return parts.join("") + characters.slice(copied).join("");
}

function isStarted(pieces: Pieces, characters: readonly string[], at: number): boolean {
  return endOfMatch(pieces.slice(0, 1), characters, { start: at, longest: false }) !== undefined;
}

function takesLong(characters: readonly string[], pattern: string): boolean {
  return characters.length * pattern.length > MOST_STEPS;
}

function patternPieces(pattern: string): Pieces {
  let piece: CharacterTest[] = [];
  const pieces = [piece];
  for (const [token] of pattern.matchAll(/\\.|./gsu)) {
    if (token === "*") {
      piece = [];
      pieces.push(piece);
    } else if (token === "?") piece.push(() => true);
    else piece.push(token.length > 1 && token.startsWith("\\") ? token.slice(1) : token);
  }
  return pieces;
}
