/** One command of a shell text that a container starts with. */
import type { ShellCommand, ShellFunction } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { baseName } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { argumentsBehind, isRest } from "../shell/rest.ts";
import { unwrapped } from "../shell/wrappers.ts";
import { commandBehind } from "../stock/programs/launchers.ts";
import { isServer } from "../stock/programs/servers.ts";
import { isShell } from "../stock/programs/shells.ts";
import { isProcessManager, isServiceTool, isStepDownTool, isSupervisor } from "../stock/programs/tools.ts";
import { lacksCommand } from "./arguments.ts";
import { absentOperand, BUILTIN, changesStart, isShellOnly, noteWait } from "./checks.ts";
import { hiddenStart } from "./other-programs.ts";
import { scriptInPath } from "./program-file.ts";
import {
  DEEPEST,
  doubtfulStep,
  fileAt,
  type Here,
  type Started,
  type StartInput,
  type StartStep,
} from "./record.ts";
import { noteUnread } from "./sourced.ts";
import { stepDown } from "./step-down.ts";

/** What a command leads on to. */
export interface Follow {
  readonly words: (words: readonly (string | null)[], here: Here) => void;
  /** Follows a text that shares what is `shared`; the answer is whether it ends what runs it. */
  readonly text: (text: ShellText, here: Here, shared: SharedScope) => boolean;
}

/** What a sourced text has in common with the one that sources it. */
export interface SharedScope {
  /** Values of variables; `undefined` cannot be told. */
  readonly variables: Map<string, string | undefined>;
  readonly functions: Map<string, PlacedFunction>;
  /** What `"$@"` stands for behind it. */
  rest?: readonly (string | null)[];
  /** Why nothing is sure behind it. */
  doubt?: Unknown;
}

/** A function with the places of the text that defines it. */
export interface PlacedFunction {
  readonly called: ShellFunction;
  readonly place: (span: Span) => Place;
}

/** A shell text with its places. */
export interface ShellText {
  readonly text: string;
  readonly place: (span: Span) => Place;
}

/** A walk over the commands of one shell text. */
export interface TextWalk extends SharedScope {
  readonly follow: Follow;
  readonly started: Started;
  readonly text: string;
  readonly stopsOnFailure: () => boolean;
  place: (span: Span) => Place;
  readonly lookup: (name: string) => string | undefined;
  readonly input: StartInput;
  step: StartStep;
  /** What `"$@"` stands for by now. */
  rest: readonly (string | null)[];
  /** Nothing behind is reached: `exit`, or `exec` of something else. */
  ended: boolean;
}

