import type { SourceFile, Span } from "../../source.ts";
import type { Comment } from "../syntax.ts";

/** A piece of text and where it stands; inline code is without its backticks, in text and span. */
export interface MarkdownText {
  readonly text: string;
  readonly span: Span;
}

/** A heading; `level` is 1 to 6, `text` has no markup. */
export interface MarkdownHeading {
  readonly level: number;
  readonly text: string;
  readonly span: Span;
}

/** A table's cell: plain text, the inline code inside, and the span of its content. */
export interface MarkdownCell {
  readonly text: string;
  readonly codes: readonly MarkdownText[];
  readonly span: Span;
}

/** A GFM table; rows may be shorter or longer than the header. */
export interface MarkdownTable {
  readonly header: readonly MarkdownCell[];
  readonly rows: readonly (readonly MarkdownCell[])[];
  readonly span: Span;
}

/** Fenced or indented code; `lang` is empty where none is named, `lines` are those that are not blank. */
export interface MarkdownFence {
  readonly lang: string;
  readonly text: string;
  readonly lines: readonly MarkdownText[];
  readonly span: Span;
}

/** A link or image; a reference's `targetSpan` is in its definition. */
export interface MarkdownLink {
  readonly target: string;
  readonly text: string;
  /** The whole link. */
  readonly span: Span;
  readonly targetSpan: Span;
  readonly image: boolean;
}

/** What every block has: its span, and the headings above it, the outermost first. */
interface Block {
  readonly span: Span;
  readonly headings: readonly MarkdownHeading[];
}

/** A paragraph, or the first paragraph of a list item: plain text and the inline code inside. */
export interface MarkdownProse extends Block {
  readonly kind: "paragraph" | "item";
  readonly text: string;
  readonly codes: readonly MarkdownText[];
}

/** One block of the document, in the order of the file. */
export type MarkdownBlock =
  | MarkdownProse
  | (Block & { readonly kind: "fence"; readonly fence: MarkdownFence })
  | (Block & { readonly kind: "table"; readonly table: MarkdownTable })
  | (Block & { readonly kind: "comment"; readonly comment: Comment });

/** What a Markdown file holds, each in the order of the file. */
export interface MarkdownContent {
  readonly headings: readonly MarkdownHeading[];
  readonly blocks: readonly MarkdownBlock[];
  readonly tables: readonly MarkdownTable[];
  /** Inline code, that in headings and tables included. */
  readonly codes: readonly MarkdownText[];
  readonly fences: readonly MarkdownFence[];
  /** Inline, reference and autolinks, images, and `href` and `src` of HTML. */
  readonly links: readonly MarkdownLink[];
  readonly comments: readonly Comment[];
}

/** What markdownlint says; `name` is the rule's long name, `message` lower case without full stop. */
export interface MarkdownLint {
  readonly rule: string;
  readonly name: string;
  readonly message: string;
  readonly span: Span;
  readonly fix?: { readonly span: Span; readonly text: string };
}

/** A Markdown file as read, without the file itself: plain data that may leave a worker. */
export interface MarkdownReading extends MarkdownContent {
  readonly lint: readonly MarkdownLint[];
  /** Why the file was not read; everything else is then empty. */
  readonly givenUp?: string;
  /** Set where it was not given up but its reader threw. */
  readonly threw?: true;
}

/** The reading of a file that was not read, with the reason. */
export function unreadMarkdown(givenUp: string): MarkdownReading {
  const nothing = { headings: [], blocks: [], tables: [], codes: [], fences: [], links: [], comments: [] };
  return { ...nothing, lint: [], givenUp };
}

/** A Markdown file as read. */
export interface MarkdownFile extends MarkdownReading {
  readonly file: SourceFile;
}
