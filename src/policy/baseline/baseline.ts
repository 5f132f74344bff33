/** `.github/keelcheck-baseline.json`: findings that were there when a repo adopted Keelcheck, from text and to text. */
import { plainJson } from "../../names.ts";
import { lazily } from "../../once.ts";
import { get, itemsOf } from "../../parsers/yaml/parse.ts";
import type { Place, SourceFile, Span } from "../../source.ts";
import { readJson } from "../json.ts";
import { type PolicyProblem, schemaProblems } from "../problems.ts";
import { list, map, text, z } from "../shapes.ts";

/** Where a repo keeps its baseline, from its root. */
export const BASELINE_PATH = ".github/keelcheck-baseline.json";

/** Version of the file's format; raised when a reader of the old one would go wrong. */
export const BASELINE_VERSION = 1;

/** One finding that does not count, by what tells it from all others: neither its line nor its words. */
export interface BaselineEntry {
  readonly rule: string;
  /** Path of the file from the repo's root; of one that names things that a file lacks, that file. */
  readonly file: string;
  /** What is wrong (`listen 80`); absent where `parts` say it. */
  readonly key?: string;
  /** What the file lacks, sorted. */
  readonly parts?: readonly string[];
  /** Names of the images that it was found in, sorted; absent for a finding about the repo itself. */
  readonly images?: readonly string[];
  /** Of equal findings of a file the second, third and so on; absent for the first. */
  readonly nth?: number;
}

/** An entry with its place in the file. */
export interface PlacedEntry extends BaselineEntry {
  readonly at: Place;
}

/** The entries, and what is wrong in their file; with a problem there are none. */
export interface LoadedBaseline {
  readonly entries: readonly PlacedEntry[];
  readonly problems: readonly PolicyProblem[];
}

const RULE = "a rule's id, such as user/missing";
const FILE = "a path from the repo's root";
const NTH = "a whole number from 2 on";
const words = (what: string) => list(text(what), `a list of ${what}s`).min(1, `a list of ${what}s`);
const entrySchema = lazily(() =>
  map(
    {
      file: text(FILE).describe("The file that it is found in; with parts, the file that lacks them"),
      rule: text(RULE)
        .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, RULE)
        .describe("The rule"),
      key: z.string("text").optional().describe("What is wrong, without line or prose"),
      parts: words("name")
        .optional()
        .describe("What the file lacks; with fewer of them it is the same finding"),
      images: words("image's name")
        .optional()
        .describe("Images that it was found in; another one is a new finding"),
      nth: z.int(NTH).min(2, NTH).optional().describe("Of equal findings the second, third and so on"),
    },
    "a finding: a map with file, rule, key, images",
  ),
);

const VERSION = `${BASELINE_VERSION}, the version that this Keelcheck reads`;
const baselineSchema = lazily(() =>
  map(
    {
      version: z.int(VERSION).min(BASELINE_VERSION, VERSION).max(BASELINE_VERSION, VERSION),
      findings: list(entrySchema(), "a list of findings"),
    },
    "a map with version, findings",
  ),
);

/** What an entry is about; images and parts are how much of it there is. */
export function entryIdentity({ rule, file, key, parts, nth }: BaselineEntry): string {
  return JSON.stringify([file, rule, parts === undefined ? key : undefined, nth]);
}

/** Reads the baseline. */
export function loadBaseline(file: SourceFile): LoadedBaseline {
  const own = asWritten(file);
  if (own !== undefined) return { entries: own, problems: [] };
  const json = readJson(file);
  if (!json.ok) {
    const merge = mergeProblem(file);
    return { entries: [], problems: merge === undefined ? json.problems : [merge] };
  }
  const { root, data } = json;
  if (root.kind !== "map") {
    const message = `${BASELINE_PATH} must be a map with version, findings, not a ${root.kind}`;
    return { entries: [], problems: [{ at: { file, span: root.span }, message }] };
  }
  const read = baselineSchema().safeParse(data);
  if (!read.success) return { entries: [], problems: schemaProblems(file, root, read.error.issues) };
  const spans = itemsOf(get(root, "findings")).map(({ span }) => span);
  const entries = placed(file, read.data.findings, spans);
  const problems = doubled(entries);
  return problems.length > 0 ? { entries: [], problems } : { entries, problems };
}

