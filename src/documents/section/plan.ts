/** What `keelcheck docs` makes of a README: its regions brought up to date, and regions for what stands in none. */
import { insertAt, lineEndOf } from "../../edits/places.ts";
import type { Edit } from "../../finding.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import {
  beginMarker,
  END_MARKER,
  type MarkerProblem,
  type Region,
  type RegionKind,
  regionsOf,
} from "../../model/readme/regions.ts";
import type { ReadmeInUse } from "../../model/readme-checks/in-use.ts";
import { staleFacts } from "../../model/readme-checks/stale.ts";
import type { MarkdownFile } from "../../parsers/markdown/tree.ts";
import type { DocumentedKind, Policy } from "../../policy/policy.ts";
import { type Place, type SourceFile, textOf } from "../../source.ts";
import { ALL_KINDS } from "../documented-facts.ts";
import { insertions } from "../table-edits.ts";
import { kindOfTitle } from "../titles.ts";
import { type Coverage, coverageOf, coveredKinds, kindsOf } from "./coverage.ts";
import { keptEdits } from "./keep.ts";
import { kindFacts } from "./rows.ts";
import { regionText, type Undescribed } from "./text.ts";

/** A region and what is to become of it. */
export interface RegionPlan {
  /** The marker that begins it. */
  readonly at: Place;
  readonly kinds: readonly RegionKind[];
  /** Empty where it is up to date. */
  readonly edits: readonly Edit[];
  readonly undescribed: readonly Undescribed[];
}

/** What stands in a README between markers, compared with the facts. */
export interface ReadmePlan {
  readonly regions: readonly RegionPlan[];
  readonly problems: readonly MarkerProblem[];
}

/** What the repo and its policy have to do with it. */
export interface SectionContext {
  readonly fleet: Fleet;
  readonly policy: Policy;
}

/** Compares the regions of a README with the facts. With a marker that cannot be followed nothing is written. */
export function planRegions(use: ReadmeInUse, around: SectionContext): ReadmePlan {
  const coverage = coverageOf(use.readme);
  const { list, problems } = coverage.regions;
  const regions = list
    .filter(({ kinds }) => !kinds.includes("images"))
    .map((region) => planRegion(use, region, { ...around, coverage }));
  return { regions: problems.length > 0 ? regions.map((one) => ({ ...one, edits: [] })) : regions, problems };
}

function planRegion(
  use: ReadmeInUse,
  region: Region,
  { fleet, policy, coverage }: SectionContext & { readonly coverage: Coverage },
): RegionPlan {
  const { at, inside } = region;
  const kinds = kindsOf(region, coverage);
  if (region.keeps) {
    const kept = keptEdits({ use, region, kinds, stale: staleFacts(use, fleet, policy) });
    return { at, kinds, ...kept };
  }
  const { lines, undescribed } = regionText({
    use,
    sections: policy.docs.sections,
    kinds,
    headed: region.kinds.length === 0,
    inside,
  });
  return { at, kinds, edits: regionEdits(use.readme.file, region, lines), undescribed };
}

/** The edit that writes lines between the markers; none where the same stands there in other blanks. */
export function regionEdits(file: SourceFile, { inside }: Region, lines: readonly string[]): readonly Edit[] {
  const text = framed(lines, lineEndOf(file));
  const now = textOf(file, inside);
  return now === text || sameWords(now, text) ? [] : [{ replace: { file, span: inside }, text }];
}

function framed(lines: readonly string[], end: string): string {
  return [`${end}${end}`, lines.join(end), `${end}${end}`].join("");
}

/** Whether two texts differ in the blanks of tables and in blank lines alone, as formatters leave them. */
function sameWords(one: string, other: string): boolean {
  return plainLines(one) === plainLines(other);
}

function plainLines(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => {
    const bare = line.trim();
    if (!bare.startsWith("|")) return bare;
    const cells = bare.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return cells.map((cell) => (/^-+$/.test(cell) ? "---" : cell)).join("|");
  });
  return lines.filter((line) => line !== "").join("\n");
}

/** What a README gets that has not all of its facts between markers. */
export interface Additions {
  readonly edits: readonly Edit[];
  /** Kinds that a table of people's own tells of, outside of markers. */
  readonly byHand: readonly DocumentedKind[];
}

