// What a release makes of CHANGELOG.md and of versions; pure, for release.ts.

const UNRELEASED = "## Unreleased\n";

/** The changelog with its unreleased changes under a version, or why that cannot be. */
export function releasedChangelog(
  text: string,
  version: string,
  day: string,
): string | { readonly why: string } {
  const start = text.indexOf(UNRELEASED);
  if (start < 0) return { why: 'CHANGELOG.md has no heading "Unreleased"' };
  if (notesUnder(text, "Unreleased") === "") return { why: "CHANGELOG.md has nothing under Unreleased" };
  const behind = start + UNRELEASED.length;
  return `${text.slice(0, behind)}\n## ${version} (${day})\n${text.slice(behind)}`;
}

/** The notes of a version, without its heading; empty where it has none. */
export function notesOf(text: string, version: string): string {
  return notesUnder(text, version);
}

function notesUnder(text: string, title: string): string {
  const lines = text.split("\n");
  const isTitle = (line: string) => line === `## ${title}` || line.startsWith(`## ${title} (`);
  const start = lines.findIndex(isTitle);
  if (start < 0) return "";
  const end = lines.findIndex((line, index) => index > start && line.startsWith("## "));
  return lines
    .slice(start + 1, end < 0 ? undefined : end)
    .join("\n")
    .trim();
}

/** Why a version cannot follow another; `undefined` where it can. */
export function versionProblem(version: string, current: string, isFirst: boolean): string | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  if (parts === null) return `${version} is no version such as 1.2.3`;
  const order = compare(version, current);
  // The first release may have the version that package.json was begun with.
  return order > 0 || (isFirst && order === 0) ? undefined : `${version} does not follow ${current}`;
}

function compare(a: string, b: string): number {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  const index = left.findIndex((part, at) => part !== right[at]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

/** The tag that follows the releases of a major version: `v0`. */
export function majorTag(version: string): string {
  return `v${version.split(".")[0]}`;
}
