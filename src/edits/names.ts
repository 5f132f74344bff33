/** The name that a mistyped one stands for. */

/** The one name that is nearest to a word, when only its case or a slip of the hand or two lies between; `undefined` without a single one. */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  const alike = names.filter((name) => name !== word && name.toLowerCase() === word.toLowerCase());
  if (alike.length === 1) return alike[0];
  const most = word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
  const near = [...new Set(names)]
    .filter((name) => name !== word && Math.abs(name.length - word.length) <= most)
    .map((name) => ({ name, slips: slipsBetween(word, name) }))
    .filter(({ slips }) => slips <= most)
    .sort((one, other) => one.slips - other.slips);
  const [first, second] = near;
  return first !== undefined && first.slips !== second?.slips ? first.name : undefined;
}

/** How many letters must be added, left out, changed or swapped with the next to make one word the other. */
export function slipsBetween(one: string, other: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line++) {
    const above = row;
    const next = [line];
    for (let column = 1; column <= other.length; column++) {
      const same = one[line - 1] === other[column - 1];
      const swapped =
        line > 1 && column > 1 && one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1];
      const least = Math.min(
        (above[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      next.push(swapped ? Math.min(least, (before[column - 2] ?? 0) + 1) : least);
    }
    before = above;
    row = next;
  }
  return row.at(-1) ?? 0;
}
