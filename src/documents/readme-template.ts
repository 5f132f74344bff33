/** The README of an image that has none, from one that the team wrote for all: the facts go where it speaks of them. */
import { END_MARKER, REGION_WORDS } from "../model/readme/regions.ts";
import type { DocumentedKind } from "../policy/policy.ts";
import { ALL_KINDS } from "./documented-facts.ts";
import { kindOfTitle } from "./titles.ts";

/** What stands in a template for the image's name. */
const NAME = /\{\{\s*(?:image|name)\s*\}\}/g;

/** How facts are told. */
export interface Telling {
  readonly name: string;
  /** The lines about some kinds, their markers included. */
  readonly section: (kinds: readonly DocumentedKind[]) => readonly string[];
  /** The lines about all other kinds, their markers included. */
  readonly rest: (told: readonly DocumentedKind[]) => readonly string[];
}

/** The titles of a template's sections. */
export function titlesOf(template: string): readonly string[] {
  return linesOf(template).flatMap(({ title }) => title ?? []);
}

/**
 * The template with the name and the facts put in: where its own markers are, else at the end of the sections that are
 * called after them, and the rest at its end.
 */
export function filledTemplate(template: string, { name, section, rest }: Telling): string {
  const lines = linesOf(template.replace(NAME, () => name));
  const blocks = lines.some(({ begins }) => begins !== undefined) ? byMarkers(lines) : byTitles(lines);
  const told = blocks.flatMap(({ kinds = [] }) => kinds);
  const isBare = blocks.some(({ kinds }) => kinds?.length === 0);
  const filled = blocks.flatMap(({ text, kinds }) => {
    if (kinds === undefined) return text;
    return [...withoutBlankEnd(text), "", ...(kinds.length === 0 ? rest(told) : section(kinds)), ""];
  });
  const whole = isBare ? filled : [...withoutBlankEnd(filled), "", ...rest(told)];
  return `${withoutBlankEnd(whole).join("\n")}\n`;
}

/** Lines of a template, and the facts that follow on them: all that nothing else tells of where the list is empty. */
interface Block {
  readonly text: readonly string[];
  readonly kinds?: readonly DocumentedKind[];
}

function byMarkers(lines: readonly Line[]): readonly Block[] {
  const blocks: Block[] = [];
  let text: string[] = [];
  let inside = false;
  for (const { line, begins } of lines) {
    if (begins !== undefined) {
      blocks.push({ text, kinds: begins });
      text = [];
      inside = true;
    } else if (!inside) text.push(line);
    if (line === END_MARKER) inside = false;
  }
  return [...blocks, { text }];
}

function byTitles(lines: readonly Line[]): readonly Block[] {
  const sections: Line[][] = [[]];
  for (const line of lines) {
    if (line.title !== undefined) sections.push([]);
    sections.at(-1)?.push(line);
  }
  const told = new Set<DocumentedKind>();
  return sections.map((all) => {
    const text = all.map(({ line }) => line);
    const kind = kindOfTitle(all[0]?.title ?? "");
    if (kind === undefined || told.has(kind)) return { text };
    told.add(kind);
    return { text, kinds: [kind] };
  });
}

interface Line {
  readonly line: string;
  /** Of a heading outside of code. */
  readonly title?: string;
  /** Of a marker that begins a region: its kinds. */
  readonly begins?: readonly DocumentedKind[];
}

function linesOf(text: string): readonly Line[] {
  let fence: string | undefined;
  return text.split(/\r\n|\r|\n/).map((line) => {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    const isCode = fence !== undefined || mark !== undefined;
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    const [, title] = isCode ? [] : (/^ {0,3}#{2,6}[ \t]+(.+?)[ \t#]*$/.exec(line) ?? []);
    const begins = isCode ? undefined : kindsOf(line);
    return { line, ...(title !== undefined && { title }), ...(begins && { begins }) };
  });
}

function kindsOf(line: string): readonly DocumentedKind[] | undefined {
  const [, words] = /^<!-- keelcheck:begin((?: [a-z]+)*) -->$/.exec(line) ?? [];
  return words?.split(" ").flatMap((word) => ALL_KINDS.find((kind) => REGION_WORDS[kind] === word) ?? []);
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(0, last + 1);
}
