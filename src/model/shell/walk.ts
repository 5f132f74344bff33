import { functionsOf, parseShell, type ShellCommand, type ShellScript } from "../../parsers/shell/parse.ts";
import { within } from "../../work.ts";
import { type Reason, type Unknown, unknown } from "../fact.ts";
import { assignedValue, type Lookup, wordOrGlob } from "./assignments.ts";
import { isAnywhere } from "./commands.ts";
import { areMet, metGuards } from "./conditions/guards.ts";
import { COMMAND_STEPS, type Effect, type PlacedEffect, type ShellInput } from "./effects.ts";
import { type Inner, type InnerText, innerOf, scriptOfPath } from "./inner.ts";
import { MadeAccounts } from "./made-accounts.ts";
import { slotsAhead } from "./printed/pipes.ts";
import { aheadEffects } from "./programs/ahead.ts";
import { applyBuiltin } from "./programs/builtins.ts";
import { throughHardLinks } from "./programs/hard-links.ts";
import { programEffects } from "./programs/program-effects.ts";
import { broughtEffects } from "./programs/settings.ts";
import { nothingWritten, withWritten } from "./programs/written.ts";
import { ranCommand, type ShellRun } from "./ran.ts";
import { argumentsBehind, isRest, type Rest, readWords } from "./rest.ts";
import { type DefinedFunction, define, newShared, type Shared, valueHere } from "./shared.ts";
import { mentionEffects } from "./unread.ts";
import {
  type CommandInput,
  conditions,
  doubt,
  homeHere,
  isSplit,
  lookupIn,
  newWalk,
  oneDeeper,
  placed,
  strange,
  tooDeep,
  unreadable,
  type Walk,
  whereabouts,
} from "./walking.ts";
import { unwrapped } from "./wrappers.ts";
import { fileStreams, writeEffects } from "./writes.ts";

// A script that runs itself would never end.
const DEEPEST = 6;

/** What a build-time shell text does to the image, command by command. */
export function runShell(input: ShellInput): ShellRun {
  const run: ShellRun & Pick<Walk, "effects" | "commands"> = { effects: [], commands: [] };
  readText(input, { ...run, made: new MadeAccounts(run.effects), written: nothingWritten() });
  return { ...run, effects: throughHardLinks(run.effects) };
}

/** Reads a text, and gives where it ends up. */
function readText(
  input: ShellInput,
  {
    effects,
    commands,
    made,
    written,
    shared,
  }: Pick<Walk, "effects" | "commands" | "made" | "written"> & { readonly shared?: Shared | undefined },
): Pick<Walk, "folder" | "umask"> {
  const parsed = parseShell(input.text, input.use);
  const own = shared ?? newShared();
  define(own, parsed, input.place);
  const walk = newWalk(input, { effects, commands, made, written, shared: own });
  readParsed(walk, parsed);
  // bash runs it for every program that it does not find.
  const lost = functionsOf(parsed).get("command_not_found_handle");
  if (lost !== undefined) readCommands(walk, lost.commands);
  for (const trap of walk.traps)
    runText(walk, (name, raw) => valueHere(own, input, { name, raw, maybe: false }), trap);
  return walk;
}

function readParsed(walk: Walk, { commands, problems: [problem] }: ShellScript): void {
  if (problem === undefined) readCommands(walk, commands);
  else unreadable(walk, problem.message);
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
  const lookup = lookupIn(walk, maybe);
  for (const { name, value } of command.assignments) {
    if (command.words.length === 0)
      walk.shared.variables.set(name, { value: assignedValue(value, lookup), maybe });
  }
  const before = { effects: walk.effects.length, commands: walk.commands.length, met, at };
  // What they do to variables and the folder is gone behind them, and their answers are not followed.
  if (command.substitutions.length > 0) readCommands({ ...walk, commands: [] }, command.substitutions);
  const effects = commandEffects({ walk, command, around, at, lookup, maybe });
  for (const effect of effects) walk.effects.push(placed(walk, at, effect));
  if (maybe) doubt(walk, command, before);
  const behind = command.subshell ? undefined : argumentsBehind(command, walk.rest, lookup);
  if (behind !== undefined) walk.rest = maybe ? [null] : behind;
}