/** The regions that a README lacks: at the end of the section about a kind, the others together at its end. */
export function addedRegions(use: ReadmeInUse, { policy }: SectionContext): Additions {
  const coverage = coverageOf(use.readme);
  const { byHand, regions } = coverage;
  const covered = coveredKinds(coverage);
  const missing = ALL_KINDS.filter((kind) => !covered.includes(kind) && !byHand.has(kind)).filter((kind) => {
    const { rows, unknown } = kindFacts(use, kind);
    return rows.length + unknown.length > 0;
  });
  const hand = ALL_KINDS.filter((kind) => byHand.has(kind));
  if (regions.problems.length > 0 || missing.length === 0) return { edits: [], byHand: hand };
  const { file } = use.readme;
  const end = lineEndOf(file);
  const placed = missing.flatMap((kind) => {
    const offset = sectionEnd(use, kind);
    return offset === undefined ? [] : [{ kinds: [kind], offset, headed: false }];
  });
  const rest = missing.filter((kind) => !placed.some(({ kinds }) => kinds.includes(kind)));
  const hasRest = regions.list.some(({ kinds }) => kinds.length === 0);
  const all = [
    ...placed,
    ...(rest.length > 0 ? [{ kinds: rest, offset: file.text.trimEnd().length, headed: true }] : []),
  ];
  const pieces = all.map(({ kinds, offset, headed }) => {
    const { lines } = regionText({
      use,
      sections: policy.docs.sections,
      kinds,
      headed,
      inside: { start: offset, end: offset },
    });
    const marker = beginMarker(headed && !hasRest ? [] : kinds);
    return { offset, text: [end, end, marker, framed(lines, end), END_MARKER].join("") };
  });
  return { edits: insertions(file, pieces), byHand: hand };
}

/** Where the section about a kind ends, its sub-sections left out. */
function sectionEnd({ readme: { file, markdown } }: ReadmeInUse, kind: DocumentedKind): number | undefined {
  const { headings } = markdown;
  const at = headings.findIndex(({ level, text }) => level > 1 && kindOfTitle(text) === kind);
  if (at < 0) return undefined;
  return file.text.slice(0, headings[at + 1]?.span.start ?? file.text.length).trimEnd().length;
}

/** The edits that put markers round the tables that people wrote; nothing else changes. */
export function adoptingEdits(use: ReadmeInUse): readonly Edit[] {
  const { file } = use.readme;
  const { byHand, regions } = coverageOf(use.readme);
  if (regions.problems.length > 0) return [];
  const taken = regions.list.flatMap(({ kinds }) => kinds);
  const end = lineEndOf(file);
  return [...byHand].flatMap(([kind, blocks]) => {
    // Of several tables none is the one that holds all.
    const [block, ...others] = blocks;
    if (
      block === undefined ||
      others.length > 0 ||
      taken.includes(kind) ||
      !isAtMargin(file, block.span.start)
    )
      return [];
    const { start, end: behind } = block.span;
    const close = file.text.slice(0, behind).trimEnd().length;
    return [
      insertAt(file, start, `${beginMarker([kind], true)}${end}${end}`),
      insertAt(file, close, `${end}${end}${END_MARKER}`),
    ];
  });
}

/** Whether a line begins in the first column there: not in a list or a quote. */
function isAtMargin({ text }: SourceFile, offset: number): boolean {
  return offset === 0 || text[offset - 1] === "\n";
}

/** The edits that bring the index of a README up to date, or add one at its end. */
export function indexEdits(markdown: MarkdownFile, lines: readonly string[]): readonly Edit[] {
  const { file } = markdown;
  const { list } = regionsOf(markdown);
  const region = list.find(({ kinds }) => kinds.includes("images"));
  if (region !== undefined) return regionEdits(file, region, lines);
  const end = lineEndOf(file);
  const text = [end, end, beginMarker(["images"]), framed(lines, end), END_MARKER].join("");
  return insertions(file, [{ offset: file.text.trimEnd().length, text }]);
}

/** The text of a README that holds nothing but the index. */
export function indexText(lines: readonly string[]): string {
  return ["# Images", "", beginMarker(["images"]), "", ...lines, "", END_MARKER, ""].join("\n");
}
