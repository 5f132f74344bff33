import type { MarkdownHeading } from "../../parsers/markdown/parse.ts";
import type { Place, SourceFile, Span } from "../../source.ts";

/** Something that the README says. */
export interface Documented<T> {
  readonly value: T;
  readonly at: Place;
  /** True where the README states it as a fact of the image; false in examples, prose and commands, which only excuse. */
  readonly strict: boolean;
}

/** A port of the container. */
export interface DocumentedPort {
  readonly port: number;
  readonly protocol: "tcp" | "udp";
}

/** A port of the container that a `docker run` of a README publishes. */
export interface PublishedPort extends DocumentedPort {
  /** The image that is run, as written. */
  readonly image: string;
}

/** A variable that the README names; `value` is its stated default as written, without backticks. */
export interface DocumentedVariable {
  readonly name: string;
  readonly value?: string;
  readonly at: Place;
  readonly valueAt?: Place;
  /** True when it stands in a table's row of its own. */
  readonly table: boolean;
  readonly description?: string;
  /** True where the value, or the name without one, is stated as a fact; false in examples and prose. */
  readonly strict: boolean;
}

/** The lists that reading a README fills. */
export interface Found {
  readonly users: Documented<string>[];
  readonly ports: Documented<DocumentedPort>[];
  readonly variables: DocumentedVariable[];
  readonly volumes: Documented<string>[];
  readonly configFiles: Documented<string>[];
  readonly published: Documented<PublishedPort>[];
}

/** A block of a README that is read: what it is about, and where what it says goes. */
export interface BlockReading {
  readonly file: SourceFile;
  readonly topic: Topic;
  readonly found: Found;
}

/** What a block is about, told by the headings above it. */
export interface Topic {
  readonly environment: boolean;
  readonly ports: boolean;
  readonly volumes: boolean;
  readonly users: boolean;
  /** Commands to copy and history: what stands there says nothing about the image as it is. */
  readonly example: boolean;
}

const EXAMPLE =
  /\b(?:examples?|usage|quick ?start|getting started|demo|samples?|tutorial|how to|upgrad\w*|migrat\w*|change ?log|history|development|testing|troubleshooting|build(?:ing)?)\b/i;

/** What a block under these headings is about; the nearest heading decides whether it is an example. */
export function topicOf(headings: readonly MarkdownHeading[]): Topic {
  const titles = headings.map((heading) => heading.text).join("\n");
  const sections = headings
    .filter(({ level }) => level > 1)
    .map((heading) => heading.text)
    .join("\n");
  const nearest = headings.at(-1)?.text ?? "";
  return {
    environment: /\benv\b|environment|variables?\b|configur|settings?\b|options?\b|parameters?\b/i.test(
      titles,
    ),
    ports: /\bports?\b/i.test(nearest),
    volumes: /\bvolumes?\b|\bmounts?\b|persist/i.test(nearest),
    users: /\busers?\b|permission|runs? as\b/i.test(nearest),
    // The title of the whole is a name: an image may well be called example.
    example: EXAMPLE.test(nearest) || /\b(?:examples?|change ?log)\b/i.test(sections),
  };
}

/** Ports as `8080`, `8080/tcp`, `8080:80` (the container's is the last) or `8000-8003`; undefined when it is anything else. */
export function portsOf(text: string): readonly DocumentedPort[] | undefined {
  const match = /^(?:[\w.[\]*:]*:)?(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(text.trim());
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? first);
  if (!match || !isPort(first) || !isPort(last) || last < first || last - first > MOST_PORTS)
    return undefined;
  const protocol = match[3]?.toLowerCase() === "udp" ? "udp" : "tcp";
  return Array.from({ length: last - first + 1 }, (_, index) => ({ port: first + index, protocol }));
}

// A longer range (RTP, passive FTP) is no list of listeners.
const MOST_PORTS = 100;

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

/** Whether a text could be a file that configures something: an absolute path, or a name with such an ending. */
export function isConfigFile(text: string): boolean {
  if (/\s|:\/\/|[<>|"'`]/.test(text)) return false;
  if (/^\/[\w.@%+*{}$-]+(?:\/[\w.@%+*{}$-]*)*$/.test(text)) return true;
  return /^[\w./*-]*[\w*-]\.(?:conf|cnf|cfg|ini|ya?ml|json|toml|xml|env|properties|template|tmpl|j2|sh|lua|vcl|types)$/i.test(
    text,
  );
}

/** Whether a text could be a variable's name as images have them: capitals, digits and underscores. */
export function isVariable(text: string): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(text);
}

/** The place of a span in a file. */
export function placeOfSpan(file: SourceFile, span: Span): Place {
  return { file, span };
}

/** Where a word stands last, as a whole, in a span; the whole span where it does not stand as it is (a range's middle). */
export function wordSpan(file: SourceFile, span: Span, word: string): Span {
  const text = file.text.slice(span.start, span.end);
  for (let at = text.lastIndexOf(word); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(word, at - 1)) {
    const end = at + word.length;
    const whole = !/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(end));
    if (whole) return { start: span.start + at, end: span.start + end };
  }
  return span;
}

/** Whether what is said there is meant of the image as it is: not an example, and not said to be gone. */
export function isStatement(topic: Topic, text: string): boolean {
  return !topic.example && !/deprecat|removed|obsolete|no longer/i.test(text);
}
