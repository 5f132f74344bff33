/** How far the walk over a shell text has come. */
import type { ShellCommand, ShellGuard, ShellRedirect } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import { unknown } from "../fact.ts";
import type { Branch } from "../files/layer.ts";
import type { Lookup } from "./assignments.ts";
import { type ConditionInput, isAsked } from "./conditions/guards.ts";
import { anything, doubtful } from "./doubtful.ts";
import type { Effect, PlacedEffect, ShellInput } from "./effects.ts";
import type { InnerText } from "./inner.ts";
import type { MadeAccounts } from "./made-accounts.ts";
import type { Written } from "./programs/written.ts";
import { NOTHING_KNOWN, type RanCommand } from "./ran.ts";
import { argumentValue, isArgument, type Rest } from "./rest.ts";
import { mayAssign, type Shared, valueHere } from "./shared.ts";
import { namedSlots } from "./unread.ts";

export interface Walk {
  readonly input: ShellInput;
  readonly shared: Shared;
  /** One list of each for a text and all that it runs. */
  readonly effects: PlacedEffect[];
  readonly commands: RanCommand[];
  readonly made: MadeAccounts;
  readonly written: Written;
  readonly opened: Set<ShellRedirect>;
  /** What decides that the text names. */
  readonly slots: () => readonly string[];
  /** What runs when the text ends. */
  readonly traps: InnerText[];
  /** The conditions that it came to, by what stands for them in its text. */
  readonly conditions: Map<string, object>;
  folder: string | null;
  /** What `umask` set; absent where nothing did, `null` when it cannot be told. */
  umask: number | null | undefined;
  /** What `"$@"` stands for by now. */
  rest: Rest;
}

/** The walk at the beginning of a text. */
export function newWalk(
  input: ShellInput,
  lists: Pick<Walk, "shared" | "effects" | "commands" | "made" | "written">,
): Walk {
  const { folder, umask, rest = [null] } = input;
  let slots: readonly string[] | undefined;
  return {
    input,
    ...lists,
    opened: new Set(),
    slots: () => {
      slots ??= namedSlots(input.text);
      return slots;
    },
    traps: [],
    conditions: new Map(),
    folder,
    umask,
    rest,
  };
}

/** A variable's value by now; `maybe`: for a command that may not run. */
export function lookupIn(walk: Walk, maybe: boolean): Lookup {
  return (name, raw) => {
    const value = isArgument(name)
      ? argumentValue(walk.rest, name)
      : valueHere(walk.shared, walk.input, { name, raw, maybe });
    walk.input.budget?.spend(value?.length ?? 0);
    return value;
  };
}

/** Whether a program is a variable that another IFS makes several words of. */
export function isSplit({ shared }: Walk, { words }: ShellCommand): boolean {
  return shared.variables.has("IFS") && words[0]?.raw.startsWith("$") === true;
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
export function doubt(walk: Walk, { guards = [], inherited }: ShellCommand, since: DoneSince): void {
  const { effects, commands, made } = walk;
  const asked = { guards, met: since.met, lookup: conditions(walk).lookup };
  // A group's redirection empties its file whichever of its commands is run.
  const isEmptied = inherited.some(({ operator }) => /^(>|>\||&>)$/.test(operator));
  const branches = isEmptied ? undefined : openBranches(walk, guards, since.met);
  for (let i = since.effects; i < effects.length; i++) {
    const placed = effects[i] as PlacedEffect;
    if (isAsked(asked, placed.effect)) continue;
    effects[i] = { ...placed, effect: doubtful(placed.effect, since.at, branches) };
    made.noteAt(i);
  }
  for (let i = since.commands; i < commands.length; i++)
    commands[i] = { ...(commands[i] as RanCommand), sure: false };
}

/** The ways through those conditions of a command that cannot be told; absent where they are not told apart. */
function openBranches(
  { conditions }: Walk,
  guards: readonly ShellGuard[],
  met: readonly (boolean | undefined)[],
): readonly Branch[] | undefined {
  const branches: Branch[] = [];
  for (const [index, { branch }] of guards.entries()) {
    if (met[index] === true) continue;
    if (branch === undefined) return undefined;
    const of = conditions.get(branch.of) ?? {};
    conditions.set(branch.of, of);
    branches.push({ ...branch, of });
  }
  return branches.length === 0 ? undefined : branches;
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

/** Takes what may happen where a text is not one that a shell reads. */
export function unreadable(walk: Walk, message: string): void {
  const { text, place } = walk.input;
  const at = place({ start: 0, end: text.length });
  const what = `the shell text cannot be read: ${message}`;
  const why = unknown({ key: "unreadable shell", why: what }, at);
  walk.commands.push(strange(walk, at));
  walk.effects.push(...anything(why).map((effect) => placed(walk, at, effect)));
}

/** What runs a text, or the commands of a function, one level further down. */
export function oneDeeper(
  { depth, running = [] }: ShellInput,
  of: unknown,
): Pick<ShellInput, "depth" | "running"> {
  return { depth: depth + 1, running: [...running, of] };
}

/** Takes what may happen where texts run each other too deep; one that runs itself again does nothing new. */
export function tooDeep(
  walk: Walk,
  { of, place }: { readonly of: unknown; readonly place: ShellInput["place"] },
): void {
  if (walk.input.running?.includes(of)) return;
  const at = place({ start: 0, end: 0 });
  const why = unknown({ key: "depth", why: "texts that run each other this deep are not followed" }, at);
  walk.effects.push(...anything(why).map((effect) => placed(walk, at, effect)));
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

/** A command while it is read. */
export interface CommandInput {
  readonly walk: Walk;
  readonly command: ShellCommand;
  readonly around: readonly ShellCommand[];
  readonly at: Place;
  readonly lookup: Lookup;
  /** Whether it may not run. */
  readonly maybe: boolean;
}