/** Two branches that both shrink the baseline are what this file is broken by. */
function mergeProblem(file: SourceFile): PolicyProblem | undefined {
  const marker = /^<{7} .*/m.exec(file.text);
  if (marker === null) return undefined;
  const span = { start: marker.index, end: marker.index + marker[0].length };
  const message = "an unfinished merge: keep the lines that are on both sides, then run keelcheck baseline";
  return { at: { file, span }, message };
}

/** The entries of a file that stands as it is written here, a line each: places need no reader of trees then. */
function asWritten(file: SourceFile): readonly PlacedEntry[] | undefined {
  try {
    const read = baselineSchema().safeParse(JSON.parse(file.text));
    if (!read.success || baselineText(read.data.findings.map(entryOf)) !== file.text) return undefined;
    const spans = read.data.findings.map((_, index) => lineSpan(file, FIRST_LINE + index));
    return placed(file, read.data.findings, spans);
  } catch {
    return undefined;
  }
}

/** The 0-based line of the first entry. */
const FIRST_LINE = 3;

function lineSpan({ lineStarts, text: written }: SourceFile, line: number): Span {
  const start = (lineStarts[line] ?? 0) + INDENT.length;
  const end = (lineStarts[line + 1] ?? written.length) - 1;
  return { start, end: written[end - 1] === "," ? end - 1 : end };
}

type EntryData = z.infer<ReturnType<typeof entrySchema>>;

function placed(
  file: SourceFile,
  entries: readonly EntryData[],
  spans: readonly Span[],
): readonly PlacedEntry[] {
  return entries.map((entry, index) => {
    const span = spans[index];
    return { ...entryOf(entry), at: span === undefined ? { file } : { file, span } };
  });
}

/** An entry with its keys in the order of the file, and none that says nothing. */
function entryOf({ file, rule, key, parts, images, nth }: EntryData | BaselineEntry): BaselineEntry {
  return {
    file,
    rule,
    ...(parts === undefined ? { key: key ?? "" } : { parts: sorted(parts) }),
    ...(images !== undefined && { images: sorted(images) }),
    ...(nth !== undefined && { nth }),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function doubled(entries: readonly PlacedEntry[]): readonly PolicyProblem[] {
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const identity = entryIdentity(entry);
    const again = seen.has(identity);
    seen.add(identity);
    return again ? [{ at: entry.at, message: `this finding of ${entry.rule} is listed twice` }] : [];
  });
}

const INDENT = "    ";

/** The file for these entries: sorted, one a line, the same whatever order they come in. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const ordered = entries.map(entryOf).sort(byIdentity);
  const lines = ordered.map((entry) => `${INDENT}${plainJson(oneLine(entry))}`);
  const findings = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "version": ${BASELINE_VERSION},\n  "findings": ${findings}\n}\n`;
}

function oneLine(entry: BaselineEntry): string {
  return `{ ${Object.entries(entry)
    .map(([key, value]) => `"${key}": ${valueText(value)}`)
    .join(", ")} }`;
}

function valueText(value: unknown): string {
  return Array.isArray(value)
    ? `[${value.map((one) => JSON.stringify(one)).join(", ")}]`
    : JSON.stringify(value);
}

function byIdentity(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareTexts(a.file, b.file) ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(a.key ?? "", b.key ?? "") ||
    compareTexts(JSON.stringify(a.parts ?? []), JSON.stringify(b.parts ?? [])) ||
    (a.nth ?? 1) - (b.nth ?? 1)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The text of `docs/keelcheck-baseline.schema.json`, for editors. */
export function baselineSchemaText(): string {
  const schema = z.toJSONSchema(baselineSchema(), { target: "draft-7", io: "input" });
  return `${JSON.stringify({ title: "keelcheck-baseline.json", ...schema }, undefined, 2)}\n`;
}
