import { type Colors, colors } from "../../report/colors.ts";
import type { TextStyle } from "../../report/text/report.ts";
import type { Rule } from "../../rule.ts";
import type { Failures } from "../../work.ts";
import type { ProgressLine } from "./progress.ts";
import type { Prompts } from "./prompts.ts";

/** The world as a command sees it. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Writes commands of a workflow, which `out` makes harmless; the same stream. */
  readonly commands?: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The number of cells of the terminal that `out` writes to; absent when it is none. */
  readonly columns?: number;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Reads standard input to its end; absent where it is a terminal, so that nothing waits for somebody to type. */
  readonly input?: () => Promise<Uint8Array>;
  /** Asks questions; absent where nobody is there to answer. */
  readonly prompts?: Prompts;
  /** Starts the line that says what takes so long; absent where nobody looks on. */
  readonly progress?: () => ProgressLine;
  /** The rules to check; all of them unless a test says otherwise. */
  readonly rules?: readonly Rule[];
  /** Makes what takes the failures of a tree: a test has parts of the work fail. */
  readonly newFailures?: () => Failures;
  /** How many steps the reading of an image may take; enough for any unless a test says otherwise. */
  readonly stepsFor?: (characters: number) => number;
}

/** The flags that every command on a tree has. */
export interface SharedFlags {
  readonly color?: boolean;
  readonly policy?: string;
  readonly images?: readonly string[];
}

/** How a text report is written to where it goes. */
export function textStyle(flags: Pick<SharedFlags, "color">, io: Io): TextStyle {
  return { colors: paint(flags, io), ...(io.columns !== undefined && { columns: io.columns }) };
}

/** The colours of what a command prints. */
export function paint(flags: Pick<SharedFlags, "color">, io: Io): Colors {
  return colors(flags.color ?? (wantsColor(io) && (io.outIsTerminal || forcesColor(io))));
}

// no-color.org, and FORCE_COLOR as Node's own `hasColors` reads it.
function wantsColor({ env }: Io): boolean {
  return !env.NO_COLOR && env.FORCE_COLOR !== "0" && env.TERM !== "dumb";
}

function forcesColor({ env }: Io): boolean {
  return env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0";
}

/** The colours of a failure, which goes to the terminal's error stream. */
export function errorPaint(flags: Pick<SharedFlags, "color">, io: Io): Colors {
  return colors(flags.color ?? (wantsColor(io) && (io.errIsTerminal || forcesColor(io))));
}
