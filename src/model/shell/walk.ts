import {
  parseShell,
  type ShellCommand,
  type ShellRedirect,
  type ShellScript,
  type ShellWord,
} from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import { type Evidence, type Reason, type Unknown, unknown } from "../fact.ts";
import { isShell } from "../stock/programs/shells.ts";
import { assignedValue, exportNames, mayAssign } from "./assignments.ts";
import { simpleEffects, TOOLCHAINS } from "./commands.ts";
import { accountsBehind, type ConditionInput, isAsked, isRun } from "./conditions.ts";
import { doubtful, type Effect, type PlacedEffect, type ShellInput } from "./effects.ts";
import { mentionEffects } from "./unread.ts";
import { unwrapped } from "./wrappers.ts";
import { writeEffects } from "./writes.ts";

// A script that runs itself would never end.
const DEEPEST = 6;

interface Walk {
  readonly input: ShellInput;
  readonly parsed: ShellScript;
  readonly effects: PlacedEffect[];
  readonly variables: Map<string, string | undefined>;
  readonly opened: Set<ShellRedirect>;
  folder: string | null;
}

/** What a build-time shell text does to the image, command by command. */
export function shellEffects(input: ShellInput): readonly PlacedEffect[] {
  const parsed = parseShell(input.text);
  const walk: Walk = {
    input,
    parsed,
    effects: [],
    variables: new Map(),
    opened: new Set(),
    folder: input.folder,
  };
  if (parsed.problems[0] !== undefined) {
    const what = `the shell text cannot be read: ${parsed.problems[0].message}`;
    const at = input.place({ start: 0, end: input.text.length });
    const why = unknown({ key: "unreadable shell", why: what }, at);
    return [
      placed(walk, at, { kind: "opaque", path: "/", why }),
      placed(walk, at, { kind: "opaque-accounts", why }),
    ];
  }
  readCommands(walk, parsed.commands);
  return walk.effects;
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
  const lookup = (name: string) =>
    walk.variables.has(name) ? walk.variables.get(name) : walk.input.lookup(name);
  const isSure =
    command.certainty === "always" ? true : isRun(command.guards ?? [], conditions(walk, walk.effects));
  if (isSure === false) return;
  for (const { name, value } of command.assignments) {
    if (command.words.length > 0) continue;
    walk.variables.set(name, isSure ? assignedValue(value, lookup) : undefined);
  }
  const before = walk.effects.length;
  const effects = commandEffects({ walk, command, around, at, lookup });
  walk.effects.push(...effects.map((effect) => placed(walk, at, effect)));
  if (isSure) return;
  const asked = conditions(walk, walk.effects.slice(0, before));
  for (let i = before; i < walk.effects.length; i++) {
    const made = walk.effects[i] as PlacedEffect;
    const effect = isAsked(command, made.effect, asked) ? made.effect : doubtful(made.effect, at);
    walk.effects[i] = { ...made, effect };
  }
}

/** A variable's value in a script: what it set itself, unless a loop or `read` sets it, else what is around it. */
function valueIn({ variables, input }: Walk, name: string): string | undefined {
  if (variables.has(name)) return variables.get(name);
  return mayAssign(input.text, name) ? undefined : input.lookup(name);
}

/** What conditions may be asked by now: variables that something sets, and accounts with those made so far. */
function conditions(walk: Walk, effects: readonly PlacedEffect[]): ConditionInput {
  return {
    // What nothing sets may be set by a file that is sourced.
    lookup: (name) => valueIn(walk, name) || undefined,
    exists: accountsBehind(effects, walk.input.exists),
  };
}

interface CommandInput {
  readonly walk: Walk;
  readonly command: ShellCommand;
  readonly around: readonly ShellCommand[];
  readonly at: Place;
  readonly lookup: (name: string) => string | undefined;
}

