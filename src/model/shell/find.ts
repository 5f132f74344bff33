/** `find`, and what it hands to another program: by `-exec`, by `-delete`, or through xargs. */
import { ownValue } from "../../names.ts";
import { fixedPart, isGlob, resolvePath } from "../container-path.ts";
import type { Selection } from "../files/selection.ts";
import type { ContainerFile } from "../files/types.ts";
import type { Effect } from "./effects.ts";
import type { FileCommand } from "./options.ts";

/** What a find goes over, and what it does with what it finds. */
interface Search {
  readonly starts: readonly string[];
  /** Absent where a test of it is not read. */
  readonly only?: Omit<Selection, "followed">;
  /** Whether starts that are links are followed (`-H`). */
  readonly follows: boolean;
  readonly actions: readonly (readonly string[])[];
}

/** What a program does to the paths that it is given last. */
export type Handed = (name: string, command: FileCommand) => readonly Effect[] | undefined;

/** What a find does; `undefined` where it cannot be read. */
export function findEffects(command: FileCommand, handed: Handed): readonly Effect[] | undefined {
  const search = readSearch(command.args);
  if (search === undefined) return undefined;
  const all = search.actions.map((action) => selected(search, action, { command, handed }));
  return all.every((one) => one !== undefined) ? all.flat() : undefined;
}

/** What `find … | xargs PROGRAM` does, `searched` being the words behind find. */
export function xargsEffects(
  searched: readonly string[],
  command: FileCommand,
  handed: Handed,
): readonly Effect[] | undefined {
  const search = readSearch(searched);
  const words = behindOptions(command.args);
  if (search === undefined || search.actions.length > 0 || words === undefined) return undefined;
  return selected(search, words, { command, handed });
}

/** The program behind the options of xargs, with the place of the paths. */
function behindOptions(args: readonly string[]): readonly string[] | undefined {
  let mark: string | undefined;
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (!arg.startsWith("-")) break;
    if (/^-(0|r|t|x|-null|-no-run-if-empty|-verbose)+$/.test(arg) || /^-[nPLs]\d+$/.test(arg)) continue;
    if (/^-[nPLs]$/.test(arg)) i++;
    else if (arg === "-I") mark = args[++i];
    else if (/^-I./.test(arg)) mark = arg.slice(2);
    else if (/^-0r?$|^-r0$/.test(arg)) continue;
    else return undefined;
  }
  const words = args.slice(i);
  if (words.length === 0) return undefined;
  if (mark === undefined) return [...words, "{}"];
  return words.map((word) => (word === mark ? "{}" : word));
}

/** What one action of a find does to what it found. */
function selected(
  { starts, only, follows }: Search,
  words: readonly string[],
  { command, handed }: { readonly command: FileCommand; readonly handed: Handed },
): readonly Effect[] | undefined {
  const [program = "", ...args] = words;
  const name = program.slice(program.lastIndexOf("/") + 1);
  const { folder, why } = command;
  const effects = starts.map((start) => {
    const path = start.startsWith("/") ? start : folder === null ? undefined : resolvePath(folder, start);
    if (path === undefined) return undefined;
    if (args.some((arg) => arg !== "{}" && arg.includes("{}"))) return undefined;
    const here = only && { ...only, followed: follows || /(^|\/)\.{0,2}$/.test(start) };
    const own = handed(name, { ...command, args: args.map((arg) => (arg === "{}" ? path : arg)) });
    const reason = why({ key: `find in ${path}`, why: `which files find chooses in ${path} is unknown` });
    return own?.map((effect) => narrowed(effect, { path: resolvePath("/", path), only: here, reason }));
  });
  const flat = effects.flat();
  return flat.every((effect) => effect !== undefined) ? flat : undefined;
}

