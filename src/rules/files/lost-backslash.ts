import { lostBackslashes } from "../../model/layout/lost-backslashes.ts";
import type { Rule } from "../../rule.ts";

// Which backslashes are meant to go: docs/rules/files/lost-backslash.md.
export const lostBackslash: Rule = {
  id: "files/lost-backslash",
  summary: "Files that heredocs write keep their backslashes",
  severity: "warning",
  scope: "run",

  *check({ image, service }) {
    if (service !== undefined) return;
    for (const { text, at, more, word } of lostBackslashes(image)) {
      const others = more === 0 ? "" : ` (and ${more} more here)`;
      yield {
        key: `lost ${text}`,
        at,
        message: `the file gets "${text.slice(1)}" instead of "${text}"${others}`,
        help: `quote the word of the heredoc, ${quotedWord(word)}, or double the backslash`,
        related: [],
      };
    }
  },
};

function quotedWord(word: string): string {
  const [, start = "<<", name = "EOF"] = /^(\d*<<-?)\s*\\?(.*)$/s.exec(word) ?? [];
  return `${start}'${name}'`;
}
