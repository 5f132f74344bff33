import type { Span } from "../../source.ts";

/** A template of Go's text/template, as far as it is read (pkg.go.dev/text/template). */
export type TemplateNode =
  | { readonly kind: "text"; readonly text: string; readonly span: Span }
  | { readonly kind: "action"; readonly pipeline: Pipeline; readonly span: Span }
  | {
      readonly kind: "if" | "range" | "with";
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
      readonly span: Span;
    };

/** Commands whose last value goes to the next one as its last argument; `sets` takes what comes out. */
export interface Pipeline {
  readonly commands: readonly (readonly Operand[])[];
  /** Variables with their `$`: one, or of a `range` two. */
  readonly sets: readonly string[];
  readonly declares: boolean;
}

export type Operand =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "function"; readonly name: string }
  /** `.A.B`, `$x.A`, `(…).A`: fields of the cursor, a variable or a value. */
  | {
      readonly kind: "fields";
      readonly of: "cursor" | { readonly variable: string } | { readonly inner: Pipeline };
      readonly names: readonly string[];
    };

/** What makes a template one that is not read: lower case, no full stop. */
export interface TemplateProblem {
  readonly message: string;
  readonly span: Span;
}