function commandEffects({ walk, command, around, at, lookup }: CommandInput): readonly Effect[] {
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
  const words = command.words.map((word) => word.expand(lookup) ?? plainGlob(word));
  const [program, ...args] = unwrapped(words);
  if (program === undefined) return written;
  if (program === null) return [...written, ...mentionEffects(command, walk.folder, why)];
  const name = program.slice(program.lastIndexOf("/") + 1);
  const known = args.every((arg) => arg !== null) ? (args as readonly string[]) : undefined;
  if (name === "cd" || name === "pushd") walk.folder = changedFolder(walk.folder, known?.[0]);
  if (name === "popd") walk.folder = null;
  if (name === "export" || name === "declare" || name === "readonly") exportNames(walk, command, lookup);
  const inner = innerScript(walk, { name, program, args: known, command, at, around });
  if (inner !== undefined) return [...written, ...inner];
  return [
    ...written,
    ...(simpleEffects({ ...walk.input, folder: walk.folder }, { name, args: known, why, at, raw: command }) ??
      mentionEffects(command, walk.folder, why)),
  ];
}

/** Scripts that a command runs: `sh -c`, a script file of the repo, `. file`, `curl … | sh`, a function of the script. */
function innerScript(
  walk: Walk,
  call: {
    name: string;
    program: string;
    args: readonly string[] | undefined;
    command: ShellCommand;
    at: Place;
    around: readonly ShellCommand[];
  },
): readonly Effect[] | undefined {
  const { name, program, args, command, at } = call;
  const { input } = walk;
  const fn = walk.parsed.functions.find((known) => known.name === name);
  if (fn !== undefined) return runFunction(walk, fn.commands);
  const isShellCall = isShell(name);
  const flag = args?.findIndex((arg) => /^-[a-z]*c$/.test(arg)) ?? -1;
  if (isShellCall && args !== undefined && flag >= 0)
    return nested(walk, { text: args[flag + 1] ?? "", place: () => at });
  if (isShellCall && (args === undefined || args.every((arg) => arg.startsWith("-")))) {
    const piped = command.pipe !== undefined && command.pipe.index > 0;
    const source = call.around.filter(({ pipe }) => pipe !== undefined && pipe.id === command.pipe?.id);
    if (source.some(({ words }) => words.some(({ text }) => text !== null && TOOLCHAINS.test(text))))
      return [];
    const unread = { key: "unknown script", why: "a script that is not in the repo is run here" };
    return piped || args === undefined ? anything(unknown(unread, at)) : [];
  }
  const file =
    isShellCall || name === "." || name === "source"
      ? args?.find((arg) => !arg.startsWith("-"))
      : program.includes("/")
        ? program
        : undefined;
  if (file === undefined) return undefined;
  const open = (why: string) => anything(unknown({ key: `script ${file}`, why }, at));
  const path = file.startsWith("/")
    ? resolvePath("/", file)
    : walk.folder === null
      ? undefined
      : resolvePath(walk.folder, file);
  const content = path === undefined ? undefined : input.script(path);
  if (content === undefined) {
    // Distributions keep their own programs in these folders; elsewhere lies what somebody brought.
    const isOwn = isShellCall || (file.startsWith("/") && !/^\/(usr\/(local\/)?)?s?bin\//.test(file));
    return isOwn ? open(`${file} is run here, but is unknown`) : undefined;
  }
  if (!("file" in content)) return open(`${file} is run here, but ${content.clause ?? content.why}`);
  return nested(walk, {
    text: content.file.text,
    place: content.place,
    called: { at, note: `${file} is run here` },
  });
}

function nested(
  walk: Walk,
  { text, place, called }: { text: string; place: (span: Span) => Place; called?: Evidence },
): readonly Effect[] {
  const { input } = walk;
  if (input.depth >= DEEPEST) return [];
  const lookup = (name: string) => valueIn(walk, name);
  const because = called === undefined ? input.because : [...input.because, called];
  const inner = shellEffects({
    ...input,
    text,
    place,
    lookup,
    because,
    folder: walk.folder,
    depth: input.depth + 1,
  });
  walk.effects.push(...inner);
  return [];
}

function runFunction(walk: Walk, commands: readonly ShellCommand[]): readonly Effect[] {
  if (walk.input.depth >= DEEPEST) return [];
  const inner: Walk = { ...walk, input: { ...walk.input, depth: walk.input.depth + 1 } };
  readCommands(inner, commands);
  walk.folder = inner.folder;
  return [];
}

/** What may happen when a script is run whose text is not known. */
function anything(why: Unknown): readonly Effect[] {
  return [
    { kind: "opaque", path: "/", why },
    { kind: "opaque-accounts", why },
  ];
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
