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
  readonly sections: readonly { readonly title: string; readonly at: Place }[];
  /** Where a word or path stands first as a whole, in text or code but not in a comment; case counts. */
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
  return {
    file,
    markdown,
    users: ordered(found.users, (user) => user.value),
    ports: ordered(found.ports, ({ value }) => `${value.port}/${value.protocol}`),
    variables: ordered(found.variables, (variable) => variable.name),
    volumes: ordered(found.volumes, (volume) => volume.value),
    configFiles: ordered(found.configFiles, (path) => path.value),
    published: ordered(found.published, ({ value }) => `${value.port}/${value.protocol} ${value.image}`),
    sections: headings.map((heading) => ({ title: heading.text, at: placeOfSpan(file, heading.span) })),
    mentions: (word) => mention(markdown, word),
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

function mention({ file, comments }: MarkdownFile, word: string): Place | undefined {
  if (word === "") return undefined;
  for (let start = file.text.indexOf(word); start >= 0; start = file.text.indexOf(word, start + 1)) {
    const end = start + word.length;
    const hidden = comments.some(({ span }) => span.start <= start && end <= span.end);
    if (!hidden && isWhole(file.text, start, end)) return placeOfSpan(file, { start, end });
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
