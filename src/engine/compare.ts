import type { Finding } from "../finding.ts";
import { movedNames, partsAfter } from "../names.ts";
import { lineText, rangeOf } from "../source.ts";
import { byPlace } from "./fold.ts";

/** The findings of two trees, and how their files belong together. */
export interface CompareInput {
  readonly base: readonly Finding[];
  readonly head: readonly Finding[];
  /** Where a file of the base is in the head; `undefined` where it is gone. */
  readonly headPathOf: (basePath: string) => string | undefined;
  /** Whether the change adds or rewrites a line of the head (1-based), where that is known. */
  readonly isAdded?: (headPath: string, line: number) => boolean;
  /** What the base calls an image of the head; `undefined` for a new one. Without it images are not told apart. */
  readonly nameBefore?: (headName: string) => string | undefined;
}

/** What a change does to the findings. */
export interface Compared {
  /** The head's findings in their order, each introduced or existing. */
  readonly findings: readonly Finding[];
  /** Findings of the base that the head has no more, sorted; their places are the base's. */
  readonly fixed: readonly Finding[];
}

/**
 * Tells introduced findings from existing ones. Rule, path (through renames) and key tell what is wrong; where one file
 * has the same several times, the lines' texts tell which of them the base had. What a file had already is introduced
 * all the same where an image comes under it that was in order.
 */
export function compareFindings({ base, head, headPathOf, isAdded, nameBefore }: CompareInput): Compared {
  const inHead = movedNames(
    base.map(({ at }) => at.file.path),
    headPathOf,
  );
  const before = groups(base, ({ rule, at, key, parts, folder }) => {
    const path = parts?.of ?? at.file.path;
    const place = folder === undefined ? (headPathOf(path) ?? path) : `${inHead(folder)}/`;
    return identity(rule, place, parts === undefined ? inHead(key) : undefined);
  });
  const after = groups(head, ({ rule, at, key, parts, folder }) => {
    const place = folder === undefined ? (parts?.of ?? at.file.path) : `${folder}/`;
    return identity(rule, place, parts === undefined ? key : undefined);
  });
  const existing = new Set<Finding>();
  const fixed: Finding[] = [];
  const moved = (old: Finding) =>
    old.parts === undefined
      ? old
      : { ...old, parts: { ...old.parts, names: partsAfter(old.parts, headPathOf) } };
  for (const [key, olds] of before) {
    const pairs = pairUp(olds, after.get(key) ?? [], isAdded);
    const had = new Set(olds.flatMap(({ images }) => images));
    for (const { now } of pairs) {
      if (!bringsImage(now, had, nameBefore) && !bringsPart(now, olds.map(moved))) existing.add(now);
    }
    const kept = new Set(pairs.map(({ was }) => was));
    for (const one of olds.filter((old) => !kept.has(old))) fixed.push(one);
  }
  for (const now of head.filter((one) => one.folder !== undefined && !existing.has(one)))
    if (base.some((old) => isOfMoreImages(old, now, nameBefore))) existing.add(now);
  return {
    findings: head.map((finding) => ({
      ...finding,
      novelty: existing.has(finding) ? ("existing" as const) : ("introduced" as const),
    })),
    fixed: fixed.sort(byPlace),
  };
}

/** Whether what was said of several images is now said of some of them, at another place. */
function isOfMoreImages(old: Finding, now: Finding, nameBefore: CompareInput["nameBefore"]): boolean {
  if (old.rule !== now.rule || old.key !== now.key || now.ofWholeFolder === true || now.images.length === 0)
    return false;
  return now.images.every((name) =>
    old.images.includes(nameBefore === undefined ? name : (nameBefore(name) ?? "")),
  );
}

/** Whether a finding is of an image that did not have it before. */
function bringsImage(
  { images, folder, ofWholeFolder }: Finding,
  had: ReadonlySet<string>,
  nameBefore: CompareInput["nameBefore"],
): boolean {
  if (nameBefore === undefined || folder !== undefined || ofWholeFolder === true) return false;
  return images.some((name) => !had.has(nameBefore(name) ?? ""));
}

/** Whether a finding names a thing that none of the others named. */
export function bringsPart({ parts }: Finding, others: readonly Finding[]): boolean {
  const named = new Set(others.flatMap((other) => other.parts?.names ?? []));
  return parts?.names.some((name) => !named.has(name)) === true;
}

interface Pair {
  readonly was: Finding;
  readonly now: Finding;
}

/** Pairs findings that say the same: those with equal lines first, then the others in their order, new lines last. */
function pairUp(
  olds: readonly Finding[],
  news: readonly Finding[],
  isAdded: CompareInput["isAdded"],
): readonly Pair[] {
  const free = new Set(news);
  const pairs: Pair[] = [];
  const waiting: Finding[] = [];
  for (const was of olds) {
    const text = lineOf(was);
    const now = [...free].find((each) => lineOf(each) === text && !onAddedLine(each, isAdded));
    if (now === undefined) waiting.push(was);
    else {
      pairs.push({ was, now });
      free.delete(now);
    }
  }
  const rest = [...free].sort((a, b) => Number(onAddedLine(a, isAdded)) - Number(onAddedLine(b, isAdded)));
  for (const [index, was] of waiting.entries()) {
    const now = rest[index];
    if (now !== undefined) pairs.push({ was, now });
  }
  return pairs;
}

function onAddedLine({ at }: Finding, isAdded: CompareInput["isAdded"]): boolean {
  return at.span !== undefined && isAdded?.(at.file.path, rangeOf(at).start.line) === true;
}

function lineOf({ at }: Finding): string {
  return at.span === undefined ? "" : lineText(at.file, rangeOf(at).start.line).trim();
}

function identity(rule: string, path: string, key: string | undefined): string {
  return JSON.stringify([rule, path, key]);
}

function groups(findings: readonly Finding[], keyOf: (finding: Finding) => string): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const same = found.get(key);
    if (same === undefined) found.set(key, [finding]);
    else same.push(finding);
  }
  return found;
}
