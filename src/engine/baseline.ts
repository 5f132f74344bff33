import type { Finding } from "../finding.ts";
import type { BaselineEntry } from "../policy/baseline/baseline.ts";

/** Findings apart: those that count, and those that the baseline holds; both in their order. */
export interface HeldBack<Entry extends BaselineEntry> {
  readonly counting: readonly Finding[];
  readonly held: readonly Finding[];
  /** Entries that hold nothing. */
  readonly stale: readonly Entry[];
}

/**
 * Takes out the findings that entries hold. Where a file has more equal ones than entries, the first are held. One that
 * names more images or more parts than its entry counts, and so does what the rules of `policy` say.
 */
export function holdBack<Entry extends BaselineEntry>(
  findings: readonly Finding[],
  entries: readonly Entry[],
  mayHold: (finding: Finding) => boolean = () => true,
): HeldBack<Entry> {
  const candidates = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!isHoldable(finding) || !mayHold(finding)) continue;
    const group = candidates.get(groupOf(finding));
    if (group === undefined) candidates.set(groupOf(finding), [finding]);
    else group.push(finding);
  }
  const held = new Set<Finding>();
  const stale: Entry[] = [];
  for (const entry of entries) {
    const group = candidates.get(groupOfEntry(entry)) ?? [];
    const found = group.find((finding) => !held.has(finding) && covers(entry, finding));
    if (found === undefined) stale.push(entry);
    else held.add(found);
  }
  return {
    counting: findings.filter((finding) => !held.has(finding)),
    held: findings.filter((finding) => held.has(finding)),
    stale,
  };
}

/** The entries that hold these findings, and no more. */
export function baselineOf(findings: readonly Finding[]): readonly BaselineEntry[] {
  const seen = new Map<string, number>();
  return findings.filter(isHoldable).map((finding) => {
    const group = groupOf(finding);
    const nth = (seen.get(group) ?? 0) + 1;
    seen.set(group, nth);
    const { rule, at, key, parts, images } = finding;
    return {
      rule,
      file: parts?.of ?? at.file.path,
      ...(parts === undefined ? { key } : { parts: parts.names }),
      ...(images.length > 0 && { images }),
      ...(nth > 1 && { nth }),
    };
  });
}

/** Whether a baseline may hold a finding: what a policy is broken by is no old fault of an image. */
export function isHoldable({ rule }: Finding): boolean {
  return !rule.startsWith("policy/");
}

function groupOf({ rule, at, key, parts }: Finding): string {
  return JSON.stringify([rule, parts?.of ?? at.file.path, parts === undefined ? key : undefined]);
}

function groupOfEntry({ rule, file, key, parts }: BaselineEntry): string {
  return JSON.stringify([rule, file, parts === undefined ? key : undefined]);
}

function covers(entry: BaselineEntry, { parts, images }: Finding): boolean {
  const named = new Set(entry.parts ?? []);
  const known = new Set(entry.images ?? []);
  return images.every((name) => known.has(name)) && (parts?.names ?? []).every((name) => named.has(name));
}
