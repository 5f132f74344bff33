import type { Finding } from "../finding.ts";
import { isIntroduced } from "./counts.ts";
import { compare, severities } from "./words.ts";

/**
 * Groups of rules, by what a reader has to know first: what a change does to the rules themselves, what could not be
 * read, what the container does (user, server, ports, files), then how the repo lies, then what its pages say.
 */
const SUBJECTS = [
  ["policy"],
  ["fact"],
  ["user"],
  ["process", "nginx", "apache"],
  ["ports"],
  ["files"],
  ["layout"],
  ["docs"],
];

/** Order in which people read findings: severity, what the change brings, subject, path, offset, rule, key. */
export function byWeight(a: Finding, b: Finding): number {
  return (
    bySubject(a, b) ||
    compare(a.at.file.path, b.at.file.path) ||
    (a.at.span?.start ?? -1) - (b.at.span?.start ?? -1) ||
    compare(a.rule, b.rule) ||
    compare(a.key, b.key)
  );
}

/** The same without the place: severity, what the change brings, subject. */
export function bySubject(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    Number(isIntroduced(b)) - Number(isIntroduced(a)) ||
    subjectOf(a) - subjectOf(b)
  );
}

/** Whether a finding speaks of what a page says, and not of what an image is. */
export function isOfDocumentation({ rule }: Finding): boolean {
  return rule.startsWith("docs/");
}

// What cannot be determined is a notice mostly, and says less than a notice that is sure of its matter.
function subjectOf({ rule, severity }: Finding): number {
  const group = rule.split("/")[0] ?? "";
  const known = SUBJECTS.findIndex((groups) => groups.includes(group));
  return known < 0 || (group === "fact" && severity === "notice") ? SUBJECTS.length : known;
}
