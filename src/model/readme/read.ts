import { type MarkdownFile, unreadMarkdown } from "../../parsers/markdown/tree.ts";
import type { Place, SourceFile } from "../../source.ts";
import {
  type Documented,
  type DocumentedPort,
  type DocumentedVariable,
  type Found,
  type PublishedPort,
  placeOfSpan,
  topicOf,
} from "./facts.ts";
import { blanked, hiddenSpans, isHidden } from "./hidden.ts";
import { findPorts } from "./ports.ts";
import { findNames, findUsers, readItem, readLabel } from "./prose.ts";
import { findRuns } from "./run-commands.ts";
import { readTable } from "./tables.ts";

export type { Documented, DocumentedPort, DocumentedVariable, PublishedPort } from "./facts.ts";
export { sameValue } from "./values.ts";

/** What a README says of its image; each list is in the order of the file. */
export interface Documentation {
  readonly file: SourceFile;
  /** When it was given up, the lists hold only what the bare text shows, and nothing can be told from what is missing. */
  readonly markdown: MarkdownFile;
  /** Names and ids. */
  readonly users: readonly Documented<string>[];
  readonly ports: readonly Documented<DocumentedPort>[];
  readonly variables: readonly DocumentedVariable[];
  /** Container paths. */
  readonly volumes: readonly Documented<string>[];
  /** Container paths, or file names of the repo. */
  readonly configFiles: readonly Documented<string>[];
  /** Ports of the container that a `docker run` publishes. */
  readonly published: readonly Documented<PublishedPort>[];
  /** The text with blanks for what the page does not show, or shows struck out: that documents nothing. */
  readonly visible: string;
  readonly sections: readonly { readonly title: string; readonly at: Place }[];
  /** Where a word or path stands first as a whole, in text or code that is visible; case counts. */
  mentions(word: string): Place | undefined;
}

/** Reads what a README says of its image: tables and lists as statements, everything else only to excuse. */
export function readDocumentation(markdown: MarkdownFile): Documentation {
  const { file, headings } = markdown;
  const found: Found = { users: [], ports: [], variables: [], volumes: [], configFiles: [], published: [] };
  readStatements(markdown, found);
  findPorts(file, found);
  findUsers(file, found);
  findNames(markdown, found);
  findRuns(markdown, found);
  const hidden = hiddenSpans(markdown);
  const visible = blanked(file.text, hidden);
  const shown = <T extends Entry>(entries: readonly T[]) =>
    hidden.length === 0
      ? entries
      : entries.filter(({ at }) => at.span === undefined || !isHidden(at.span, hidden));
  return {
    file,
    markdown,
    users: ordered(shown(found.users), (user) => user.value),
    ports: ordered(shown(found.ports), ({ value }) => `${value.port}/${value.protocol}`),
    variables: ordered(shown(found.variables), (variable) => variable.name),
    volumes: ordered(shown(found.volumes), (volume) => volume.value),
    configFiles: ordered(shown(found.configFiles), (path) => path.value),
    published: ordered(
      shown(found.published),
      ({ value }) => `${value.port}/${value.protocol} ${value.image}`,
    ),
    visible,
    sections: headings.map((heading) => ({ title: heading.text, at: placeOfSpan(file, heading.span) })),
    mentions: (word) => mention(file, visible, word),
  };
}

/** A README that was not read, and why. */
export function unreadDocumentation(file: SourceFile, why: string): Documentation {
  const nothing = {
    users: [],
    ports: [],
    variables: [],
    volumes: [],
    configFiles: [],
    published: [],
    sections: [],
    visible: "",
  };
  return { file, markdown: { file, ...unreadMarkdown(why) }, ...nothing, mentions: () => undefined };
}

function readStatements(markdown: MarkdownFile, found: Found): void {
  const { file } = markdown;
  for (const block of markdown.blocks) {
    const reading = { file, topic: topicOf(block.headings), found };
    if (block.kind === "table") readTable(block.table, reading);
    if (block.kind === "item") readItem(block, reading);
    if (block.kind === "item" || block.kind === "paragraph") readLabel(block, reading);
  }
}

interface Entry {
  readonly at: Place;
  readonly strict: boolean;
}

/** By place; of several readings of one thing at one place, the statement goes before the mere mention. */
function ordered<T extends Entry>(entries: readonly T[], name: (entry: T) => string): T[] {
  const kept = new Map<string, T>();
  for (const entry of entries) {
    const key = `${entry.at.span?.start} ${name(entry)}`;
    if (!kept.has(key)) kept.set(key, entry);
  }
  return [...kept.values()].sort((a, b) => (a.at.span?.start ?? 0) - (b.at.span?.start ?? 0));
}

function mention(file: SourceFile, visible: string, word: string): Place | undefined {
  if (word === "") return undefined;
  for (let start = visible.indexOf(word); start >= 0; start = visible.indexOf(word, start + 1)) {
    const end = start + word.length;
    if (isWhole(visible, start, end)) return placeOfSpan(file, { start, end });
  }
  return undefined;
}

// "web" stands in "as web." and in "web:web", not in "webroot", "web-server" or "web.conf".
function isWhole(text: string, start: number, end: number): boolean {
  return (
    !/(?:\w|\w[-.])$/.test(text.slice(Math.max(0, start - 2), start)) &&
    !/^(?:\w|[-.]\w)/.test(text.slice(end, end + 2))
  );
}
