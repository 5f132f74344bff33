/** The parts of a README that `keelcheck docs` writes: what stands between its markers. */
import type { MarkdownFile } from "../../parsers/markdown/tree.ts";
import type { Comment } from "../../parsers/syntax.ts";
import type { DocumentedKind } from "../../policy/policy.ts";
import { lineText, type Place, positionAt, type Span } from "../../source.ts";

/** What a region tells of: a kind of fact, or all images of the repo. */
export type RegionKind = DocumentedKind | "images";

/** The words for kinds in a marker. */
export const REGION_WORDS: Readonly<Record<RegionKind, string>> = {
  user: "users",
  ports: "ports",
  environment: "environment",
  volumes: "volumes",
  "config files": "configuration",
  images: "images",
};

/** A region with both of its markers. */
export interface Region {
  /** Empty: every kind that nothing else of the README tells of. */
  readonly kinds: readonly RegionKind[];
  /** A table that people wrote: its columns and the rows that no fact speaks of stay. */
  readonly keeps: boolean;
  /** The marker that begins it. */
  readonly at: Place;
  /** What stands between the markers. */
  readonly inside: Span;
}

/** A marker that cannot be followed. */
export interface MarkerProblem {
  /** What is wrong, without prose. */
  readonly key: string;
  readonly at: Place;
  readonly message: string;
}

/** The regions of a README, in the order of the file, and what is wrong with its markers. */
export interface Regions {
  readonly list: readonly Region[];
  readonly problems: readonly MarkerProblem[];
}

const MARKER = /^keelcheck:(begin|end)\b\s*([\s\S]*)$/;

interface Marker {
  readonly begins: boolean;
  readonly words: readonly string[];
  readonly comment: Comment;
}

/** Reads the markers of a README; one in code is text. */
export function regionsOf({ file, comments }: Pick<MarkdownFile, "file" | "comments">): Regions {
  const list: Region[] = [];
  const problems: MarkerProblem[] = [];
  const wrong = (comment: Comment, key: string, message: string) => {
    problems.push({ key, at: { file, span: comment.span }, message });
  };
  let open: (Pick<Region, "kinds" | "keeps"> & { readonly comment: Comment }) | undefined;
  for (const { begins, words, comment } of comments.flatMap(markerOf)) {
    if (!standsAlone(file, comment)) {
      wrong(comment, "marker not alone", "this marker is not alone at the beginning of its line");
    } else if (begins && open !== undefined) {
      wrong(open.comment, "begin without end", "this marker has no keelcheck:end");
      open = { ...readWords(words), comment };
    } else if (begins) {
      open = { ...readWords(words), comment };
    } else if (open === undefined) {
      wrong(comment, "end without begin", "no keelcheck:begin stands above this marker");
    } else {
      const unknown = unknownWord(open.comment);
      const twice = open.kinds.find((kind) => list.some(({ kinds }) => kinds.includes(kind)));
      const again = open.kinds.length === 0 && list.some(({ kinds }) => kinds.length === 0);
      if (unknown !== undefined) wrong(open.comment, `word ${unknown}`, unknownText(unknown));
      else if (twice !== undefined || again)
        wrong(
          open.comment,
          "region again",
          `a second region of ${twice ? REGION_WORDS[twice] : "the same facts"}`,
        );
      else
        list.push({
          kinds: open.kinds,
          keeps: open.keeps,
          at: { file, span: open.comment.span },
          inside: { start: open.comment.span.end, end: comment.span.start },
        });
      open = undefined;
    }
  }
  if (open !== undefined) wrong(open.comment, "begin without end", "this marker has no keelcheck:end");
  return { list, problems };
}

function markerOf(comment: Comment): readonly Marker[] {
  const [, word, rest = ""] = MARKER.exec(comment.text) ?? [];
  if (word === undefined) return [];
  return [{ begins: word === "begin", words: rest.split(/[\s,]+/).filter((one) => one !== ""), comment }];
}

const KEEP = "keep";

function readWords(words: readonly string[]): Pick<Region, "kinds" | "keeps"> {
  const kinds = words.flatMap((word) => kindOfWord(word) ?? []);
  return { kinds: [...new Set(kinds)], keeps: words.includes(KEEP) };
}

function kindOfWord(word: string): RegionKind | undefined {
  const all = Object.entries(REGION_WORDS) as [RegionKind, string][]; // the record's own keys
  return all.find(([, known]) => known === word)?.[0];
}

function unknownWord(comment: Comment): string | undefined {
  const [marker] = markerOf(comment);
  return marker?.words.find((word) => word !== KEEP && kindOfWord(word) === undefined);
}

function unknownText(word: string): string {
  return `"${word}" is nothing that a region tells of: ${Object.values(REGION_WORDS).join(", ")}`;
}

/** The marker that begins a region. */
export function beginMarker(kinds: readonly RegionKind[], keeps = false): string {
  const words = [...kinds.map((kind) => REGION_WORDS[kind]), ...(keeps ? [KEEP] : [])];
  return `<!-- ${["keelcheck:begin", ...words].join(" ")} -->`;
}

/** The marker that ends a region. */
export const END_MARKER = "<!-- keelcheck:end -->";

/** Whether a comment has its line to itself, from the first column on: not in a list, a quote or a table. */
function standsAlone(file: MarkdownFile["file"], { span }: Comment): boolean {
  const { line, column } = positionAt(file, span.start);
  const text = lineText(file, line);
  const mark = text.startsWith("\uFEFF") ? 1 : 0;
  return column === 1 + mark && text.slice(mark).trimEnd() === file.text.slice(span.start, span.end);
}

/** Whether a place lies in a region. */
export function isInRegion({ list }: Regions, { span }: Place): boolean {
  const at = span?.start ?? 0;
  return list.some(({ inside }) => inside.start <= at && at < inside.end);
}
