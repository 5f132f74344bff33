/** Texts that a command of a shell text runs. */
import { once } from "../../once.ts";
import type { ShellCommand, ShellRedirect } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { baseName, DEFAULT_PATH, resolvePath } from "../container-path.ts";
import { type Evidence, type Unknown, unknown } from "../fact.ts";
import { isInterpreter, isShell, scriptReader } from "../stock/programs/shells.ts";
import type { Lookup } from "./assignments.ts";
import { anything } from "./doubtful.ts";
import type { Effect, PlacedEffect, ShellInput } from "./effects.ts";
import { heredocOf, pipelineOf } from "./printed/pipes.ts";
import { foreignText } from "./programs/foreign.ts";
import { TOOLCHAINS } from "./programs/toolchains.ts";
import { NOTHING_KNOWN, type ShellRun } from "./ran.ts";
import type { Rest } from "./rest.ts";
import { isSavedEnvironment } from "./saved-environment.ts";
import { shellCall } from "./shell-call.ts";

/** A command, and what is known around it. */
export interface CommandCall {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[] | undefined;
  /** The same, with `null` for what cannot be told. */
  readonly words: Rest;
  readonly command: ShellCommand;
  readonly at: Place;
  readonly around: readonly ShellCommand[];
  readonly lookup: Lookup;
  readonly input: ShellInput;
  readonly folder: string | null;
  /** What the text has done so far. */
  readonly effects: readonly PlacedEffect[];
}

/** A text that a command runs, or what it may do where there is none to read. */
export type Inner =
  | {
      readonly effects: readonly Effect[];
      /** It may set any variable and function of the text. */
      readonly opens?: true;
    }
  | InnerText;

/** A text that a command runs. */
export interface InnerText {
  readonly text: string;
  readonly place: (span: Span) => Place;
  readonly called?: Evidence;
  /** It stands in the command's place: `sh -c`. */
  readonly inPlace?: true;
  /** It is read by the same shell. */
  readonly shares?: true;
  /** What it is called with; absent where that cannot be told, or where it shares that too. */
  readonly rest?: Rest;
}

/** Scripts that a command runs: `sh -c`, a script file of the repo, `. file`, `curl … | sh`. */
export function innerOf(call: CommandCall): Inner | undefined {
  const { name, program, args } = call;
  if (isShell(name)) return byShell(call);
  if (name === "eval") return evaluated(call);
  const isRead = name === "." || name === "source";
  const file = isRead
    ? args?.find((arg) => !arg.startsWith("-"))
    : program.includes("/")
      ? program
      : undefined;
  if (file === undefined) return isRead ? undefined : writtenHere(call);
  const inner = scriptFile(call, file, { byShell: false, rest: call.words });
  if (!isRead) return inner;
  if (inner === undefined) return { effects: [], opens: true };
  return "effects" in inner ? { ...inner, opens: true } : { ...inner, shares: true };
}

const PROGRAMS = /^\/(usr\/(local\/)?)?s?bin\//;

/** A program that the text itself has made just now. */
function writtenHere({ name, effects, at }: CommandCall): Inner | undefined {
  const made = lastWritten(effects, name);
  if (made?.kind !== "write" || !made.content.known || made.append) return undefined;
  const { file, place } = made.content.value;
  if (isForeign(file.text)) return { effects: foreignText(file.text, name, (reason) => unknown(reason, at)) };
  return { text: file.text, place, called: { at, note: `${name} is run here` } };
}

/** The numbers of the effects that write programs, by their names; effects are looked at once each, as they grow. */
const programsIn = once((_: readonly PlacedEffect[]) => ({ noted: 0, numbers: new Map<string, number[]>() }));

function lastWritten(effects: readonly PlacedEffect[], name: string): Effect | undefined {
  const programs = programsIn(effects);
  for (; programs.noted < effects.length; programs.noted++) {
    const effect = effects[programs.noted]?.effect;
    if (effect?.kind !== "write" || !PROGRAMS.test(effect.path)) continue;
    const program = baseName(effect.path);
    const known = programs.numbers.get(program);
    if (known === undefined) programs.numbers.set(program, [programs.noted]);
    else known.push(programs.noted);
  }
  // What wrote it may have become something that cannot be told.
  const last = programs.numbers.get(name)?.findLast((number) => effects[number]?.effect.kind === "write");
  return last === undefined ? undefined : effects[last]?.effect;
}

// What they print sets variables of a shell, and does nothing else.
const PRINTERS =
  /^\$\(\s*(ssh-agent|dircolors|rbenv|pyenv|nodenv|goenv|opam|brew|conda|fnm|direnv|luarocks|locale|apt-config|dpkg-(architecture|buildflags))\b[^;|&]*\)$/;

/** `eval`: a text that is put together from its words. */
function evaluated({ args, command, at }: CommandCall): Inner {
  if (args !== undefined) return { text: args.join(" "), place: () => at, inPlace: true, shares: true };
  // What it is there to set are the arguments: `eval set -- "$words"`.
  if (command.words[1]?.text === "set" && command.words[2]?.text === "--") return { effects: [] };
  const raw = command.words.slice(1).map((word) => word.raw.replace(/^"(.*)"$/s, "$1"));
  if (raw.every((word) => PRINTERS.test(word))) return { effects: [], opens: true };
  const why = unknown({ key: "eval", why: "the text that eval runs here is unknown" }, at);
  return { effects: anything(why), opens: true };
}

function byShell(call: CommandCall): Inner | undefined {
  const told = call.args && shellCall(call.args);
  if (told?.kind === "text")
    return { text: told.text ?? "", place: () => call.at, inPlace: true, rest: told.args };
  return told?.kind === "file" && told.file !== null
    ? scriptFile(call, told.file, { byShell: true, rest: told.args })
    : shellInput(call);
}