/** An effect on the folder that was searched as one on what was found in it; `undefined` where it is about more. */
function narrowed(
  effect: Effect,
  {
    path,
    only,
    reason,
  }: {
    readonly path: string;
    readonly only: Selection | undefined;
    readonly reason: ReturnType<FileCommand["why"]>;
  },
): Effect | undefined {
  if (!("path" in effect) || effect.path !== path) return undefined;
  switch (effect.kind) {
    case "owner":
      if (effect.deep) return { ...effect, owner: reason };
      // What a link leads to gets the owner, unless that is meant for the link itself.
      return only === undefined
        ? { kind: "owner", path, deep: true, owner: reason }
        : { ...effect, deep: true, only, ...(effect.follows === undefined ? {} : { follows: "targets" }) };
    case "mode":
      if (effect.deep) return { ...effect, mode: reason };
      return only === undefined
        ? { kind: "mode", path, deep: true, mode: reason }
        : { ...effect, deep: true, only };
    case "edit":
      return only === undefined ? { kind: "opaque", path, why: reason } : { ...effect, only };
    case "remove":
    case "touch":
      if (only === undefined) return { kind: "opaque", path, why: reason };
      return effect.kind === "remove" ? { ...effect, only } : undefined;
    default:
      return undefined;
  }
}

/** The expression of a find while it is read. */
interface Expression {
  readonly tests: Selection["tests"][number][];
  readonly actions: (readonly string[])[];
  readonly limits: { kind?: ContainerFile["kind"]; least?: number; most?: number };
  /** Whether the next test is to hold. */
  is: boolean;
  unread: boolean;
}

function readSearch(args: readonly string[]): Search | undefined {
  const options = args.findIndex((arg) => !/^-([HLP]|O\d|D)$/.test(arg));
  const words = options < 0 ? [] : args.slice(options);
  const end = words.findIndex((word) => /^[-(!]/.test(word));
  const named = words.slice(0, end < 0 ? words.length : end);
  const ahead = args.slice(0, Math.max(0, options));
  const unread = ahead.includes("-L");
  const read: Expression = { tests: [], actions: [], limits: {}, is: true, unread };
  for (let i = named.length; i < words.length; ) {
    const taken = readWord(read, words, i);
    if (taken === undefined) return undefined;
    i += taken;
  }
  const { tests, actions, limits } = read;
  // A pattern stands for folders that are gone over one by one.
  const only = read.unread || named.some(isGlob) ? {} : { only: { ...limits, tests } };
  const starts = named.map((start) => (isGlob(start) ? fixedPart(start) : start));
  const follows = ahead.findLast((option) => /^-[HP]$/.test(option)) === "-H";
  return { starts: starts.length === 0 ? ["."] : starts, actions, follows, ...only };
}

const KINDS: Readonly<Record<string, ContainerFile["kind"]>> = { f: "file", d: "directory", l: "link" };

/** Reads a test or an action; gives how many words it has, `undefined` where its end is missing. */
function readWord(read: Expression, words: readonly string[], index: number): number | undefined {
  const word = words[index] ?? "";
  const value = words[index + 1] ?? "";
  const { is } = read;
  read.is = word === "!" || word === "-not" ? !is : true;
  switch (word) {
    case "!":
    case "-not":
    case "-depth":
    case "-xdev":
    case "-mount":
    case "-print":
    case "-print0":
      return 1;
    case "-exec":
      return readAction(read, words, index);
    case "-delete":
      read.actions.push(["rm", "-fd", "{}"]);
      return 1;
  }
  // What they write or hand on is not read.
  if (/^-(fls|fprint.*|ok|okdir|execdir)$/.test(word)) return undefined;
  // A test behind an action is for the next one alone.
  read.unread ||= read.actions.length > 0;
  const kind = ownValue(KINDS, value);
  if (word === "-name" || word === "-path" || word === "-wholename")
    read.tests.push({ on: word === "-name" ? "name" : "path", pattern: value, is });
  else if (word === "-type" && is && kind !== undefined) {
    // Nothing is of two kinds, and no name is empty.
    if ((read.limits.kind ?? kind) !== kind) read.tests.push({ on: "name", pattern: "", is: true });
    read.limits.kind = kind;
  } else if (word === "-mindepth") read.limits.least = Number(value);
  else if (word === "-maxdepth") read.limits.most = Number(value);
  else {
    read.unread = true;
    return 1;
  }
  return 2;
}

function readAction(read: Expression, words: readonly string[], index: number): number | undefined {
  const isEnd = (word: string, at: number) => word === ";" || (word === "+" && words[at - 1] === "{}");
  const end = words.findIndex((word, at) => at > index && isEnd(word, at));
  if (end < 0) return undefined;
  read.actions.push(words.slice(index + 1, end));
  return end - index + 1;
}
