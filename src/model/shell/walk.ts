import { parseShell, type ShellCommand, type ShellScript } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import { within } from "../../work.ts";
import { type Reason, type Unknown, unknown } from "../fact.ts";
import { assignedValue, exportNames, type Lookup, wordOrGlob } from "./assignments.ts";
import { isAnywhere, simpleEffects } from "./commands.ts";
import { areMet, metGuards } from "./conditions/guards.ts";
import { anything } from "./doubtful.ts";
import { COMMAND_STEPS, type Effect, type PlacedEffect, type ShellInput } from "./effects.ts";
import { changedFolder, changedUmask, trapped } from "./folders.ts";
import { type Inner, type InnerText, innerOf, scriptOfPath } from "./inner.ts";
import { MadeAccounts } from "./made-accounts.ts";
import { ranCommand, type ShellRun } from "./ran.ts";
import { argumentsBehind, argumentValue, isArgument, type Rest, readWords } from "./rest.ts";
import { type DefinedFunction, define, mayAssign, newShared, type Shared, valueHere } from "./shared.ts";
import { strangerEffects } from "./strangers.ts";
import { mentionEffects } from "./unread.ts";
import { conditions, doubt, homeHere, placed, strange, type Walk, whereabouts } from "./walking.ts";
import { unwrapped } from "./wrappers.ts";
import { fileStreams, pipedWords, rawPiped, writeEffects } from "./writes.ts";

// A script that runs itself would never end.
const DEEPEST = 6;

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
  const parsed = parseShell(input.text, input.use);
  const own = shared ?? newShared();
  define(own, parsed, input.place);
  const { folder, umask } = input;
  const walk: Walk = {
    input,
    shared: own,
    effects,
    commands,
    made,
    opened: new Set(),
    traps: [],
    folder,
    umask,
    rest: input.rest ?? [null],
  };
  readParsed(walk, parsed);
  for (const trap of walk.traps)
    runText(walk, (name, raw) => valueHere(own, input, { name, raw, maybe: false }), trap);
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

function readCommands(walk: Walk, commands: readonly ShellCommand[]): void {
  // A subshell's folder is its own, and so is its umask.
  let outer: Pick<Walk, "folder" | "umask"> | undefined;
  for (const command of commands) {
    if (command.subshell) outer ??= whereabouts(walk);
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
    const value = isArgument(name)
      ? argumentValue(walk.rest, name)
      : valueHere(walk.shared, walk.input, { name, raw, maybe });
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
  const behind = command.subshell ? undefined : argumentsBehind(command, walk.rest, lookup);
  if (behind !== undefined) walk.rest = maybe ? [null] : behind;
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
    home: homeHere(walk),
    place: walk.input.place,
    at,
    opened: walk.opened,
  });
  const words = readWords(command.words, walk.rest, (word) => wordOrGlob(word, lookup));
  const values = words.map(({ value }) => value);
  const own = unwrapped(values);
  const [program, ...args] = own;
  if (program === undefined) return written;
  const ran = walk.commands.length;
  walk.commands.push(ranCommand(strange(walk, at), { command, words, own, place: walk.input.place }));
  const mentioned = () =>
    mentionEffects(command, { values, folder: walk.folder, piped: rawPiped(command, around), why });
  if (program === null) return [...written, ...mentioned()];
  const name = program.slice(program.lastIndexOf("/") + 1);
  const known = args.every((arg) => arg !== null) ? (args as readonly string[]) : undefined;
  if (name === "cd" || name === "pushd") walk.folder = changedFolder(walk.folder, known?.[0]);
  if (name === "popd") walk.folder = null;
  if (name === "umask") walk.umask = maybe ? null : changedUmask(walk.umask, known);
  if (name === "export" || name === "declare" || name === "readonly")
    exportNames(walk.shared.variables, command, { lookup, maybe });
  const fn = walk.shared.functions.get(name);
  if (fn !== undefined) return [...written, ...runFunction(walk, fn, args)];
  const { input, folder, effects } = walk;
  const here = { name, folder, at, lookup, effects };
  const streams = fileStreams(command, written, { around, lookup, folder });
  const rendered = input.render?.({ ...here, ...streams, args, isOpen: walk.shared.isOpen });
  if (rendered !== undefined) return [...written, ...rendered];
  if (name === "trap") walk.traps.push(...trapped(known, at));
  const call = { ...here, program, args: known, words: args, command, around, input };
  const inner = innerOf(call);
  if (inner !== undefined) return [...written, ...runInner(walk, inner, { ran, lookup })];
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
  const besides = strangerEffects(name, { command, args: known, folder, script: input.script, why });
  const script = simple === undefined ? scriptOfPath(call) : undefined;
  if (script !== undefined && runApart(walk, script, lookup)) return [...written, ...besides];
  return [...written, ...besides, ...(simple ?? mentioned())];
}

/** Runs what a command runs in its turn; `ran` is the command's own number. */
function runInner(
  walk: Walk,
  inner: Inner,
  { ran, lookup }: { readonly ran: number; readonly lookup: Lookup },
): readonly Effect[] {
  if ("effects" in inner) {
    if (inner.opens) walk.shared.isOpen = true;
    return inner.effects;
  }
  if (inner.inPlace) walk.commands.splice(ran, 1);
  runText(walk, lookup, inner);
  return [];
}

/** Runs a script that PATH leads to, unless what it does to which files hangs on words that are not followed. */
function runApart(walk: Walk, script: Inner, lookup: Lookup): boolean {
  const { made, input, effects, commands } = walk;
  if ("effects" in script) return false;
  const apart: PlacedEffect[] = [];
  const exists: ShellInput["exists"] = (of, account) => made.exists(of, account, input.exists);
  const own: Walk = {
    ...walk,
    input: { ...input, exists },
    effects: apart,
    commands: [],
    made: new MadeAccounts(apart),
  };
  runText(own, lookup, script);
  if (apart.some(({ effect }) => effect.kind === "opaque" && isAnywhere(effect.path))) return false;
  for (const one of own.commands)
    commands.push({ ...one, effectsBefore: one.effectsBefore + effects.length });
  effects.push(...apart);
  return true;
}

function runText(
  walk: Walk,
  lookup: Lookup,
  { text, place, called, shares, rest = [null] }: InnerText,
): void {
  const { input, folder, umask, shared } = walk;
  if (input.depth >= DEEPEST) return;
  const because = called === undefined ? input.because : [...input.because, called];
  const around = { ...input, because, folder, ...(umask === undefined ? {} : { umask }) };
  const inner = { ...around, text, place, depth: input.depth + 1, rest: shares === true ? walk.rest : rest };
  const read = () => {
    if (shares !== true) return void readText({ ...inner, lookup }, { ...walk, shared: undefined });
    Object.assign(walk, whereabouts(readText(inner, { ...walk, shared })));
  };
  if (called === undefined) return read();
  within({ doing: "reading what this script does", at: { file: place({ start: 0, end: 0 }).file } }, read);
}

function runFunction(walk: Walk, { commands, place }: DefinedFunction, rest: Rest): readonly Effect[] {
  if (walk.input.depth >= DEEPEST) return [];
  const inner: Walk = { ...walk, rest, input: { ...walk.input, place, depth: walk.input.depth + 1 } };
  readCommands(inner, commands);
  Object.assign(walk, whereabouts(inner));
  return [];
}