/** A script of the repo's own that PATH leads to, by its name alone. */
export function scriptOfPath(call: CommandCall): Inner | undefined {
  const { program, input, lookup, words, command } = call;
  if (program.includes("/") || program === "") return undefined;
  const own = command.assignments.findLast(({ name }) => name === "PATH")?.value;
  // Of what cannot be told as a whole the folders count that are written out.
  const set = own?.expand((name) => lookup(name, own.raw)) ?? own?.raw.replace(/["']/g, "");
  const searched = (set ?? lookup("PATH")) || DEFAULT_PATH;
  for (const folder of searched.split(":")) {
    if (input.holds?.(folder) === false) continue;
    const path = resolvePath(folder, program);
    const content = input.script(path);
    if (content !== undefined && "file" in content)
      return /^#!/.test(content.file.text)
        ? scriptFile(call, path, { byShell: false, rest: words })
        : undefined;
  }
  return undefined;
}

/** What a shell reads from its input: a heredoc, or what is not known. */
function shellInput(call: CommandCall): Inner {
  const { args, command, around, at, lookup, input } = call;
  const heredoc = heredocOf(command);
  if (heredoc !== undefined) {
    const text = heredoc.text ?? heredoc.expand((name) => lookup(name, heredoc.raw));
    if (text === null) {
      const why = "the script that is run here is unknown";
      return { effects: anything(unknown({ key: "script", why }, at)) };
    }
    const { span } = heredoc;
    const isSame = heredoc.text !== null && input.text.slice(span.start, span.end) === text;
    const place = (part: Span) =>
      input.place(isSame ? { start: span.start + part.start, end: span.start + part.end } : span);
    return { text, place };
  }
  const read = command.redirects.findLast(({ operator, fd = 0 }) => /^<(<<)?$/.test(operator) && fd === 0);
  if (read !== undefined) return redirected(call, read);
  const piped = command.pipe !== undefined && command.pipe.index > 0;
  const source = pipelineOf(command, around).slice(0, MOST_PIPED);
  if (source.some(({ words }) => words.some(({ text }) => text !== null && TOOLCHAINS.test(text))))
    return { effects: [] };
  const why = unknown({ key: "unknown script", why: "a script that is not in the repo is run here" }, at);
  return { effects: piped || args === undefined ? anything(why) : [] };
}

// A toolchain's installer stands at the begin of a pipe.
const MOST_PIPED = 20;

/** `bash < script.sh`, `bash <<< "text"` */
function redirected(call: CommandCall, { operator, target }: ShellRedirect): Inner {
  const value = target.expand((name) => call.lookup(name, target.raw));
  if (value === null) {
    const why = "the script that is run here is unknown";
    return { effects: anything(unknown({ key: "script", why }, call.at)) };
  }
  if (value === "/dev/null") return { effects: [] };
  if (operator === "<<<") return { text: value, place: () => call.at };
  return scriptFile(call, value, { byShell: true, rest: [] }) ?? { effects: [] };
}

/** How a script is run: by a shell that is named, or by its own first line; and what it is called with. */
interface Called {
  readonly byShell: boolean;
  readonly rest: Rest;
}

/** A reason that has its own "but" stands behind a colon. */
function runAs(file: string, { clause, why }: Pick<Unknown, "clause" | "why">): string {
  const reason = clause ?? why;
  return / but /.test(reason)
    ? `what ${file} does is unknown: ${reason}`
    : `${file} is run here, but ${reason}`;
}

function scriptFile(
  { at, input, folder, command }: CommandCall,
  file: string,
  { byShell, rest }: Called,
): Inner | undefined {
  const open = (why: string) => ({ effects: anything(unknown({ key: `script ${file}`, why }, at)) });
  const path = file.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", file) : undefined;
  const content = path === undefined ? undefined : input.script(path);
  if (isSavedEnvironment(command.words[1]?.raw ?? "", input.text)) return undefined;
  if (content === undefined) {
    // Distributions keep their own programs in these folders; elsewhere lies what somebody brought.
    const isOwn = byShell || (file.startsWith("/") && !/^\/(usr\/(local\/)?)?s?bin\//.test(file));
    return isOwn ? open(`${file} is run here, but is unknown`) : undefined;
  }
  if (!("file" in content)) return open(runAs(file, content));
  if (!byShell && isForeign(content.file.text))
    return { effects: foreignText(content.file.text, file, (reason) => unknown(reason, at)) };
  const called = { at, note: `${file} is run here` };
  return { text: content.file.text, place: content.place, called, rest };
}

/** Whether a script's first line names another interpreter than a shell. */
function isForeign(text: string): boolean {
  return isInterpreter(scriptReader(text) ?? "");
}

interface Around {
  readonly folder: string | null;
  readonly at: Place;
}

/** A text that is not read at all. */
export function unknownRun(why: Unknown, { folder, at }: Around): ShellRun {
  const effects = anything(why).map((effect): PlacedEffect => ({ effect, at, because: [] }));
  return { effects, commands: [{ ...NOTHING_KNOWN, folder, at, programAt: at }] };
}

/** A script whose first line names another language; `undefined` for one of a shell. */
export function foreignRun(text: string, { folder, at }: Around): ShellRun | undefined {
  if (!isForeign(text)) return undefined;
  const effects = foreignText(text, "this script", (reason) => unknown(reason, at)).map(
    (effect): PlacedEffect => ({ effect, at, because: [] }),
  );
  return { effects, commands: [{ ...NOTHING_KNOWN, folder, at, programAt: at }] };
}
