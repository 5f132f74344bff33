import type { Finding, Parts } from "../finding.ts";
import type { BaselineEntry } from "../policy/baseline/baseline.ts";

/** Findings apart: those that count, and those that the baseline holds; both in their order. */
export interface HeldBack<Entry extends BaselineEntry> {
  /** One of which an entry holds a part names the rest alone. */
  readonly counting: readonly Finding[];
  readonly held: readonly Finding[];
  /** Entries that hold something, and no more than is found. */
  readonly standing: readonly Entry[];
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
  const candidates = findings.filter((finding) => isHoldable(finding) && mayHold(finding));
  const holding: Holding<Entry> = {
    byGroup: grouped(candidates, groupOf),
    held: new Set(),
    standing: new Map(),
    rests: new Map(),
  };
  for (const entry of entries) holdWhole(entry, holding);
  holdFolders(candidates, entries, holding);
  for (const entry of entries) holdPart(entry, holding);
  const { held, standing, rests } = holding;
  return {
    counting: findings.filter((one) => !held.has(one)).map((finding) => rests.get(finding) ?? finding),
    held: findings.filter((finding) => held.has(finding)),
    standing: entries.flatMap((entry) => standing.get(entry) ?? []),
    stale: entries.filter((entry) => !standing.has(entry)),
  };
}

/** What is held so far. */
interface Holding<Entry> {
  readonly byGroup: ReadonlyMap<string, readonly Finding[]>;
  readonly held: Set<Finding>;
  /** Entries that hold something, as they should read. */
  readonly standing: Map<Entry, Entry>;
  /** Findings of which entries hold a part, and what is left of them. */
  readonly rests: Map<Finding, Finding>;
}

function holdWhole<Entry extends BaselineEntry>(entry: Entry, holding: Holding<Entry>): void {
  const { byGroup, held, standing } = holding;
  const found = byGroup.get(groupOfEntry(entry))?.find((one) => !held.has(one) && covers(entry, one));
  if (found === undefined) return;
  held.add(found);
  standing.set(entry, shrunk(entry, found));
}

/** Which Dockerfile stands for a folder changes with the first that comes or goes. */
function holdFolders<Entry extends BaselineEntry>(
  candidates: readonly Finding[],
  entries: readonly Entry[],
  { held, standing }: Holding<Entry>,
): void {
  const byWhat = grouped(entries, whatOf);
  for (const finding of candidates.filter((one) => !held.has(one) && one.folder !== undefined)) {
    const entry = byWhat.get(whatOf(finding))?.find((one) => isOfSameFolder(one, finding));
    if (entry === undefined) continue;
    held.add(finding);
    if (!standing.has(entry)) standing.set(entry, entry);
  }
}

function holdPart<Entry extends BaselineEntry>(entry: Entry, holding: Holding<Entry>): void {
  const { byGroup, held, standing, rests } = holding;
  if (standing.has(entry)) return;
  const isFree = (one: Finding) => !held.has(one) && !rests.has(one);
  const part = byGroup.get(groupOfEntry(entry))?.find((one) => isFree(one) && holdsSome(entry, one));
  if (part === undefined) return;
  rests.set(part, restOf(part, entry));
  standing.set(entry, entry);
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

function whatOf({ rule, key }: { readonly rule: string; readonly key?: string | undefined }): string {
  return JSON.stringify([rule, key]);
}

/** An entry of a file in the folder that a finding is about, or of all its images. */
function isOfSameFolder({ file, images }: BaselineEntry, finding: Finding): boolean {
  const { folder = "" } = finding;
  if (folder === "" || file.startsWith(`${folder}/`)) return true;
  return (
    finding.ofWholeFolder !== true &&
    images !== undefined &&
    finding.images.length > 0 &&
    finding.images.every((name) => images.includes(name))
  );
}

/** The entry, where less is found by now. */
function shrunk<Entry extends BaselineEntry>(entry: Entry, { parts, images, ofWholeFolder }: Finding): Entry {
  const { images: known, ...rest } = entry;
  return {
    ...(rest as Entry), // what is left out is optional
    ...(parts !== undefined && { parts: parts.names }),
    ...(ofWholeFolder !== true && images.length > 0 && { images }),
  };
}

function holdsSome({ parts = [], images = [] }: BaselineEntry, finding: Finding): boolean {
  const isPart = finding.parts?.names.some((name) => parts.includes(name));
  return isPart ?? (!isOfAnyImage(finding) && finding.images.some((name) => images.includes(name)));
}

/** What an entry does not hold of a finding. */
function restOf(finding: Finding, { parts = [], images = [] }: BaselineEntry): Finding {
  if (finding.parts !== undefined) return withoutParts(finding, finding.parts, new Set(parts));
  return { ...finding, images: finding.images.filter((name) => !images.includes(name)) };
}

function withoutParts(finding: Finding, parts: Parts, held: ReadonlySet<string>): Finding {
  const { names, said } = parts;
  const isLeft = (_: string, index: number) => !held.has(names[index] ?? "");
  const left = names.filter(isLeft);
  // The same things, of another image.
  if (left.length === 0) return finding;
  const each = said?.each.filter(isLeft) ?? [];
  return {
    ...finding,
    ...(said && { message: `${said.lead} ${each.join(", ")}` }),
    parts: { ...parts, names: left, ...(said && { said: { ...said, each } }) },
  };
}

/** The entries that hold these findings, and no more. */
export function baselineOf(findings: readonly Finding[]): readonly BaselineEntry[] {
  const seen = new Map<string, number>();
  return findings.filter(isHoldable).map((finding) => {
    const group = groupOf(finding);
    const nth = (seen.get(group) ?? 0) + 1;
    seen.set(group, nth);
    const { rule, at, key, parts, images, ofWholeFolder } = finding;
    return {
      rule,
      file: parts?.of ?? at.file.path,
      ...(parts === undefined ? { key } : { parts: parts.names }),
      ...(images.length > 0 && ofWholeFolder !== true && { images }),
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

function covers(entry: BaselineEntry, finding: Finding): boolean {
  const { parts, images } = finding;
  const named = new Set(entry.parts ?? []);
  const known = new Set(entry.images ?? []);
  const isHeld = isOfAnyImage(finding) || images.every((name) => known.has(name));
  return isHeld && (parts?.names ?? []).every((name) => named.has(name));
}

/** Whether another image in the folder makes no other finding of it. */
function isOfAnyImage({ folder, ofWholeFolder }: Finding): boolean {
  return folder !== undefined || ofWholeFolder === true;
}
