import type { Span } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";

/** A variable's value: null is unset, "" is that or empty, undefined cannot be told. */
export type ShellLookup = (name: string) => string | null | undefined;

/** A word of a command. */
export interface ShellWord {
  /** The value when it can be read exactly: quotes removed, no expansion, no pattern; else null. */
  readonly text: string | null;
  readonly raw: string;
  readonly span: Span;
  /** Holds a pattern of file names. */
  readonly glob: boolean;
  /** The variables that it names, each once. */
  readonly variables: readonly string[];
  /** The value with variables put in; null when it cannot be told. */
  readonly expand: (lookup: ShellLookup) => string | null;
}

/** The text of a heredoc. */
export interface ShellHeredoc {
  /** What the command reads, tabs of `<<-` removed; null when it holds expansions. */
  readonly text: string | null;
  readonly raw: string;
  readonly span: Span;
  /** Variables in it stay as they are. */
  readonly quoted: boolean;
  readonly expand: ShellWord["expand"];
}

/** A redirection; for a heredoc the target is the word that ends it. */
export interface ShellRedirect {
  readonly operator: string;
  readonly fd?: number;
  readonly target: ShellWord;
  readonly heredoc?: ShellHeredoc;
}

/** `name=value` before a command, or alone. */
export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord;
  readonly span: Span;
}

/** A command, or the commands of a pipeline, and how it has to end. `[[ ]]` has the words that `[` would have. */
export interface ShellAnswer {
  readonly commands: readonly ShellCommand[];
  readonly succeeds: boolean;
}

/** What lets a command run: when all answers are so it is run. No answers: that cannot be told. */
export interface ShellGuard {
  readonly answers: readonly ShellAnswer[];
  /** Whether it is run only then. */
  readonly exact: boolean;
  /** One of the answers is enough. */
  readonly any?: true;
  /** Which way it leads; absent where it may be come to several times, or its ways are not told apart. */
  readonly branch?: ShellBranch;
}

/** One way out of a condition. */
export interface ShellBranch {
  /** The condition; the same for all its ways, and unlike that of every other condition of the text. */
  readonly of: string;
  /** Which of the ways, 0-based. */
  readonly way: number;
  /** How many there are. */
  readonly ways: number;
}

/** `for NAME in WORDS`, around a command. */
export interface ShellLoop {
  /** The same for all commands of the loop. */
  readonly id: number;
  readonly name: string;
  readonly words: readonly ShellWord[];
  /** Which of the command's guards it is that there are words at all. */
  readonly guard: number;
}

/** A simple command. */
export interface ShellCommand {
  readonly assignments: readonly ShellAssignment[];
  readonly words: readonly ShellWord[];
  readonly redirects: readonly ShellRedirect[];
  /** Redirections of the groups, loops and conditions around it: `{ a; b; } > file`. They are opened once for all. */
  readonly inherited: readonly ShellRedirect[];
  readonly span: Span;
  /** Whether it runs whenever the script gets so far. In a function: whenever the function is called. */
  readonly certainty: "always" | "maybe";
  /** What decides whether it runs, from the outside in; absent where it surely does. */
  readonly guards?: readonly ShellGuard[];
  /** The `for` loops around it, from the outside in; absent where there are none. */
  readonly loops?: readonly ShellLoop[];
  /** It stands in the condition of `if`, `while` or `until`: it is run for its answer. */
  readonly asks?: true;
  /** Whether something takes its failure into account: `||` behind it, a condition, `!`. */
  readonly caught: boolean;
  /** `set -e` does not end the script where it fails: `&&` or more of its pipeline stands behind it. */
  readonly passed?: true;
  readonly background: boolean;
  /** The pipeline it stands in, and where; `id` is the same for all its commands, `index` is 0-based. */
  readonly pipe?: { readonly id: number; readonly index: number; readonly length: number };
  /** In `( )`, a pipeline or a substitution: what it does to variables and the folder is gone afterwards. */
  readonly subshell: boolean;
  /** The commands of `$( )`, backticks and `<( )` in its words. */
  readonly substitutions: readonly ShellCommand[];
}

/** A function; its commands run when it is called. */
export interface ShellFunction {
  readonly name: string;
  readonly commands: readonly ShellCommand[];
  readonly span: Span;
}

/** A script as a flat list of its commands, in the order in which they stand. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  readonly functions: readonly ShellFunction[];
  /** Without `#!`. */
  readonly shebang?: string;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
  /**
   * Whether a variable gets values otherwise than by plain assignments: from a loop, `read`, `${X:=y}`; the last leaves
   * one alone that has a value.
   */
  readonly mayAssign: (name: string, before?: string) => boolean;
}

/** The text that was parsed (without `\r`), and the way back to offsets in what was written. */
export interface ShellSource {
  readonly text: string;
  readonly offset: (at: number) => number;
}
