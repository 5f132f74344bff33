/** The parts of a README that are about one of several images: sections under its name, and rows of tables. */
import type { MarkdownContent, MarkdownFile, MarkdownTable } from "../../parsers/markdown/tree.ts";
import { beginBefore, type Place, type SourceFile, type Span, sourceFile } from "../../source.ts";
import { calledIn } from "./called.ts";
import { type Documentation, readDocumentation } from "./read.ts";
import { isInRegion, regionsOf } from "./regions.ts";

/** A section of a README, or a row of a table together with its header. */
export interface Part {
  readonly span: Span;
  readonly row?: MarkdownTable;
}

/** What of a README is about an image, by how the README calls it: `web`, `apps/web`, `acme/web`; lower case. */
export type ReadmeParts = ReadonlyMap<string, readonly Part[]>;

// A column of names: what its cells call is an image, also where it is not the first.
const NAMES = /^(?:images?|image name|name|container|service|folder|directory|path|dockerfile)s?$/i;

/** The parts of a README by name. The title of the whole is none: it names the repo. */
export function partsOf(markdown: MarkdownFile): ReadmeParts {
  const { file, headings } = markdown;
  // An index that a command writes names every image, and says nothing that a person would.
  const regions = regionsOf(markdown);
  const tables = markdown.tables.filter(({ span }) => !isInRegion(regions, { file, span }));
  const parts = new Map<string, Part[]>();
  const add = (name: string | undefined, part: Part) => {
    if (name === undefined) return;
    const same = parts.get(name);
    if (same === undefined) parts.set(name, [part]);
    else same.push(part);
  };
  const titles = headings.filter(({ level }) => level === 1);
  // From the last heading on, so that each one's section ends where the next one as high begins.
  const ends: number[] = [];
  for (const heading of headings.toReversed()) {
    const end = ends
      .slice(0, heading.level + 1)
      .reduce((first, one) => Math.min(first, one ?? first), file.text.length);
    for (let level = heading.level; level <= 6; level++) ends[level] = heading.span.start;
    if (titles.length === 1 && titles[0] === heading) continue;
    add(calledIn(heading.text), { span: { start: heading.span.start, end } });
  }
  for (const table of tables) {
    const named = table.header.findIndex(({ text }) => NAMES.test(text.trim()));
    for (const cells of table.rows) {
      const [first] = cells;
      const says = cells.filter(({ text }) => text.trim() !== "").length > 1;
      if (first === undefined || !says) continue;
      const row = { ...table, rows: [cells] };
      add(calledIn(cells[Math.max(0, named)]?.text ?? ""), { span: lineOf(file, first.span.start), row });
    }
  }
  return parts;
}

function lineOf({ text }: SourceFile, offset: number): Span {
  const end = text.indexOf("\n", offset);
  return { start: text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1, end: end < 0 ? text.length : end };
}

/** A piece of a README's text, and where it stands in the text of its parts. */
interface Piece {
  readonly from: Span;
  readonly at: number;
}

/**
 * What these parts of a README say, with places in the README itself. Only they are read again, so that many images with
 * a part each cost no more than the whole.
 */
export function partlyRead(markdown: MarkdownFile, parts: readonly Part[]): Documentation {
  const { file } = markdown;
  const pieces: Piece[] = [];
  let text = "";
  const move = (from: Span): number => {
    const at = text.length;
    pieces.push({ from, at });
    text += `${file.text.slice(from.start, from.end)}\n\n`;
    return at - from.start;
  };
  const found: Content = {
    headings: [],
    blocks: [],
    tables: [],
    codes: [],
    fences: [],
    links: [],
    comments: [],
  };
  for (const { span, row } of parts) {
    if (row === undefined) takeSection(markdown, span, { found, by: move(span) });
    else takeRow(file, { span, row }, { found, move });
  }
  const part = readDocumentation({ file: sourceFile(file.path, text), ...found, lint: [] });
  return placedIn(part, file, pieces);
}

type Content = { [Key in keyof MarkdownContent]: MarkdownContent[Key][number][] };

function takeSection(
  markdown: MarkdownFile,
  span: Span,
  { found, by }: { readonly found: Content; readonly by: number },
): void {
  const take = <T extends { readonly span: Span }>(from: readonly T[], to: T[]) => {
    for (let index = beginBefore(from, span.start); index < from.length; index++) {
      const one = from[index];
      if (one === undefined || one.span.start >= span.end) break;
      if (one.span.end <= span.end) to.push(shifted(one, by));
    }
  };
  take(markdown.headings, found.headings);
  take(markdown.blocks, found.blocks);
  take(markdown.tables, found.tables);
  take(markdown.codes, found.codes);
  take(markdown.fences, found.fences);
  take(markdown.links, found.links);
  take(markdown.comments, found.comments);
}

function takeRow(
  file: SourceFile,
  { span, row }: Required<Part>,
  { found, move }: { readonly found: Content; readonly move: (from: Span) => number },
): void {
  const [first] = row.header;
  const header = first === undefined ? [] : shifted(row.header, move(lineOf(file, first.span.start)));
  const by = move(span);
  const table = { header, rows: shifted(row.rows, by), span: shifted(span, by) };
  found.tables.push(table);
  found.blocks.push({ kind: "table", table, span: table.span, headings: [] });
  for (const code of table.rows.flatMap((cells) => cells.flatMap(({ codes }) => codes)))
    found.codes.push(code);
}

/** Plain data with every span in it moved. */
function shifted<T>(value: T, by: number): T {
  if (Array.isArray(value)) return value.map((one: unknown) => shifted(one, by)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]: [string, unknown]) => [
    key,
    typeof one === "number" && (key === "start" || key === "end") ? one + by : shifted(one, by),
  ]);
  return Object.fromEntries(entries) as T;
}

/** What was read of the pieces, with places in the README. */
function placedIn(part: Documentation, file: SourceFile, pieces: readonly Piece[]): Documentation {
  const home = (place: Place): Place => {
    const { span } = place;
    const piece = span && pieces.findLast(({ at }) => at <= span.start);
    return piece === undefined
      ? { file }
      : { file, span: shifted(span ?? piece.from, piece.from.start - piece.at) };
  };
  const here = <T extends { readonly at: Place }>(all: readonly T[]): readonly T[] =>
    all.map((one) => ({ ...one, at: home(one.at) }));
  return {
    ...part,
    users: here(part.users),
    ports: here(part.ports),
    volumes: here(part.volumes),
    configFiles: here(part.configFiles),
    published: here(part.published),
    variables: here(part.variables).map((one) =>
      one.valueAt ? { ...one, valueAt: home(one.valueAt) } : one,
    ),
  };
}
