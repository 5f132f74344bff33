/** The words behind a command: options, their values, and operands. */
import type { Reason, Unknown } from "../fact.ts";

/** What a file command needs to know of where it runs. */
export interface FileCommand {
  readonly args: readonly string[];
  /** `null` when it cannot be told. */
  readonly folder: string | null;
  /** What `umask` set; absent where nothing did, `null` when it cannot be told. */
  readonly umask?: number | null | undefined;
  /** Says that the command cannot be read exactly, for what it touches. */
  readonly why: (reason: Reason) => Unknown;
}

/** Which options of a program take a value: letters, and long names without `--`. */
export interface Options {
  readonly short: string;
  readonly long: readonly string[];
}

export interface Operands {
  readonly names: readonly string[];
  /** Options with their values, by letter or long name; the last one wins. */
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
}

/** Splits arguments as getopt_long(3) does: bundled letters, `-u100`, `--uid=100`, and `--` for the end. */
export function operands(args: readonly string[], options: Options): Operands {
  const names: string[] = [];
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") {
      for (const one of args.slice(i + 1)) names.push(one);
      break;
    }
    if (!arg.startsWith("-") || arg === "-") names.push(arg);
    else if (arg.startsWith("--")) i += readLong(arg.slice(2), { next: args[i + 1], options, values, flags });
    else i += readShort(arg.slice(1), { next: args[i + 1], options, values, flags });
  }
  return { names, values, flags };
}

interface Reading {
  /** The word behind the one that is read. */
  readonly next: string | undefined;
  readonly options: Options;
  readonly values: Map<string, string>;
  readonly flags: Set<string>;
}

/** Reads `--name`, `--name=value` or `--name value`; gives how many further words it took. */
function readLong(text: string, { next, options, values, flags }: Reading): number {
  const cut = text.indexOf("=");
  if (cut >= 0) values.set(text.slice(0, cut), text.slice(cut + 1));
  else if (options.long.includes(text) && next !== undefined) values.set(text, next);
  else flags.add(text);
  return cut < 0 && options.long.includes(text) ? 1 : 0;
}

function readShort(letters: string, { next, options, values, flags }: Reading): number {
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] ?? "";
    if (!options.short.includes(letter)) {
      flags.add(letter);
      continue;
    }
    const rest = letters.slice(i + 1);
    values.set(letter, rest === "" ? (next ?? "") : rest);
    return rest === "" ? 1 : 0;
  }
  return 0;
}
