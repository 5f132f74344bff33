import type { Place } from "./source.ts";

export type Severity = "error" | "warning" | "notice";

/** A second place that a finding needs to be understood: where the user is made, where the file is loaded. */
export interface Related {
  readonly at: Place;
  readonly note: string;
}

/** One change of a fix. */
export type Edit =
  | { readonly replace: Place; readonly text: string }
  | { readonly create: string; readonly text: string }
  | { readonly rename: string; readonly to: string }
  | { readonly remove: string }
  /** Sets or clears the bit that lets a file run, as git keeps it. */
  | { readonly chmod: string; readonly executable: boolean };

/** A change that mends a finding: all of its edits or none. A safe fix cannot change what the image does beyond the finding. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** Things that are named together. */
export interface Parts {
  /** Path of the file that lacks them, which tells the finding in place of its own path. */
  readonly of: string;
  readonly names: readonly string[];
  /** What the message says of each of them, in their order, behind "README.md does not document". */
  readonly said?: { readonly lead: string; readonly each: readonly string[] };
}

/** How many findings of a rule are shown as one, where each by itself says no more than which one it is. */
export interface Several {
  /** What is wrong with all of them, to follow their number: "image folders have no README". */
  readonly what: string;
  /** The path that this one is about. */
  readonly name: string;
  /** What to do about all of them. */
  readonly help?: string;
}

/** What is not checked, and why: findings of one cause are shown as one. */
export interface Cause {
  readonly key: string;
  /** How several with other keys are called together, behind their number. */
  readonly many?: string;
  /** What hangs on it, in words. */
  readonly facts: readonly string[];
  readonly settle?: string;
}

/** What a rule reports, before the engine adds the rule and the severity in force. */
export interface Problem {
  /** What is wrong, without line or prose (`listen 80`): part of the finding's identity. */
  readonly key: string;
  /** Where one finding names several things that a file lacks: with fewer of them it is the same finding still. */
  readonly parts?: Parts;
  /** The folder that it is about, where its place only stands for it: the first of the Dockerfiles there. */
  readonly folder?: string;
  /** The images that it is about, where these are not all of the folder. */
  readonly images?: readonly string[];
  readonly several?: Several;
  /** Where it is one of several that have the same cause: `help` is then made of it. */
  readonly cause?: Cause;
  /** The path that is not there: findings that miss the same are shown as one. */
  readonly missing?: string;
  readonly at: Place;
  /** What is wrong stands on no line: a file lacks it, and the place is where it comes from. */
  readonly nowhere?: true;
  /** Lower case, no full stop; names the value and what is wanted. */
  readonly message: string;
  /** Replaces the rule's default; the policy's word still goes before it. */
  readonly severity?: Severity;
  /** What to do, one sentence. */
  readonly help?: string;
  /** Lines of a file or a command that the help ends with, as they are to be written. */
  readonly helpLines?: readonly string[];
  readonly related?: readonly Related[];
  /** Whether it asks a person for words that no fix has: one that writes the rest may leave it. */
  readonly asks?: true;
  /** A rule writes `fix: fixOf(...)`: `undefined` says that there is none. */
  readonly fix?: Fix | undefined;
}

/** What the tool says: a problem with its rule, severity and the image it was seen in. */
export interface Finding extends Problem {
  readonly rule: string;
  readonly severity: Severity;
  /** Names of the images that the finding was seen in, sorted; empty when it is the repo's. */
  readonly images: readonly string[];
  /** They are all images of the folder, whichever it is about: another one there is no other finding. */
  readonly ofWholeFolder?: true;
  /** Whether the change brings it or the base had it already; absent where nothing was compared. */
  readonly novelty?: Novelty;
}

/** How a finding of the head relates to the base. */
export type Novelty = "introduced" | "existing";
