/**
 * Patterns with stars, matched piece by piece: where a star may end first it does, and what is found is not looked at
 * again. An expression of JavaScript's would try every way there is, and many stars take for ever so.
 */

/** One character of a pattern: itself, or a test. */
export type CharacterTest = string | ((character: string) => boolean);

/** What stands between the stars of a pattern: `a*b` has two pieces, `*` has two empty ones. */
export type Pieces = readonly (readonly CharacterTest[])[];

/** Whether a star may run over a character. */
type Gap = (character: string) => boolean;

/** Whether a pattern matches all of a text. */
export function matchesWhole(pieces: Pieces, text: ArrayLike<string>, gap: Gap): boolean {
  const last = pieces.at(-1) ?? [];
  const end = text.length - last.length;
  if (pieces.length < 2) return end === 0 && fits(last, text, 0);
  const start = behindPieces(pieces.slice(0, -1), text, { start: 0, gap });
  if (start === undefined || start > end || !fits(last, text, end)) return false;
  for (let at = start; at < end; at++) if (!gap(text[at] ?? "")) return false;
  return true;
}

/** Where the shortest or longest part ends that starts at an offset and that a pattern matches; stars run over all. */
export function endOfMatch(
  pieces: Pieces,
  text: ArrayLike<string>,
  { start, longest }: { readonly start: number; readonly longest: boolean },
): number | undefined {
  if (!longest || pieces.length < 2) return behindPieces(pieces, text, { start, gap: () => true });
  const last = pieces.at(-1) ?? [];
  const behind = behindPieces(pieces.slice(0, -1), text, { start, gap: () => true });
  if (behind === undefined) return undefined;
  for (let at = text.length - last.length; at >= behind; at--)
    if (fits(last, text, at)) return at + last.length;
  return undefined;
}

/** Where the last of some pieces ends when each stands as early as it can, the first at the start itself. */
function behindPieces(
  pieces: Pieces,
  text: ArrayLike<string>,
  { start, gap }: { readonly start: number; readonly gap: Gap },
): number | undefined {
  let at = start;
  for (const [index, piece] of pieces.entries()) {
    while (!fits(piece, text, at)) {
      if (index === 0 || at >= text.length || !gap(text[at] ?? "")) return undefined;
      at++;
    }
    at += piece.length;
  }
  return at;
}

function fits(piece: readonly CharacterTest[], text: ArrayLike<string>, at: number): boolean {
  if (at + piece.length > text.length) return false;
  return piece.every((test, index) => {
    const character = text[at + index] ?? "";
    return typeof test === "string" ? test === character : test(character);
  });
}
