/** Why a file of the repo tells nothing. */
import { type Place, sourceFile } from "../../source.ts";
import type { Unreadable } from "../../workspace/workspace.ts";

/** A file that could not be read or parsed. */
export interface FileProblem {
  readonly at: Place;
  readonly message: string;
}

/** What is said of a file that has no text. */
export function unreadProblem(path: string, { unreadable, conflict }: Unreadable): FileProblem {
  return conflict === undefined
    ? { at: { file: sourceFile(path, "") }, message: `this file cannot be read: it ${unreadable}` }
    : {
        at: { file: sourceFile(path, conflict.text), span: conflict.span },
        message: "an unresolved merge conflict begins here",
      };
}
