/** Commands of a build-time shell text as they were read, for whoever asks what a RUN does. */
import type { ShellCommand } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import type { PlacedEffect } from "./effects.ts";
import type { ReadWord } from "./rest.ts";

/** A simple command, its words read as far as they can be: of the text itself, and of the scripts that it runs. */
export interface RanCommand {
  /** The program's file name without `sudo`, `env A=b` and the like before it; "" when it cannot be told. */
  readonly name: string;
  /** The program as it is written, with its folder; `null` when it cannot be told. */
  readonly program: string | null;
  readonly programAt: Place;
  readonly args: readonly RunWord[];
  /** Where relative paths start; `null` when it cannot be told. */
  readonly folder: string | null;
  readonly at: Place;
  /** Whether it runs whenever the text gets so far. */
  readonly sure: boolean;
  /** Whether something takes its failure into account: `||` behind it, a condition around it. */
  readonly mayFail: boolean;
  /** Whether `set -e` goes on behind it though it fails. */
  readonly passed?: true;
  /** Whether something stands before the program: `sudo`, `env`. */
  readonly wrapped: boolean;
  /** Whether what is behind it goes on at once: `&`. */
  readonly background: boolean;
  /** Whether it stands in a script or text that the instruction runs, and not in the instruction itself. */
  readonly inner: boolean;
  /** How many effects the commands before it have. */
  readonly effectsBefore: number;
}

/** A word with its value, `null` when it cannot be told; patterns of file names stay as they are. */
export interface RunWord {
  readonly value: string | null;
  /** As it is written. */
  readonly raw: string;
  readonly at: Place;
}

/** What a shell text does, and by which commands; those of scripts that it runs are among them. */
export interface ShellRun {
  readonly effects: readonly PlacedEffect[];
  readonly commands: readonly RanCommand[];
}

/** A command of which nothing is known, but for where it stands. */
export const NOTHING_KNOWN = {
  name: "",
  program: null,
  args: [],
  sure: true,
  mayFail: false,
  wrapped: false,
  background: false,
  inner: false,
  effectsBefore: 0,
} as const;

/** A command as it was read: with the words of its own behind `sudo` and the like. */
export function ranCommand(
  around: RanCommand,
  {
    command,
    words,
    own,
    place,
  }: {
    readonly command: ShellCommand;
    readonly words: readonly ReadWord[];
    readonly own: readonly (string | null)[];
    readonly place: (span: Span) => Place;
  },
): RanCommand {
  const [program = null, ...args] = own;
  const before = words.length - own.length;
  const word = (value: string | null, index: number): RunWord => {
    const { written } = words[before + 1 + index] as ReadWord;
    return { value, raw: written.raw, at: place(written.span) };
  };
  return {
    ...around,
    name: program === null ? "" : program.slice(program.lastIndexOf("/") + 1),
    program,
    programAt: place((words[before] as ReadWord).written.span),
    args: args.map(word),
    mayFail: command.caught,
    ...(command.passed && { passed: command.passed }),
    background: command.background,
    wrapped: before > 0,
  };
}

/** The absolute path of a word; `undefined` when it cannot be told. */
export function pathOf({ folder }: Pick<RanCommand, "folder">, word: string): string | undefined {
  if (word.startsWith("/")) return resolvePath("/", word);
  return folder === null || word.startsWith("~") ? undefined : resolvePath(folder, word);
}
