import {
  parseShell,
  type ShellCommand,
  type ShellRedirect,
  type ShellScript,
  type ShellWord,
} from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import { type Evidence, type Unknown, unknown } from "../fact.ts";
import { assignedValue, expanded, exportNames, type Lookup, type SetVariable } from "./assignments.ts";
import { simpleEffects } from "./commands.ts";
import { accountsBehind, type ConditionInput, isAsked, isRun } from "./conditions.ts";
import { doubtful, type Effect, type PlacedEffect, type ShellInput } from "./effects.ts";
import { anything, innerOf } from "./inner.ts";
import { NOTHING_KNOWN, type RanCommand, type RunWord, type ShellRun } from "./ran.ts";
import { strangerEffects } from "./strangers.ts";
import { mentionEffects } from "./unread.ts";
import { unwrapped } from "./wrappers.ts";
import { writeEffects } from "./writes.ts";

// A script that runs itself would never end.
const DEEPEST = 6;

interface Walk {
  readonly input: ShellInput;
  readonly parsed: ShellScript;
  /** One list of each for a text and all that it runs. */
  readonly effects: PlacedEffect[];
  readonly commands: RanCommand[];
  readonly variables: Map<string, SetVariable>;
  readonly opened: Set<ShellRedirect>;
  folder: string | null;
}

/** What a build-time shell text does to the image, command by command. */
export function runShell(input: ShellInput): ShellRun {
  const run = { effects: [], commands: [] };
  readText(input, run);
  return run;
}

function readText(input: ShellInput, { effects, commands }: Pick<Walk, "effects" | "commands">): void {
  const parsed = parseShell(input.text);
  const { folder } = input;
  const walk: Walk = { input, parsed, effects, commands, variables: new Map(), opened: new Set(), folder };
  const [problem] = parsed.problems;
  if (problem === undefined) return readCommands(walk, parsed.commands);
  const at = input.place({ start: 0, end: input.text.length });
  const why = unknown(`the shell text cannot be read: ${problem.message}`, at);
  walk.commands.push(strange(walk, at));
  walk.effects.push(...anything(why).map((effect) => placed(walk, at, effect)));
}

/** A command of which nothing is known. */
function strange({ folder, effects, input }: Walk, at: Place): RanCommand {
  const inner = input.depth > 0;
  return { ...NOTHING_KNOWN, folder, at, programAt: at, inner, effectsBefore: effects.length };
}

function readCommands(walk: Walk, commands: readonly ShellCommand[]): void {
  // A subshell's folder is its own.
  let outer: string | null | undefined;
  for (const command of commands) {
    if (command.subshell && outer === undefined) outer = walk.folder;
    if (!command.subshell && outer !== undefined) {
      walk.folder = outer;
      outer = undefined;
    }
    readCommand(walk, command, commands);
  }
  if (outer !== undefined) walk.folder = outer;
}

function readCommand(walk: Walk, command: ShellCommand, around: readonly ShellCommand[]): void {
  const at = walk.input.place(command.span);
  const isSure =
    command.certainty === "always" ? true : isRun(command.guards ?? [], conditions(walk, walk.effects));
  if (isSure === false) return;
  const maybe = isSure === undefined;
  const lookup: Lookup = (name, raw) => valueIn(walk, { name, raw, maybe });
  for (const { name, value } of command.assignments) {
    if (command.words.length === 0) walk.variables.set(name, { value: assignedValue(value, lookup), maybe });
  }
  const before = { effects: walk.effects.length, commands: walk.commands.length };
  const effects = commandEffects({ walk, command, around, at, lookup, maybe });
  walk.effects.push(...effects.map((effect) => placed(walk, at, effect)));
  if (maybe) doubt(walk, command, before, at);
}

interface Since {
  readonly effects: number;
  readonly commands: number;
}

