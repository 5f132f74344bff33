import type { MemoryFile } from "../../src/workspace/memory.ts";
import { type Expectation, readMarkers } from "./page-markers.ts";

/** Where an example's image folder stands in the tree that is checked. */
export const EXAMPLE_FOLDER = "deployment/images/example";

/** One example of a rule's page: a small repo, and every finding that is expected in it. */
export interface Example {
  /** 1-based line of its first fence in the page. */
  readonly line: number;
  readonly files: Readonly<Record<string, MemoryFile>>;
  /** Files that the base has otherwise, from `base` fences, or lacks, from `new` ones; absent where there are none. */
  readonly base?: Readonly<Record<string, MemoryFile | null>>;
  readonly markers: readonly Expectation[];
  /** Lines of its `findings` fences, paths from the repo's root. */
  readonly listed: readonly string[];
  /** `YYYY-MM-DD`, from `today=` of a fence. */
  readonly today?: string;
  /** What reading a file throws, by its path, from `throws=` of a fence; absent where there are none. */
  readonly throws?: Readonly<Record<string, string>>;
}

/** What the tests read of a rule's page. */
export interface Page {
  readonly title: string;
  readonly summary: string;
  /** Titles of the second level, in order. */
  readonly sections: readonly string[];
  readonly reported: readonly Example[];
  readonly accepted: readonly Example[];
  /** What is wrong with the page itself, with its line. */
  readonly problems: readonly string[];
}

interface Fence {
  readonly line: number;
  readonly section: string;
  readonly language: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly body: readonly string[];
  /** Only blank lines stand between it and the fence before. */
  readonly adjoins: boolean;
}

/** Reads a rule's page. */
export function readPage(text: string): Page {
  const { fences, prose } = splitPage(text.split("\n"));
  const titles = prose.filter(({ text }) => text.startsWith("# "));
  const sections = prose.filter(({ text }) => text.startsWith("## ")).map(({ text }) => text.slice(3).trim());
  const problems: string[] = [];
  if (titles.length !== 1) problems.push(`the page has ${titles.length} titles (# ...), one is wanted`);
  const groups = groupFences(fences, problems);
  const examples = (section: string) =>
    groups.filter(([first]) => first?.section === section).map((group) => exampleOf(group, problems));
  const reported = examples("Reported");
  const accepted = examples("Accepted");
  return {
    title: titles[0]?.text.slice(2).trim() ?? "",
    summary: firstParagraph(prose),
    sections,
    reported,
    accepted,
    problems,
  };
}

/** The lines of the first paragraph below the title, joined. */
function firstParagraph(prose: readonly { readonly text: string }[]): string {
  const below = prose.slice(prose.findIndex(({ text }) => text.startsWith("# ")) + 1);
  const start = below.findIndex(({ text }) => text.trim() !== "");
  const rest = below.slice(Math.max(0, start));
  const end = rest.findIndex(({ text }) => text.trim() === "");
  const lines = end < 0 ? rest : rest.slice(0, end);
  return lines.map(({ text }) => text.trim()).join(" ");
}

function splitPage(lines: readonly string[]): {
  readonly fences: readonly Fence[];
  readonly prose: readonly { readonly line: number; readonly text: string }[];
} {
  const fences: Fence[] = [];
  const prose: { line: number; text: string }[] = [];
  let section = "";
  let adjoins = false;
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at] ?? "";
    const opening = /^(`{3,})([^`]*)$/.exec(text);
    if (opening) {
      const close = new RegExp(`^\`{${opening[1]?.length},}\\s*$`);
      const length = lines.slice(at + 1).findIndex((line) => close.test(line));
      const end = length < 0 ? lines.length : at + 1 + length;
      const { language, attributes } = readInfo(opening[2] ?? "");
      fences.push({ line: at + 1, section, language, attributes, body: lines.slice(at + 1, end), adjoins });
      adjoins = true;
      at = end;
      continue;
    }
    if (text.startsWith("## ")) section = text.slice(3).trim();
    if (text.trim() !== "") adjoins = false;
    prose.push({ line: at + 1, text });
  }
  return { fences, prose };
}

/** The info string: `dockerfile file="copy of Dockerfile" executable today=2027-01-01`. */
function readInfo(info: string): Pick<Fence, "language" | "attributes"> {
  const words = [...info.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|(\S*)))?/g)];
  const [language, ...rest] = words;
  const attributes = Object.fromEntries(
    rest.map(([, name = "", quoted, bare]) => [name, quoted ?? bare ?? ""]),
  );
  return { language: language?.[1] ?? "", attributes };
}

/** Adjoining fences are one example; a fence without `file=` that lists no findings is only shown. */
function groupFences(fences: readonly Fence[], problems: string[]): Fence[][] {
  const groups: Fence[][] = [];
  for (const fence of fences) {
    const takesPart = fence.attributes.file !== undefined || fence.language === "findings";
    if (!takesPart) continue;
    const group = groups.at(-1);
    if (fence.adjoins && group) group.push(fence);
    else groups.push([fence]);
    const known = new Set(["file", "executable", "link", "today", "base", "new", "throws"]);
    const unknown = Object.keys(fence.attributes).filter((name) => !known.has(name));
    if (unknown.length > 0) problems.push(`line ${fence.line}: a fence takes no ${unknown.join(", ")}`);
  }
  return groups;
}

function exampleOf(group: readonly Fence[], problems: string[]): Example {
  const files: Record<string, MemoryFile> = {};
  const base: Record<string, MemoryFile | null> = {};
  const markers: Expectation[] = [];
  const listed: string[] = [];
  const throws: Record<string, string> = {};
  const line = group[0]?.line ?? 0;
  for (const fence of group) {
    const { file } = fence.attributes;
    if (file === undefined) {
      listed.push(...fence.body.filter((text) => text.trim() !== "").map(fromRoot));
      continue;
    }
    const path = fromRoot(file);
    const tree = fence.attributes.base === undefined ? files : base;
    if (tree[path] !== undefined) problems.push(`line ${fence.line}: ${path} is in this example twice`);
    tree[path] = fileOf(fence);
    if (fence.attributes.new !== undefined) base[path] = null;
    if (fence.attributes.throws !== undefined) throws[path] = fence.attributes.throws;
    const read = readMarkers(path, fence.body);
    markers.push(...read.expectations);
    problems.push(...read.problems.map(({ line, message }) => `line ${fence.line + line}: ${message}`));
  }
  const today = group.map(({ attributes }) => attributes.today).find((value) => value !== undefined);
  return {
    line,
    files,
    ...(Object.keys(base).length === 0 ? {} : { base }),
    markers,
    listed,
    ...(today === undefined ? {} : { today }),
    ...(Object.keys(throws).length === 0 ? {} : { throws }),
  };
}

function fileOf({ attributes, body }: Fence): MemoryFile {
  if (attributes.link !== undefined) return { kind: "link", target: attributes.link };
  const text = body.map((line) => `${line}\n`).join("");
  return attributes.executable === undefined ? text : { text, kind: "executable" };
}

/** `/path` is from the repo's root, everything else from the example's image folder. */
function fromRoot(path: string): string {
  return path.startsWith("/") ? path.slice(1) : `${EXAMPLE_FOLDER}/${path}`;
}
