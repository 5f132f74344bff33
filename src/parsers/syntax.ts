import type { Span } from "../source.ts";

/** Text that a parser could not read: what is wrong, lower case without full stop, and where. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

/** A comment, kept because waivers stand in comments. `text` is without its marker, trimmed. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
}
