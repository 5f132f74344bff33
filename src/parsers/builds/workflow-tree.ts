/** The builds of a workflow, by an action or by a command. */
import type { Span } from "../../source.ts";

/** A value and where it stands; `text` is null when it holds an expression (`${{ }}`) or a variable. */
export interface WorkflowText {
  readonly text: string | null;
  readonly span: Span;
}

/** One build of one step. */
export interface WorkflowBuild {
  readonly by: "build-push-action" | "command";
  /** Absent: the repo at the commit (`build-push-action`). */
  readonly context?: WorkflowText;
  /** From the working folder, not from the context. Absent: `Dockerfile` in the context. */
  readonly file?: WorkflowText;
  readonly target?: WorkflowText;
  readonly args: Readonly<Record<string, string | null>>;
  /** Named contexts, as written. */
  readonly contexts: Readonly<Record<string, string | null>>;
  /** Folder that a command runs in, from the repo's root; null when it cannot be told. */
  readonly folder: string | null;
  readonly span: Span;
}