/** Runs one command: what it starts, and what it makes of the arguments and of the lines behind it. */
export function runCommand(
  walk: TextWalk,
  command: ShellCommand,
  { sure, last }: { sure: boolean; last: boolean },
): void {
  const { started, input, lookup, place, step } = walk;
  const [head, ...words] = command.words;
  const inPlace = head?.text === "exec" && words.length > 0;
  startCommand(walk, command, {
    started,
    input: { ...input, environment: setBefore(command, lookup), rest: walk.rest },
    step: {
      ...step,
      at: place(command.span),
      sure: step.sure && sure,
      stays: inPlace || (step.stays && last) || command.background,
      ...(command.background ? { detached: true } : {}),
    },
  });
  const behind = argumentsBehind(command, walk.rest, lookup);
  if (behind !== undefined && !command.subshell) walk.rest = sure ? behind : [null];
  if (!sure || command.subshell || command.background) return;
  const absent = walk.stopsOnFailure() ? absentOperand(command, input) : undefined;
  if (absent !== undefined) {
    started.others ??= unknown(
      {
        key: `absent ${absent}`,
        why: `whether ${absent} is in the image is unknown, and without it the script ends`,
      },
      place(command.span),
    );
    walk.ended = true;
  }
  if (head?.text === "exit") walk.ended = true;
  else if (inPlace && words.some(({ raw }) => /^"?\$\{?(0|BASH_SOURCE)\b/.test(raw)))
    startAgain(walk, command);
  else if (inPlace) walk.ended = true;
}

/** The variables of a command: those that stand before it, and else what the text has. */
function setBefore({ assignments, words }: ShellCommand, lookup: TextWalk["lookup"]): TextWalk["lookup"] {
  if (assignments.length === 0 || words.length === 0) return lookup;
  const set = new Map(assignments.map(({ name, value }) => [name, value.expand(lookup) ?? undefined]));
  return (name) => (set.has(name) ? set.get(name) : lookup(name));
}

/** A script that starts itself again, as another user: what stands behind runs as that user. */
function startAgain(walk: TextWalk, command: ShellCommand): void {
  const words = unwrapped(
    command.words.map((word) => word.expand(walk.lookup)),
    isStepDownTool,
  );
  const name = stepDown(words)?.user;
  const at = walk.place(command.span);
  const user =
    typeof name === "string"
      ? walk.input.userNamed(name, at)
      : unknown(
          { key: "user of the script", why: "the user that the script restarts itself as is unknown" },
          at,
        );
  walk.step = {
    ...walk.step,
    user,
    because: [...walk.step.because, { at, note: "the script restarts itself here" }],
  };
}

function startCommand(walk: TextWalk, command: ShellCommand, here: Here): void {
  const { started, input, step } = here;
  const words = command.words.flatMap((word): readonly (string | null)[] =>
    isRest(word.raw) ? input.rest : [word.expand(input.environment)],
  );
  if (lacksCommand(command, input.rest)) {
    started.others ??= unknown(
      { key: "command", why: "the script starts the command that it is given, and none is given" },
      step.at,
      "add a CMD with the program that is started by default",
    );
    return;
  }
  const [first, ...args] = unwrapped(words);
  if (first === undefined || (first === "exec" && args.length === 0)) return;
  if (command.asks === true && first !== null && isAsked(first, args, input)) return noteWait(started, first);
  const literal = args.every((arg) => arg !== null) ? (args as string[]) : undefined;
  // bash takes functions out of the environment (bash(1), "FUNCTIONS").
  if (first !== null && input.environment(`BASH_FUNC_${first}%%`))
    return doubtBehind(
      walk,
      unknown({ key: `function ${first}`, why: `${first} is a function of the environment` }, step.at),
    );
  const hidden = first === null ? undefined : hiddenStart(command, [first, ...args], here);
  if (hidden !== undefined) doubtBehind(walk, hidden);
  if (first === "." || first === "source") return startSourced(walk, command, here);
  const alias = first === "alias" ? args.find((arg) => arg !== null && changesStart(arg)) : undefined;
  if (alias)
    return doubtBehind(
      walk,
      unknown({ key: "alias", why: `whether ${alias} holds depends on the shell` }, step.at),
    );
  if (first === "trap" && args.includes("DEBUG") && typeof args[0] === "string")
    return startShared(walk, { text: args[0], place: () => step.at }, here);
  if (first === "eval") return startEval(walk, args, here);
  if (
    first !== null &&
    commandBehind([first, ...args]) === undefined &&
    isShellOnly(baseName(first), literal) &&
    (BUILTIN.test(first) || scriptInPath(first, input) === undefined)
  )
    return noteWait(started, first);
  walk.follow.words(words, here);
}

/** Whether a program in a condition only answers: it ends before what stands behind is run. */
function isAsked(program: string, args: readonly (string | null)[], input: StartInput): boolean {
  if (program.includes("/") || /\.(sh|bash)$/.test(program)) return false;
  if (isServer(program) || isSupervisor(program) || isProcessManager(program) || isServiceTool(program))
    return false;
  if (isShell(program) || program === "." || program === "source") return false;
  return stepDown([program, ...args]) === undefined && scriptInPath(program, input) === undefined;
}

function startSourced(walk: TextWalk, command: ShellCommand, here: Here): void {
  const path = unwrapped(command.words.map((word) => word.expand(here.input.environment)))[1];
  const script = typeof path === "string" ? fileAt(here.input, path) : undefined;
  if (script !== undefined && "file" in script) {
    const { rest } = walk;
    startShared(walk, { text: script.file.text, place: script.place }, here);
    // Behind one that is read with words of its own they are what they were (bash(1), "source").
    if (command.words.length > 2 || command.subshell) walk.rest = rest;
    else if (!here.step.sure && walk.rest !== rest) walk.rest = [null];
    return;
  }
  const [, file] = command.words;
  if (file === undefined || /^[<>]\(/.test(file.raw)) {
    const why = "the text that is read here is unknown";
    return doubtBehind(walk, unknown({ key: "sourced text", why }, here.step.at));
  }
  noteUnread(command, walk.text, here);
}

/** `eval "$@"`: a text like any other, where it is known. */
function startEval(walk: TextWalk, args: readonly (string | null)[], here: Here): void {
  const { at } = here.step;
  if (!args.includes(null)) return startShared(walk, { text: args.join(" "), place: () => at }, here);
  const words = walk.text.slice(at.span?.start ?? 0, at.span?.end ?? 0);
  // What it is there to set are the arguments: `eval set -- "$words"`.
  if (args[0] === "set" && args[1] === "--") {
    walk.rest = [null];
    return;
  }
  if (PRINTS_VARIABLES.test(words)) return;
  doubtBehind(walk, unknown({ key: "eval", why: "the text that eval runs is unknown" }, at));
}

/** Nothing is sure behind what may have changed anything. */
function doubtBehind(walk: TextWalk, doubt: Unknown): void {
  walk.started.others ??= doubt;
  walk.step = doubtfulStep(walk.step, doubt);
}

// Programs that are there to print assignments for eval.
const PRINTS_VARIABLES =
  /^eval\s+["']?(\$\(|`)\s*(ssh-agent|gpg-agent|dbus-launch|fixuid|resize|dircolors|lesspipe)\b[^;&|]*$/;

/** Runs a text as part of the one that names it; what ends it ends both. */
function startShared(walk: TextWalk, text: ShellText, here: Here): void {
  if (here.step.depth > DEEPEST) return;
  const step = { ...here.step, depth: here.step.depth + 1, stays: false };
  const ended = walk.follow.text(text, { ...here, step }, walk);
  if (ended && here.step.sure) walk.ended = true;
  if (walk.doubt !== undefined && walk.step.doubt === undefined)
    walk.step = doubtfulStep(walk.step, walk.doubt);
}
