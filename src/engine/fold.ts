import type { Finding } from "../finding.ts";

/** Equal findings of several images or runs as one that names them all; sorted by path, offset, rule and key. */
export function foldFindings(findings: readonly Finding[]): readonly Finding[] {
  const folded = new Map<string, Finding>();
  for (const finding of findings) {
    const same = sameness(finding);
    const first = folded.get(same);
    folded.set(
      same,
      first === undefined ? sorted(finding) : { ...first, images: union(first.images, finding.images) },
    );
  }
  return [...folded.values()].sort(byPlace);
}

/** What two findings must share to be the same one seen twice. */
function sameness({ rule, at, key, message, severity }: Finding): string {
  return JSON.stringify([rule, at.file.path, at.span?.start, at.span?.end, key, message, severity]);
}

function sorted(finding: Finding): Finding {
  return { ...finding, images: union(finding.images, []) };
}

function union(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])].sort(compareText);
}

/** Order of findings everywhere: path, offset (the file as a whole first), rule, key, message. */
export function byPlace(left: Finding, right: Finding): number {
  return (
    compareText(left.at.file.path, right.at.file.path) ||
    (left.at.span?.start ?? -1) - (right.at.span?.start ?? -1) ||
    (left.at.span?.end ?? -1) - (right.at.span?.end ?? -1) ||
    compareText(left.rule, right.rule) ||
    compareText(left.key, right.key) ||
    compareText(left.message, right.message)
  );
}

/** Order by UTF-16 units, the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