function commandEffects({ walk, command, around, at, lookup, maybe }: CommandInput): readonly Effect[] {
  const why = (reason: Reason): Unknown => unknown(reason, at);
  const { place } = walk.input;
  const redirected = writeEffects({
    command,
    around,
    lookup,
    folder: walk.folder,
    home: homeHere(walk),
    place,
    at,
    atStart: walk.input.use === "start",
    opened: walk.opened,
  });
  const words = readWords(command.words, walk.rest, (word) => wordOrGlob(word, lookup));
  const values = words.map(({ value }) => value);
  const own = unwrapped(values);
  const [program, ...args] = own;
  const isOpen = program === null || isSplit(walk, command);
  if (program === undefined) return redirected;
  const ran = walk.commands.length;
  walk.commands.push(ranCommand(strange(walk, at), { command, words, own, place: walk.input.place }));
  // A program that cannot be told may be put together in the text around it.
  const slots = isOpen && !command.words.some(({ raw }) => isRest(raw)) ? walk.slots() : [];
  const piped = () => [...slots, ...slotsAhead(command, around)];
  const mentioned = () => mentionEffects(command, { values, folder: walk.folder, slots: piped(), why });
  if (program === null || isOpen) return [...redirected, ...mentioned()];
  const name = program.slice(program.lastIndexOf("/") + 1);
  const ahead = aheadEffects(command, { before: values.length - own.length, name, why });
  const written = [...redirected, ...ahead];
  const known = args.every((arg) => arg !== null) ? (args as readonly string[]) : undefined;
  applyBuiltin(walk, { name, known, command, lookup, maybe, at });
  const fn = walk.shared.functions.get(name);
  if (fn !== undefined) {
    runFunction(walk, fn, args);
    return written;
  }
  const { folder, effects } = walk;
  const input = withWritten(walk.input, walk);
  const here = { name, folder, at, lookup, effects };
  const streams = fileStreams(command, written, { around, lookup, folder });
  const rendered = input.render?.({ ...here, ...streams, args, isOpen: walk.shared.isOpen });
  if (rendered !== undefined) return [...written, ...rendered];
  const call = { ...here, program, args: known, words: args, command, around, input };
  const inner = innerOf(call);
  if (inner !== undefined) return [...written, ...runInner(walk, inner, { ran, lookup })];
  const { simple, besides } = programEffects(walk, call, why);
  const script = scriptOfPath(call);
  if (script !== undefined && runApart(walk, script, lookup)) return [...written, ...besides];
  const isKnown = simple !== undefined;
  const others = broughtEffects(program, {
    input: walk.input,
    lookup,
    why,
    args: known ?? [],
    isKnown,
    script,
  });
  return [...written, ...besides, ...others, ...(simple ?? mentioned())];
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
    written: nothingWritten(),
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
  if (input.depth >= DEEPEST) return tooDeep(walk, { of: text, place });
  const because = called === undefined ? input.because : [...input.because, called];
  const around = { ...input, because, folder, ...(umask === undefined ? {} : { umask }) };
  const inner = {
    ...around,
    text,
    place,
    ...oneDeeper(input, text),
    rest: shares === true ? walk.rest : rest,
  };
  const read = () => {
    if (shares !== true) return void readText({ ...inner, lookup }, { ...walk, shared: undefined });
    Object.assign(walk, whereabouts(readText(inner, { ...walk, shared })));
  };
  if (called === undefined) return read();
  within({ doing: "reading what this script does", at: { file: place({ start: 0, end: 0 }).file } }, read);
}

function runFunction(walk: Walk, { commands, place }: DefinedFunction, rest: Rest): void {
  if (walk.input.depth >= DEEPEST) return tooDeep(walk, { of: commands, place });
  const own = { rest, conditions: new Map<string, object>() };
  const inner: Walk = {
    ...walk,
    ...own,
    input: { ...walk.input, place, ...oneDeeper(walk.input, commands) },
  };
  readCommands(inner, commands);
  Object.assign(walk, whereabouts(inner));
}
