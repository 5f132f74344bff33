import type { Finding } from "../../finding.ts";
import { bringsPart } from "../compare.ts";
import { whereOf } from "./edits.ts";

/** What is wrong with a patched tree: a finding that was not there, one that stayed, or that it cannot be read. */
export type Fault =
  | { readonly kind: "new" | "left"; readonly finding: Finding }
  | { readonly kind: "unreadable"; readonly why: string };

/** What a fix is judged by: what was found before it and after it. */
export interface FixTrial {
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
  /** Those of `before` whose fixes were applied. */
  readonly applied: readonly Finding[];
  /** Where a file is after the fixes. */
  readonly pathAfter: (path: string) => string;
}

/** A finding without its line and its words: rule, path and key, or its cause; its path where the fixes put the file. */
export function likeness({ rule, at, key, parts, cause }: Finding, path: string = at.file.path): string {
  if (cause !== undefined) return JSON.stringify([rule, "cause", cause.key]);
  return JSON.stringify(parts === undefined ? [rule, path, key] : [rule, parts.of]);
}

/** What fixes may not do: bring a finding that was not there and asks for more than words, or leave one that they are for. */
export function faultsOf({ before, after, applied, pathAfter }: FixTrial): readonly Fault[] {
  const like = (finding: Finding) => likeness(finding, pathAfter(finding.at.file.path));
  const had = grouped(before, like);
  const mended = grouped(applied, like);
  const counted = after.filter(({ asks }) => asks === undefined);
  return [...grouped(counted, (finding) => likeness(finding))].flatMap(([same, left]): Fault[] => {
    const were = had.get(same) ?? [];
    const gone = mended.get(same)?.length ?? 0;
    if (left.length > were.length) return [{ kind: "new", finding: newest(were, left) }];
    const widened = left.find((each) => bringsPart(each, were));
    if (widened !== undefined) return [{ kind: "new", finding: widened }];
    const [finding] = left;
    if (finding === undefined || left.length <= were.length - gone) return [];
    return [{ kind: "left", finding }];
  });
}

/** Why a fix is refused when the tree with it has these faults. */
export function whyRefused(finding: Finding, faults: readonly Fault[], path: string): string {
  const unreadable = faults.find((fault) => fault.kind === "unreadable");
  if (unreadable !== undefined) return `the tree cannot be read with it: ${unreadable.why}`;
  const found = faults.filter((fault) => fault.kind !== "unreadable");
  const brought = found.filter(({ kind }) => kind === "new");
  const [first] = brought;
  if (first !== undefined) return `it would introduce ${named(first.finding)}${more(brought.length - 1)}`;
  const own = found.some((fault) => likeness(fault.finding) === likeness(finding, path));
  const [left] = found;
  if (own || left === undefined) return "it would leave the finding as it is";
  return `it would undo the fix of ${named(left.finding)}`;
}

function named(finding: Finding): string {
  return `${finding.rule} at ${whereOf(finding)}`;
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : "";
}

/** The one of equal findings that most likely was not there: by its words, else the last. */
function newest(were: readonly Finding[], left: readonly Finding[]): Finding {
  const said = new Set(were.map(({ message }) => message));
  const found = left.find(({ message }) => !said.has(message)) ?? left.at(-1);
  if (found === undefined) throw new Error("a group of findings is never empty");
  return found;
}

function grouped(
  findings: readonly Finding[],
  like: (finding: Finding) => string,
): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = like(finding);
    const group = groups.get(same);
    if (group === undefined) groups.set(same, [finding]);
    else group.push(finding);
  }
  return groups;
}
