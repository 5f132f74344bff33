import {
  functionsOf,
  parseShell,
  type ShellCommand,
  type ShellFunction,
  type ShellRedirect,
} from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { within } from "../../work.ts";
import { type Evidence, type Reason, type Unknown, unknown } from "../fact.ts";
import {
  assignedValue,
  exportNames,
  type Lookup,
  type SetVariable,
  valueIn,
  wordOrGlob,
} from "./assignments.ts";
import { simpleEffects } from "./commands.ts";
import { accountsBehind, type ConditionInput, isAsked, isRun } from "./conditions.ts";
import {
  anything,
  COMMAND_STEPS,
  doubtful,
  type Effect,
  type PlacedEffect,
  type ShellInput,
} from "./effects.ts";
import { changedFolder, changedUmask } from "./folders.ts";
import { innerOf } from "./inner.ts";
import { NOTHING_KNOWN, type RanCommand, ranCommand, type ShellRun } from "./ran.ts";
import { strangerEffects } from "./strangers.ts";
import { mentionEffects } from "./unread.ts";
import { unwrapped } from "./wrappers.ts";
import { pipedWords, writeEffects } from "./writes.ts";

// A script that runs itself would never end.
const DEEPEST = 6;

interface Walk {
  readonly input: ShellInput;
  readonly functions: ReadonlyMap<string, ShellFunction>;
  /** One list of each for a text and all that it runs. */
  readonly effects: PlacedEffect[];
  readonly commands: RanCommand[];
  readonly variables: Map<string, SetVariable>;
  readonly opened: Set<ShellRedirect>;
  readonly mayAssign: (name: string) => boolean;
  folder: string | null;
  /** What `umask` set; absent where nothing did, `null` when it cannot be told. */
  umask: number | null | undefined;
}

/** What a build-time shell text does to the image, command by command. */
export function runShell(input: ShellInput): ShellRun {
  const run = { effects: [], commands: [] };
  readText(input, run);
  return run;
}

function readText(input: ShellInput, { effects, commands }: Pick<Walk, "effects" | "commands">): void {
  const parsed = parseShell(input.text);
  const walk: Walk = {
    input,
    functions: functionsOf(parsed),
    effects,
    commands,
    variables: new Map(),
    opened: new Set(),
    mayAssign: parsed.mayAssign,
    folder: input.folder,
    umask: input.umask,
  };
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
    if (command.subshell) outer ??= { folder: walk.folder, umask: walk.umask };
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
  const isSure =
    command.certainty === "always" ? true : isRun(command.guards ?? [], conditions(walk, walk.effects));
  if (isSure === false) return;
  const maybe = isSure === undefined;
  const lookup: Lookup = (name, raw) => {
    const value = valueIn(walk, { name, raw, maybe });
    walk.input.budget?.spend(value?.length ?? 0);
    return value;
  };
  for (const { name, value } of command.assignments) {
    if (command.words.length === 0) walk.variables.set(name, { value: assignedValue(value, lookup), maybe });
  }
  const before = { effects: walk.effects.length, commands: walk.commands.length };
  const effects = commandEffects({ walk, command, around, at, lookup, maybe });
  for (const effect of effects) walk.effects.push(placed(walk, at, effect));
  if (maybe) doubt(walk, command, { ...before, at });
}

interface Since {
  readonly effects: number;
  readonly commands: number;
}

/** Makes all that was found since of a command that may not run "cannot tell". */
function doubt(walk: Walk, command: ShellCommand, { at, ...since }: Since & { at: Place }): void {
  const asked = conditions(walk, walk.effects.slice(0, since.effects));
  for (let i = since.effects; i < walk.effects.length; i++) {
    const made = walk.effects[i] as PlacedEffect;
    const effect = isAsked(command, made.effect, asked) ? made.effect : doubtful(made.effect, at);
    walk.effects[i] = { ...made, effect };
  }
  for (let i = since.commands; i < walk.commands.length; i++)
    walk.commands[i] = { ...(walk.commands[i] as RanCommand), sure: false };
}

/** What conditions may be asked by now: variables that something sets, and accounts with those made so far. */
function conditions(walk: Walk, effects: readonly PlacedEffect[]): ConditionInput {
  return {
    // What nothing sets may be set by a file that is sourced.
    lookup: (name) => valueIn(walk, { name, raw: undefined, maybe: false }) || undefined,
    exists: accountsBehind(effects, walk.input.exists),
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
  if (program === null) return [...written, ...mentionEffects(command, walk.folder, why)];
  const name = program.slice(program.lastIndexOf("/") + 1);
  const known = args.every((arg) => arg !== null) ? (args as readonly string[]) : undefined;
  if (name === "cd" || name === "pushd") walk.folder = changedFolder(walk.folder, known?.[0]);
  if (name === "popd") walk.folder = null;
  if (name === "umask") walk.umask = maybe ? null : changedUmask(walk.umask, known);
  if (name === "export" || name === "declare" || name === "readonly")
    exportNames(walk.variables, command, { lookup, maybe });
  const fn = walk.functions.get(name);
  if (fn !== undefined) return [...written, ...runFunction(walk, fn.commands)];
  const { input, folder } = walk;
  const inner = innerOf({ name, program, args: known, command, at, around, lookup, input, folder });
  if (inner !== undefined && "effects" in inner) return [...written, ...inner.effects];
  if (inner !== undefined) {
    if (inner.inPlace) walk.commands.splice(ran, 1);
    runText(walk, lookup, inner);
    return written;
  }
  const simple = simpleEffects(
    { script: input.script, mayAssign: walk.mayAssign, folder: walk.folder, umask: walk.umask },
    { name, args: known, piped: pipedWords(command, around, lookup), why, at, raw: command },
  );
  return [
    ...written,
    ...strangerEffects(name, command, why),
    ...(simple ?? mentionEffects(command, walk.folder, why)),
  ];
}

function runText(
  walk: Walk,
  lookup: Lookup,
  { text, place, called }: { text: string; place: (span: Span) => Place; called?: Evidence },
): void {
  const { input, folder } = walk;
  if (input.depth >= DEEPEST) return;
  const because = called === undefined ? input.because : [...input.because, called];
  const read = () =>
    readText(
      {
        ...input,
        text,
        place,
        lookup,
        because,
        folder,
        ...(walk.umask === undefined ? {} : { umask: walk.umask }),
        depth: input.depth + 1,
      },
      walk,
    );
  if (called === undefined) return read();
  within({ doing: "reading what this script does", at: { file: place({ start: 0, end: 0 }).file } }, read);
}

function runFunction(walk: Walk, commands: readonly ShellCommand[]): readonly Effect[] {
  if (walk.input.depth >= DEEPEST) return [];
  const inner: Walk = { ...walk, input: { ...walk.input, depth: walk.input.depth + 1 } };
  readCommands(inner, commands);
  walk.folder = inner.folder;
  walk.umask = inner.umask;
  return [];
}

function placed(walk: Walk, at: Place, effect: Effect): PlacedEffect {
  const { umask, input } = walk;
  return { effect, at, because: input.because, ...(umask === undefined ? {} : { umask }) };
}
