/** How far the walk over a shell text has come. */
import type { ShellCommand, ShellRedirect } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import { type ConditionInput, isAsked } from "./conditions/guards.ts";
import { doubtful } from "./doubtful.ts";
import type { Effect, PlacedEffect, ShellInput } from "./effects.ts";
import type { InnerText } from "./inner.ts";
import type { MadeAccounts } from "./made-accounts.ts";
import { NOTHING_KNOWN, type RanCommand } from "./ran.ts";
import { argumentValue, isArgument, type Rest } from "./rest.ts";
import { mayAssign, type Shared, valueHere } from "./shared.ts";

export interface Walk {
  readonly input: ShellInput;
  readonly shared: Shared;
  /** One list of each for a text and all that it runs. */
  readonly effects: PlacedEffect[];
  readonly commands: RanCommand[];
  readonly made: MadeAccounts;
  readonly opened: Set<ShellRedirect>;
  /** What runs when the text ends. */
  readonly traps: InnerText[];
  folder: string | null;
  /** What `umask` set; absent where nothing did, `null` when it cannot be told. */
  umask: number | null | undefined;
  /** What `"$@"` stands for by now. */
  rest: Rest;
}

/** A command of which nothing is known. */
export function strange({ folder, effects, input }: Walk, at: Place): RanCommand {
  const inner = input.depth > 0;
  return { ...NOTHING_KNOWN, folder, at, programAt: at, inner, effectsBefore: effects.length };
}

export interface DoneSince {
  readonly effects: number;
  readonly commands: number;
  /** Whether the guards of the command held before it. */
  readonly met: readonly (boolean | undefined)[];
  readonly at: Place;
}

/** Makes all that was found since of a command that may not run "cannot tell". */
export function doubt(walk: Walk, { guards = [] }: ShellCommand, since: DoneSince): void {
  const { effects, commands, made } = walk;
  const asked = { guards, met: since.met, lookup: conditions(walk).lookup };
  for (let i = since.effects; i < effects.length; i++) {
    const placed = effects[i] as PlacedEffect;
    if (isAsked(asked, placed.effect)) continue;
    effects[i] = { ...placed, effect: doubtful(placed.effect, since.at) };
    made.noteAt(i);
  }
  for (let i = since.commands; i < commands.length; i++)
    commands[i] = { ...(commands[i] as RanCommand), sure: false };
}

/** What conditions may be asked by now: variables that something sets, and accounts with those made so far. */
export function conditions({ shared, input, made, rest }: Walk): ConditionInput {
  return {
    lookup: (name) => {
      if (isArgument(name)) return argumentValue(rest, name);
      // What nothing sets may be set by a file that is sourced.
      return valueHere(shared, input, { name, raw: undefined, maybe: false }) || undefined;
    },
    isUnset: (name) =>
      input.isUnset?.(name) === true && !shared.variables.has(name) && !mayAssign(shared, name),
    exists: (of, account) => made.exists(of, account, input.exists),
  };
}

/** Where a shell is, and what it masks. */
export function whereabouts({
  folder,
  umask,
}: Pick<Walk, "folder" | "umask">): Pick<Walk, "folder" | "umask"> {
  return { folder, umask };
}

export function placed(walk: Walk, at: Place, effect: Effect): PlacedEffect {
  const { umask, input } = walk;
  return { effect, at, because: input.because, ...(umask === undefined ? {} : { umask }) };
}

/** What `~` stands for, unless the text may give HOME another value, or is another user's. */
export function homeHere({ input, shared }: Walk): string | undefined {
  const isSet = shared.variables.has("HOME") || mayAssign(shared, "HOME");
  return isSet || input.depth > 0 ? undefined : input.home;
}
