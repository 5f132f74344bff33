/** What can be typed: the command line as the scripts of shells tell it. */

/** An option of a command. */
export interface CompletedOption {
  /** `--format`, and its letter where it has one, `-h`. */
  readonly names: readonly string[];
  readonly description: string;
  /** What follows it: nothing, one word, or several. */
  readonly takes: "nothing" | "one" | "several";
  /** The words that may follow; absent where anything may, as a path. */
  readonly words?: readonly string[];
}

/** A command, or a command of a command. */
export interface CompletedCommand {
  /** As it is typed behind `keelcheck`: `check`, `bases add`; "" for the program itself. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Words that may stand as its first argument: rules, shells, commands; where there are none a path may. */
  readonly words: readonly string[];
  /** Whether nothing but these words may stand there. */
  readonly onlyWords: boolean;
}
