/** The part of HCL that build definitions use, as a tree. */
import type { SourceFile, Span } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";
import type { HclPart } from "./lexer.ts";

/** A value, as far as it is read. */
export type HclValue =
  | { readonly kind: "text"; readonly parts: readonly HclPart[]; readonly span: Span }
  /** A number, `true`, `false`: as written. */
  | { readonly kind: "word"; readonly text: string; readonly span: Span }
  | { readonly kind: "null"; readonly span: Span }
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "list"; readonly items: readonly HclValue[]; readonly span: Span }
  | { readonly kind: "map"; readonly entries: readonly HclEntry[]; readonly span: Span }
  /** A function call, an operator, a path: not read. */
  | { readonly kind: "other"; readonly span: Span };

/** An attribute, or an entry of a map. */
export interface HclEntry {
  readonly key: { readonly text: string; readonly span: Span };
  readonly value: HclValue;
}

/** A block: `target "web" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly { readonly text: string; readonly span: Span }[];
  readonly attributes: readonly HclEntry[];
  readonly blocks: readonly HclBlock[];
  readonly span: Span;
}

/** A file as it was read. */
export interface HclFile {
  readonly file: SourceFile;
  /** The file itself, as a block without type and labels. */
  readonly body: Pick<HclBlock, "attributes" | "blocks">;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}
