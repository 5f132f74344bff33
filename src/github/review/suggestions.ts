import type { Identified } from "../../engine/identity.ts";
import type { RefusedFix } from "../../facts.ts";
import { type LineRange, lineText, type SourceFile, sourceFile } from "../../source.ts";
import {
  type FileReplacement,
  joinedReplacements,
  type LineBlock,
  lineBlocks,
  replacementsOf,
} from "./suggestions-block.ts";

/** What GitHub can apply with one click: lines of the head's file and what is to stand in their place. */
export interface Suggestion extends LineBlock {
  /** From the checked folder. */
  readonly path: string;
  /** The findings that it mends, in the order of the report. */
  readonly findings: readonly Identified[];
  /** False where one of the fixes may change more than its finding. */
  readonly safe: boolean;
}

export interface SuggestionsInput {
  /** In the order in which they matter; those without a fix are passed over. */
  readonly findings: readonly Identified[];
  /** The head's text of a file, `undefined` where it has none. */
  readonly headText: (path: string) => string | undefined;
  /** The head's line for a line of the judged file, `undefined` where the head lacks it. */
  readonly headLine: (path: string, line: number) => number | undefined;
  /** The head's lines that the page of the pull request shows, each hunk for itself. */
  readonly hunksOf: (path: string) => readonly LineRange[];
}

export interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  /** Findings whose fixes no suggestion can hold: they are left to the patch. */
  readonly others: readonly RefusedFix[];
}

/** UTF-16 units; a comment may have 65,536 with all that is said in it. */
const LONGEST = 30_000;

const TAKEN = "another suggestion changes the same lines";

/** One suggestion in the making: offsets are the judged file's, lines the head's. */
interface Draft {
  readonly file: SourceFile;
  readonly replacements: readonly FileReplacement[];
  readonly findings: readonly Identified[];
  readonly block: LineBlock;
}

/** What can be suggested of the fixes; fixes of the same lines share a suggestion where they agree. */
export function suggestionsOf(input: SuggestionsInput): Suggestions {
  const others: RefusedFix[] = [];
  const drafts = input.findings.reduce<readonly Draft[]>((sofar, identified) => {
    const { finding } = identified;
    if (finding.fix === undefined) return sofar;
    const next = withFix(sofar, identified, input);
    if (typeof next !== "string") return next;
    others.push({ finding, why: next });
    return sofar;
  }, []);
  return { suggestions: drafts.map(suggestionOf), others };
}

function suggestionOf({ file, findings, block }: Draft): Suggestion {
  return { path: file.path, ...block, findings, safe: findings.every(({ finding }) => finding.fix?.safe) };
}

/** The drafts with one more fix in them, or why it cannot be. */
function withFix(
  drafts: readonly Draft[],
  identified: Identified,
  input: SuggestionsInput,
): readonly Draft[] | string {
  const found = replacementsOf(identified.finding.fix?.edits ?? []);
  if (typeof found === "string") return found;
  const { file } = found;
  const own = joinedReplacements(found.replacements, []);
  if (own === undefined) return "its edits overlap";
  const block = placed(file, own, input);
  if (typeof block === "string") return block;
  const draft = { file, replacements: own, findings: [identified], block };
  const met = drafts.filter((other) => overlaps(other, draft));
  if (met.length === 0) return [...drafts, draft];
  const both = met.reduce<Draft | undefined>((sum, other) => sum && merged(other, sum, input), draft);
  const rest = drafts.filter((other) => !met.includes(other));
  if (both === undefined || rest.some((other) => overlaps(other, both))) return TAKEN;
  const at = drafts.findIndex((other) => met.includes(other));
  return rest.toSpliced(at, 0, both);
}

function overlaps(a: Draft, b: Draft): boolean {
  return a.file.path === b.file.path && a.block.first <= b.block.last && b.block.first <= a.block.last;
}

function merged(a: Draft, b: Draft, input: SuggestionsInput): Draft | undefined {
  const replacements = joinedReplacements(a.replacements, b.replacements);
  if (replacements === undefined) return undefined;
  const block = placed(a.file, replacements, input);
  if (typeof block === "string") return undefined;
  return { file: a.file, replacements, findings: [...a.findings, ...b.findings], block };
}

/** The block on the head's lines, all of which must be those that were judged and stand in one hunk. */
function placed(
  file: SourceFile,
  replacements: readonly FileReplacement[],
  input: SuggestionsInput,
): LineBlock | string {
  const blocks = lineBlocks(file, replacements);
  if (typeof blocks === "string") return blocks;
  const text = input.headText(file.path);
  if (text === undefined) return "its file is not in the head";
  const head = sourceFile(file.path, text);
  const onHead = blocks.flatMap((block) => headBlock(block, { file, head }, input) ?? []);
  if (onHead.length === 0) return "its lines differ between the head and the merge";
  const hunks = input.hunksOf(file.path);
  const shown = onHead.find(({ first, last }) =>
    hunks.some((hunk) => hunk.first <= first && last <= hunk.last),
  );
  if (shown === undefined) return "not all of its lines are in the diff";
  return shown.lines.join("\n").length > LONGEST ? "it is too long for a comment" : shown;
}

function headBlock(
  block: LineBlock,
  { file, head }: { readonly file: SourceFile; readonly head: SourceFile },
  { headLine }: SuggestionsInput,
): LineBlock | undefined {
  const first = headLine(file.path, block.first);
  // A suggestion is applied with \n.
  if (first === undefined || head.text.includes("\r")) return undefined;
  const shift = first - block.first;
  for (let line = block.first; line <= block.last; line++) {
    if (headLine(file.path, line) !== line + shift) return undefined;
    if (lineText(file, line) !== lineText(head, line + shift)) return undefined;
  }
  return { ...block, first, last: block.last + shift };
}
