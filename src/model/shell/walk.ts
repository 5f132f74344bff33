import {
  parseShell,
  type ShellCommand,
  type ShellRedirect,
  type ShellScript,
} from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import { within } from "../../work.ts";
import { type Reason, type Unknown, unknown } from "../fact.ts";
import { assignedValue, exportNames, type Lookup, wordOrGlob } from "./assignments.ts";
import { simpleEffects } from "./commands.ts";
import { areMet, type ConditionInput, isAsked, metGuards } from "./conditions.ts";
import { anything, doubtful } from "./doubtful.ts";
import { COMMAND_STEPS, type Effect, type PlacedEffect, type ShellInput } from "./effects.ts";
import { changedFolder, changedUmask } from "./folders.ts";
import { type InnerText, innerOf } from "./inner.ts";
import { MadeAccounts } from "./made-accounts.ts";
import { NOTHING_KNOWN, type RanCommand, ranCommand, type ShellRun } from "./ran.ts";
import { type DefinedFunction, define, mayAssign, newShared, type Shared, valueHere } from "./shared.ts";
import { strangerEffects } from "./strangers.ts";
import { mentionEffects } from "./unread.ts";
import { unwrapped } from "./wrappers.ts";
import { pipedWords, rawPiped, writeEffects } from "./writes.ts";

// A script that runs itself would never end.
const DEEPEST = 6;

interface Walk {
  readonly input: ShellInput;
  readonly shared: Shared;
  /** One list of each for a text and all that it runs. */
  readonly effects: PlacedEffect[];
  readonly commands: RanCommand[];
  readonly made: MadeAccounts;
  readonly opened: Set<ShellRedirect>;
  folder: string | null;
  /** What `umask` set; absent where nothing did, `null` when it cannot be told. */
  umask: number | null | undefined;
}

/** What a build-time shell text does to the image, command by command. */
export function runShell(input: ShellInput): ShellRun {
  const run: ShellRun & Pick<Walk, "effects" | "commands"> = { effects: [], commands: [] };
  readText(input, { ...run, made: new MadeAccounts(run.effects) });
  return run;
}

/** Reads a text, and gives where it ends up. */
function readText(
  input: ShellInput,
  {
    effects,
    commands,
    made,
    shared,
  }: Pick<Walk, "effects" | "commands" | "made"> & { readonly shared?: Shared | undefined },
): Pick<Walk, "folder" | "umask"> {
  const parsed = parseShell(input.text);
  const own = shared ?? newShared();
  define(own, parsed, input.place);
  const { folder, umask } = input;
  const walk: Walk = { input, shared: own, effects, commands, made, opened: new Set(), folder, umask };
  readParsed(walk, parsed);
  return walk;
}

function readParsed(walk: Walk, parsed: ShellScript): void {
  const { input } = walk;
  const [problem] = parsed.problems;
  if (problem === undefined) return readCommands(walk, parsed.commands);
  const at = input.place({ start: 0, end: input.text.length });
  const what = `the shell text cannot be read: ${problem.message}`;
  const why = unknown({ key: "unreadable shell", why: what }, at);
  walk.commands.push(strange(walk, at));
  walk.effects.push(...anything(why).map((effect) => placed(walk, at, effect)));
}

/** A command of which nothing is known. */
function strange({ folder, effects, input }: Walk, at: Place): RanCommand {
  const inner = input.depth > 0;
  return { ...NOTHING_KNOWN, folder, at, programAt: at, inner, effectsBefore: effects.length };
}

function readCommands(walk: Walk, commands: readonly ShellCommand[]): void {
  // A subshell's folder is its own, and so is its umask.
  let outer: Pick<Walk, "folder" | "umask"> | undefined;
  for (const command of commands) {
    if (command.subshell) outer ??= placeIn(walk);
    else if (outer !== undefined) {
      Object.assign(walk, outer);
      outer = undefined;
    }
    readCommand(walk, command, commands);
  }
  if (outer !== undefined) Object.assign(walk, outer);
}

function readCommand(walk: Walk, command: ShellCommand, around: readonly ShellCommand[]): void {
  const at = walk.input.place(command.span);
  walk.input.budget?.spend(COMMAND_STEPS + command.words.length);
  const met = command.certainty === "always" ? [] : metGuards(command.guards ?? [], conditions(walk));
  const isSure = command.certainty === "always" ? true : areMet(met);
  if (isSure === false) return;
  const maybe = isSure === undefined;
  const lookup: Lookup = (name, raw) => {
    const value = valueHere(walk.shared, walk.input, { name, raw, maybe });
    walk.input.budget?.spend(value?.length ?? 0);
    return value;
  };
  for (const { name, value } of command.assignments) {
    if (command.words.length === 0)
      walk.shared.variables.set(name, { value: assignedValue(value, lookup), maybe });
  }
  const before = { effects: walk.effects.length, commands: walk.commands.length, met, at };
  const effects = commandEffects({ walk, command, around, at, lookup, maybe });
  for (const effect of effects) walk.effects.push(placed(walk, at, effect));
  if (maybe) doubt(walk, command, before);
}

