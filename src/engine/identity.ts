import { createHash } from "node:crypto";
import type { Finding } from "../finding.ts";

/** A finding with what tells it from all others, whatever its line and its words. */
export interface Identified {
  readonly finding: Finding;
  /** 20 hex digits of rule, path or folder, key and the how-manieth of these it is in its file. */
  readonly fingerprint: string;
}

/** Gives each finding its identity; the findings must be sorted, for equal ones are counted in their order. */
export function identify(findings: readonly Finding[]): readonly Identified[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const alike = JSON.stringify([finding.rule, finding.folder ?? finding.at.file.path, finding.key]);
    const occurrence = seen.get(alike) ?? 0;
    seen.set(alike, occurrence + 1);
    return { finding, fingerprint: digest(`${alike}#${occurrence}`) };
  });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 20);
}
