import type { Entry } from "./workspace.ts";

/** The index of the first entry whose path is not before `wanted`, in entries that are sorted by path (UTF-16 order). */
export function lowerBound(entries: readonly Entry[], wanted: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.path ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entry at a path, in entries that are sorted by path: no index of fifty thousand is made to find three. */
export function entryAt<Kind extends Entry>(entries: readonly Kind[], path: string): Kind | undefined {
  const found = entries[lowerBound(entries, path)];
  return found?.path === path ? found : undefined;
}
