import type { Report } from "../facts.ts";
import type { Finding, Severity } from "../finding.ts";

/** How many findings there are of each severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
}

/** Counts findings by severity. */
export function countFindings(findings: readonly Finding[]): Counts {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), notices: count("notice") };
}

/** How many findings a change brings, leaves and mends. */
export interface NoveltyCounts {
  readonly introduced: Counts;
  readonly existing: Counts;
  readonly fixed: Counts;
  readonly waived: number;
}

/** Counts the findings of a change; one that was compared with nothing counts as introduced. */
export function countByNovelty({ findings, waived = [], comparison }: Report): NoveltyCounts {
  return {
    introduced: countFindings(findings.filter(isIntroduced)),
    existing: countFindings(findings.filter((finding) => !isIntroduced(finding))),
    fixed: countFindings(comparison?.fixed ?? []),
    waived: waived.length,
  };
}

/** Whether a finding is not known to be the base's. */
export function isIntroduced({ novelty }: Finding): boolean {
  return novelty !== "existing";
}

/** All severities together. */
export function total({ errors, warnings, notices }: Counts): number {
  return errors + warnings + notices;
}

/** `3 errors, 1 warning`; kinds that do not occur are left out. */
export function countText({ errors, warnings, notices }: Counts): readonly string[] {
  return [
    ...(errors > 0 ? [plural(errors, "error")] : []),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
    ...(notices > 0 ? [plural(notices, "notice")] : []),
  ];
}

/** The images that some finding names, and those that none does. */
export function countImages({ findings, images }: Pick<Report, "findings" | "images">): {
  readonly touched: number;
  readonly clean: number;
} {
  const named = new Set(findings.flatMap((finding) => finding.images));
  const touched = images.filter(({ name }) => named.has(name)).length;
  return { touched, clean: images.length - touched };
}

/** `1 image`, `2 images`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
