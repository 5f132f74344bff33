/** Which lines a command is for: a 1-based number, the last, or those that an expression finds. */
export type SedAddress = number | "$" | RegExp;

/** What a command does to a line. */
export type SedAction =
  | { readonly kind: "delete" | "print" | "quit" }
  | {
      readonly kind: "substitute";
      readonly from: RegExp;
      readonly to: readonly (string | number)[];
      /** Which match of a line is replaced; absent: the first, or all of a global expression. */
      readonly nth?: number;
      readonly prints?: true;
    }
  | { readonly kind: "insert" | "append" | "change"; readonly text: string }
  | { readonly kind: "block"; readonly commands: readonly SedCommand[] };

/** One command of a script. */
export interface SedCommand {
  /** Absent: all lines. */
  readonly address?: SedAddress;
  /** The end of a range that starts at the address: an address, or how many lines more. */
  readonly to?: SedAddress | { readonly more: number };
  readonly inverted: boolean;
  readonly action: SedAction;
}

/** A script; `quiet`: only what it prints is left (`-n`). */
export interface SedScript {
  readonly commands: readonly SedCommand[];
  readonly quiet: boolean;
}

/** All commands of a script, those of its blocks too. */
export function* allCommands(commands: readonly SedCommand[]): Generator<SedCommand> {
  for (const command of commands) {
    yield command;
    if (command.action.kind === "block") yield* allCommands(command.action.commands);
  }
}