interface Since {
  readonly effects: number;
  readonly commands: number;
  /** Whether the guards of the command held before it. */
  readonly met: readonly (boolean | undefined)[];
  readonly at: Place;
}

/** Makes all that was found since of a command that may not run "cannot tell". */
function doubt(walk: Walk, { guards = [] }: ShellCommand, since: Since): void {
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
function conditions({ shared, input, made }: Walk): ConditionInput {
  return {
    // What nothing sets may be set by a file that is sourced.
    lookup: (name) => valueHere(shared, input, { name, raw: undefined, maybe: false }) || undefined,
    exists: (of, account) => made.exists(of, account, input.exists),
  };
}

interface CommandInput {
  readonly walk: Walk;
  readonly command: ShellCommand;
  readonly around: readonly ShellCommand[];
  readonly at: Place;
  readonly lookup: Lookup;
  /** Whether it may not run. */
  readonly maybe: boolean;
}

function commandEffects({ walk, command, around, at, lookup, maybe }: CommandInput): readonly Effect[] {
  const why = (reason: Reason): Unknown => unknown(reason, at);
  const written = writeEffects({
    command,
    around,
    lookup,
    folder: walk.folder,
    place: walk.input.place,
    at,
    opened: walk.opened,
  });
  const words = command.words.map((word) => wordOrGlob(word, lookup));
  const own = unwrapped(words);
  const [program, ...args] = own;
  if (program === undefined) return written;
  const ran = walk.commands.length;
  walk.commands.push(ranCommand(strange(walk, at), { command, words, own, place: walk.input.place }));
  const mentioned = () =>
    mentionEffects(command, { folder: walk.folder, piped: rawPiped(command, around), why });
  if (program === null) return [...written, ...mentioned()];
  const name = program.slice(program.lastIndexOf("/") + 1);
  const known = args.every((arg) => arg !== null) ? (args as readonly string[]) : undefined;
  if (name === "cd" || name === "pushd") walk.folder = changedFolder(walk.folder, known?.[0]);
  if (name === "popd") walk.folder = null;
  if (name === "umask") walk.umask = maybe ? null : changedUmask(walk.umask, known);
  if (name === "export" || name === "declare" || name === "readonly")
    exportNames(walk.shared.variables, command, { lookup, maybe });
  const fn = walk.shared.functions.get(name);
  if (fn !== undefined) return [...written, ...runFunction(walk, fn)];
  const { input, folder, effects } = walk;
  const rendered = input.render?.({ name, args, folder, at, lookup, effects, isOpen: walk.shared.isOpen });
  if (rendered !== undefined) return [...written, ...rendered];
  const inner = innerOf({ name, program, args: known, command, at, around, lookup, input, folder });
  if (inner !== undefined && "effects" in inner) {
    if (inner.opens) walk.shared.isOpen = true;
    return [...written, ...inner.effects];
  }
  if (inner !== undefined) {
    if (inner.inPlace) walk.commands.splice(ran, 1);
    runText(walk, lookup, inner);
    return written;
  }
  const simple = simpleEffects(
    {
      script: input.script,
      mayAssign: (one) => mayAssign(walk.shared, one),
      folder: walk.folder,
      umask: walk.umask,
      lookup,
    },
    { name, args: known, piped: pipedWords(command, around, lookup), why, at, raw: command },
  );
  return [...written, ...strangerEffects(name, command, why), ...(simple ?? mentioned())];
}

function runText(walk: Walk, lookup: Lookup, { text, place, called, shares }: InnerText): void {
  const { input, folder, umask, shared } = walk;
  if (input.depth >= DEEPEST) return;
  const because = called === undefined ? input.because : [...input.because, called];
  const around = { ...input, because, folder, ...(umask === undefined ? {} : { umask }) };
  const inner = { ...around, text, place, depth: input.depth + 1 };
  const read = () => {
    if (shares !== true) return void readText({ ...inner, lookup }, { ...walk, shared: undefined });
    Object.assign(walk, placeIn(readText(inner, { ...walk, shared })));
  };
  if (called === undefined) return read();
  within({ doing: "reading what this script does", at: { file: place({ start: 0, end: 0 }).file } }, read);
}

/** Where a shell is, and what it masks. */
function placeIn({ folder, umask }: Pick<Walk, "folder" | "umask">): Pick<Walk, "folder" | "umask"> {
  return { folder, umask };
}

function runFunction(walk: Walk, { commands, place }: DefinedFunction): readonly Effect[] {
  if (walk.input.depth >= DEEPEST) return [];
  const inner: Walk = { ...walk, input: { ...walk.input, place, depth: walk.input.depth + 1 } };
  readCommands(inner, commands);
  Object.assign(walk, placeIn(inner));
  return [];
}

function placed(walk: Walk, at: Place, effect: Effect): PlacedEffect {
  const { umask, input } = walk;
  return { effect, at, because: input.because, ...(umask === undefined ? {} : { umask }) };
}