/** Makes all that was found since of a command that may not run "cannot tell". */
function doubt(walk: Walk, command: ShellCommand, since: Since, at: Place): void {
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

/** A variable's value: what the text set itself, unless a loop or `read` sets it, else what is around it. */
function valueIn(
  { variables, parsed, input }: Walk,
  { name, raw, maybe }: { name: string; raw: string | undefined; maybe: boolean },
): string | undefined {
  const set = variables.get(name);
  // `$1`, `$@`, `$?`: what a text or a function is called with is not followed.
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined;
  if (set !== undefined) return set.maybe && !maybe ? undefined : set.value;
  return parsed.mayAssign(name) ? undefined : input.lookup(name, raw);
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
  const why = (what: string): Unknown => unknown(what, at);
  const written = writeEffects({
    command,
    around,
    lookup,
    folder: walk.folder,
    place: walk.input.place,
    at,
    opened: walk.opened,
  });
  const words = command.words.map((word) => expanded(word, lookup) ?? plainGlob(word));
  const own = unwrapped(words);
  const [program, ...args] = own;
  if (program === undefined) return written;
  const ran = walk.commands.length;
  walk.commands.push(ranCommand(walk, command, { words, own, at }));
  if (program === null) return [...written, ...mentionEffects(command, walk.folder, why)];
  const name = program.slice(program.lastIndexOf("/") + 1);
  const known = args.every((arg) => arg !== null) ? (args as readonly string[]) : undefined;
  if (name === "cd" || name === "pushd") walk.folder = changedFolder(walk.folder, known?.[0]);
  if (name === "popd") walk.folder = null;
  if (name === "export" || name === "declare" || name === "readonly")
    exportNames(walk.variables, command, { lookup, maybe });
  const fn = walk.parsed.functions.find((one) => one.name === name);
  if (fn !== undefined) return [...written, ...runFunction(walk, fn.commands)];
  const { input, folder } = walk;
  const inner = innerOf({ name, program, args: known, command, at, around, lookup, input, folder });
  if (inner !== undefined && "effects" in inner) return [...written, ...inner.effects];
  if (inner !== undefined) {
    if (inner.inPlace) walk.commands.splice(ran, 1);
    runText(walk, lookup, inner);
    return written;
  }
  const { script } = input;
  const { mayAssign } = walk.parsed;
  const simple = simpleEffects(
    { script, mayAssign, folder: walk.folder },
    { name, args: known, why, at, raw: command },
  );
  return [
    ...written,
    ...strangerEffects(name, command, why),
    ...(simple ?? mentionEffects(command, walk.folder, why)),
  ];
}

function ranCommand(
  walk: Walk,
  command: ShellCommand,
  { words, own, at }: { words: readonly (string | null)[]; own: readonly (string | null)[]; at: Place },
): RanCommand {
  const [program = null, ...args] = own;
  const before = words.length - own.length;
  const word = (value: string | null, index: number): RunWord => {
    const written = command.words[before + 1 + index] as ShellWord;
    return { value, raw: written.raw, at: walk.input.place(written.span) };
  };
  return {
    ...strange(walk, at),
    name: program === null ? "" : program.slice(program.lastIndexOf("/") + 1),
    program,
    programAt: walk.input.place((command.words[before] as ShellWord).span),
    args: args.map(word),
    mayFail: command.caught,
    wrapped: before > 0,
  };
}

function runText(
  walk: Walk,
  lookup: Lookup,
  { text, place, called }: { text: string; place: (span: Span) => Place; called?: Evidence },
): void {
  const { input, folder } = walk;
  if (input.depth >= DEEPEST) return;
  const because = called === undefined ? input.because : [...input.because, called];
  readText({ ...input, text, place, lookup, because, folder, depth: input.depth + 1 }, walk);
}

function runFunction(walk: Walk, commands: readonly ShellCommand[]): readonly Effect[] {
  if (walk.input.depth >= DEEPEST) return [];
  const inner: Walk = { ...walk, input: { ...walk.input, depth: walk.input.depth + 1 } };
  readCommands(inner, commands);
  walk.folder = inner.folder;
  return [];
}

function placed(walk: Walk, at: Place, effect: Effect): PlacedEffect {
  return { effect, at, because: walk.input.because };
}

function changedFolder(folder: string | null, to: string | undefined): string | null {
  if (to === undefined || to === "-") return null;
  if (to.startsWith("/")) return resolvePath("/", to);
  return folder === null ? null : resolvePath(folder, to);
}

/** A pattern of file names that nothing else is mixed into: file commands take it as it is. */
function plainGlob({ glob, raw }: ShellWord): string | null {
  return glob && /^[\w./*?[\]@%+,:=-]+$/.test(raw) ? raw : null;
}
