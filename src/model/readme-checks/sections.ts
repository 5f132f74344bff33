import type { Documentation } from "../readme/read.ts";

/** The titles that no heading of a README has; case, punctuation, emoji and numbering do not count. */
export function missingSections({ sections }: Documentation, titles: readonly string[]): readonly string[] {
  const there = new Set(sections.map(({ title }) => bareTitle(title)));
  return titles.filter((title) => !there.has(bareTitle(title)));
}

function bareTitle(title: string): string {
  const words = title
    .toLowerCase()
    // `:rocket:` is an emoji on GitHub.
    .replace(/:[a-z\d_+-]+:/g, " ")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  return words.replace(/^(?:\d+ )+(?=\D)/, "");
}
