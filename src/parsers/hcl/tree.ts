/** HCL as build definitions use it, as a tree: blocks, attributes and the whole of its expressions. */
import type { SourceFile, Span } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";

/** An expression as it is written. */
export type HclExpression =
  /** A text with its `${}`; one that is nothing but a `${}` is that value, whatever its type. */
  | { readonly kind: "text"; readonly parts: readonly HclPart[]; readonly span: Span }
  | { readonly kind: "number"; readonly value: number; readonly span: Span }
  | { readonly kind: "bool"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "null"; readonly span: Span }
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "list"; readonly items: readonly HclExpression[]; readonly span: Span }
  | { readonly kind: "map"; readonly entries: readonly HclMapEntry[]; readonly span: Span }
  /** `a.b`, `a["b"]`, `a[0]`. */
  | {
      readonly kind: "get";
      readonly from: HclExpression;
      readonly key: HclExpression;
      readonly span: Span;
    }
  /** `a[*].b`: the keys are asked of every item. */
  | {
      readonly kind: "splat";
      readonly from: HclExpression;
      readonly keys: readonly HclExpression[];
      /** `a[*]` takes indices along, `a.*` names alone. */
      readonly full: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly items: readonly HclExpression[];
      /** The last argument is a list of arguments: `f(a, b...)`. */
      readonly spread: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: HclExpression;
      readonly right: HclExpression;
      readonly span: Span;
    }
  | {
      readonly kind: "unary";
      readonly operator: string;
      readonly value: HclExpression;
      readonly span: Span;
    }
  | {
      readonly kind: "condition";
      readonly test: HclExpression;
      readonly yes: HclExpression;
      readonly no: HclExpression;
      readonly span: Span;
    }
  | HclFor
  /** What is not read: a `%{}` in a text, a line with a mistake. */
  | { readonly kind: "other"; readonly span: Span };

/** `[for k, v in of : result if test]`, or `{for k, v in of : resultKey => result... if test}`. */
export interface HclFor {
  readonly kind: "for";
  readonly key?: string;
  readonly item: string;
  readonly of: HclExpression;
  readonly resultKey?: HclExpression;
  readonly result: HclExpression;
  readonly grouped: boolean;
  readonly test?: HclExpression;
  readonly span: Span;
}

export type HclPart = { readonly text: string } | { readonly value: HclExpression };

/** An entry of a map: a bare word as key is a text. */
export interface HclMapEntry {
  readonly key: HclExpression;
  readonly value: HclExpression;
}

/** An attribute. */
export interface HclAttribute {
  readonly key: { readonly text: string; readonly span: Span };
  readonly value: HclExpression;
}

/** A block: `target "web" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly { readonly text: string; readonly span: Span }[];
  readonly attributes: readonly HclAttribute[];
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
