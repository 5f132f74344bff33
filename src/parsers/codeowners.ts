/** The lines of a CODEOWNERS file (docs.github.com, "CODEOWNERS syntax"). */

/** A pattern and who owns what it matches; of several that match the last counts. */
export interface OwnersLine {
  readonly pattern: string;
  /** As written: `@user`, `@org/team`, an address; empty where the line takes owners away. */
  readonly owners: readonly string[];
}

/** Reads a CODEOWNERS file; comments, heads of sections and what GitHub refuses (`!`, `[`) are left out. */
export function parseCodeowners(text: string): readonly OwnersLine[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const words = line.trim().match(/(?:\\.|[^\s\\])+/g) ?? [];
    const end = words.findIndex((word) => word.startsWith("#"));
    const [pattern, ...owners] = end < 0 ? words : words.slice(0, end);
    if (pattern === undefined || /^!|[[\]]/.test(pattern)) return [];
    return [{ pattern: pattern.replace(/\\(.)/g, "$1"), owners }];
  });
}
