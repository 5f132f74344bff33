/** What is told of a command that runs another one as a user. */

/** A command that runs another one as a user. */
export interface StepDown {
  /** The program that does it. */
  readonly tool: string;
  /** A name or number; `null` when it cannot be told; absent when it stays the same. */
  readonly user?: string | null;
  /** A name or number; absent where it comes with the user. */
  readonly group?: string | null;
  /** The user changes and the group does not. */
  readonly keepsGroup?: true;
  /** What it takes for a user: a name only, or a number only; absent where both will do. */
  readonly takes?: "names" | "numbers";
  /** It may be run by anybody to become the same user. */
  readonly sameUser?: true;
  readonly command: readonly (string | null)[];
  /** The command is one word of shell text. */
  readonly shell?: boolean;
  /** It is run by the account's own shell, so an account without one runs nothing. */
  readonly needsShell?: boolean;
  /** It asks its own configuration who may: another user than root may be allowed to. */
  readonly asks?: true;
  /** The command goes into the background, and the tool ends. */
  readonly detached?: true;
  /** The folder that is the root of what it runs. */
  readonly root?: string | null;
  /** Why the tool refuses these words, whoever runs it, to follow its name. */
  readonly refuses?: string;
}

/** What the words behind a tool say. */
export type Told = Omit<StepDown, "tool">;
