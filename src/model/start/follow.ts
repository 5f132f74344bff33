import {
  functionsOf,
  parseShell,
  type ShellCommand,
  type ShellFunction,
  type ShellLoop,
} from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { within } from "../../work.ts";
import { baseName } from "../container-path.ts";
import { unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import { COMMAND_STEPS } from "../shell/effects.ts";
import { shellCall } from "../shell/shell-call.ts";
import { unwrapped } from "../shell/wrappers.ts";
import { commandBehind } from "../stock/programs/launchers.ts";
import { isServer, serverNamedIn } from "../stock/programs/servers.ts";
import { isInterpreter, isShell, isShellScript } from "../stock/programs/shells.ts";
import { isProcessManager, isServiceTool, isSupervisor } from "../stock/programs/tools.ts";
import { isOpaqueStarter, isProductScript, stepsDownByItself } from "../stock/programs/users.ts";
import {
  argumentsBehind,
  argumentValue,
  inRound,
  isArgument,
  isReached,
  lacksCommand,
  loopValues,
  mayBreak,
} from "./arguments.ts";
import {
  absentOperand,
  isForRoot,
  isRest,
  isShellOnly,
  lacksReader,
  refusal,
  stopsOnFailure,
} from "./checks.ts";
import { cannotRead, cannotRun, runsAs, scriptInPath } from "./program-file.ts";
import { addProgram, fileAt, type Started, type StartInput, type Step } from "./record.ts";
import { stepDown } from "./step-down.ts";
import { supervisorCommands } from "./supervisor.ts";

// A script that starts itself would never end.
const DEEPEST = 8;

/** Follows a command in exec form to the programs that it starts. */
export function startWords(
  started: Started,
  words: readonly (string | null)[],
  input: StartInput,
  step: Step,
): void {
  if (step.depth > DEEPEST) return;
  const deeper = { ...step, depth: step.depth + 1 };
  const own = unwrapped(words);
  const [first, ...args] = own;
  if (first === undefined) return;
  if (first === null) {
    started.others ??= unknown(
      { key: "program", why: "the program that is started here is unknown" },
      step.at,
    );
    return;
  }
  if (first.startsWith("-")) {
    // Entrypoints of official images put their program before it.
    started.others ??= unknown(
      { key: `option ${first}`, why: `the program to which the entrypoint passes ${first} is unknown` },
      step.at,
    );
    return;
  }
  const down = stepDown(own);
  if (down !== undefined) return stepped(started, down, input, deeper);
  const behind = commandBehind(own);
  if (behind !== undefined) {
    // Under a supervisor the program of a section is what it runs in the end.
    if (step.supervised !== true) addProgram(started, first, args, { ...deeper, stays: false });
    return startWords(started, behind, input, deeper);
  }
  const name = baseName(first);
  if (isShell(name)) return startShell(started, { first, args }, input, deeper);
  if (isServiceTool(name) || /^\/etc\/init\.d\//.test(first)) {
    const [service, verb] = isServiceTool(name) ? args : [name, args[0]];
    if (service && /^(start|restart|reload|force-reload)$/.test(verb ?? "start"))
      addProgram(started, service, [null], deeper);
    return;
  }
  if (isSupervisor(name)) {
    addProgram(started, name, args, deeper);
    for (const command of supervisorCommands(started, args, input, deeper))
      startWords(started, command.words, input, command.step);
    return;
  }
  if (input.passesOn(first) && isProgramOfBase(own))
    return addProgram(started, first, args, { ...deeper, ...runsAs(first, input, deeper) });
  if (input.passesOn(first))
    return startWords(started, args, input, {
      ...deeper,
      because: [...step.because, { at: step.at, note: `${first} starts the command after it` }],
    });
  startProgram(started, { path: first, args }, input, deeper);
}

/** Whether the base's entrypoint is the program itself, and the words behind it are its options. */
function isProgramOfBase([program, first]: readonly (string | null)[]): boolean {
  const hasOptions = first === undefined || first?.startsWith("-") === true;
  return hasOptions && typeof program === "string" && !isOpaqueStarter(program);
}

/** A program that is none of those which start others by words that are read here. */
function startProgram(
  started: Started,
  { path, args }: { path: string; args: readonly (string | null)[] },
  input: StartInput,
  step: Step,
): void {
  const name = baseName(path);
  const script = path.includes("/") ? fileAt(input, path) : scriptInPath(path, input);
  const next = denied(started, cannotRun(path, input, step), step);
  if (script !== undefined && "file" in script) {
    const why = isEntry(step) ? lacksReader(path, script, input) : undefined;
    if (why !== undefined) started.broken ??= { at: step.at, note: why };
    if (isShellScript(script.file.text)) return startScript(started, { path, script, args }, input, next);
  }
  addProgram(started, path, args, { ...next, ...runsAs(path, input, next) });
  if ((script === undefined || !("file" in script)) && isProductScript(name)) return;
  if (isProcessManager(name))
    started.others ??= unknown(
      { key: `programs of ${name}`, why: `${name} starts other programs, but which ones is unknown` },
      step.at,
    );
  foreignScript(started, { name, args }, input, step);
  const named = startedByWords(name, args);
  if (named !== undefined)
    started.others ??= unknown(
      { key: `wrapper ${name}`, why: `${name} is started here, and it may start ${named}` },
      step.at,
    );
  const installed =
    /^\/(usr\/(local\/)?)?s?bin\//.test(path) && (script === undefined || !("file" in script));
  if ((path.includes("/") && !installed) || /\.(sh|bash)$/.test(path)) {
    const settle = script !== undefined && "known" in script ? script.settle : undefined;
    started.others ??= unknown(
      { key: `programs of ${path}`, why: `${path} is started here, but what else it starts is unknown` },
      step.at,
      settle,
    );
  }
}

/** The server among the words of a program that may be there to start it: nobody knows every wrapper. */
function startedByWords(name: string, args: readonly (string | null)[]): string | undefined {
  if (stepsDownByItself(name) !== undefined || isInterpreter(name)) return undefined;
  return args.find(
    (arg): arg is string => arg !== null && isServer(arg) && /^([^/]+|.*\/s?bin\/[^/]+)$/.test(arg),
  );
}

/** Whether it is what the container itself starts: where that fails, nothing is started at all. */
function isEntry({ depth }: Step): boolean {
  return depth <= 1;
}

// With these a script may make a file fit to be run before it runs it.
const PREPARES = /\b(chmod|chown|chgrp|install|cp|mv|tar|unzip|setfacl|curl|wget)\b/;

/** What becomes of a step whose program or script is closed to who starts it. */
function denied(started: Started, why: string | undefined, step: Step): Step {
  if (why === undefined) return step;
  if (isEntry(step)) {
    started.broken ??= { at: step.at, note: `${why}, so the container does not start` };
    return step;
  }
  const isPrepared = started.scripts.some(({ text }) => PREPARES.test(text));
  return isPrepared ? step : { ...step, refused: step.refused ?? { at: step.at, note: why } };
}

/** A script in another language that speaks of a server may start it. */
function foreignScript(
  started: Started,
  { name, args }: { name: string; args: readonly (string | null)[] },
  input: StartInput,
  step: Step,
): void {
  if (!isInterpreter(name)) return;
  const path = args.find((arg) => arg === null || !arg.startsWith("-"));
  const script = typeof path === "string" ? fileAt(input, path) : undefined;
  if (script === undefined || !("file" in script)) return;
  const server = serverNamedIn(script.file.text);
  if (server !== undefined) {
    started.others ??= unknown(
      {
        key: `${path} starts ${server}`,
        why: `${path} mentions ${server}, but what it starts is unknown`,
      },
      step.at,
    );
  }
}

function stepped(
  started: Started,
  down: NonNullable<ReturnType<typeof stepDown>>,
  input: StartInput,
  step: Step,
): void {
  const { user: name } = down;
  const note =
    name === undefined
      ? "it starts the command after it"
      : `it switches to ${name === undefined ? "another user" : `user "${name}"`} here`;
  const refused = step.refused ?? refusal(down, input, step);
  const next: Step = {
    ...step,
    ...(name === undefined
      ? {}
      : {
          user:
            name === null
              ? unknown({ key: "user", why: "the user that it switches to is unknown" }, step.at)
              : input.userNamed(name, step.at),
        }),
    because: [...step.because, { at: step.at, note }],
    ...(refused === undefined ? {} : { refused }),
  };
  if (down.shell !== true)
    return startWords(started, down.command.length === 0 ? ["sh"] : down.command, input, next);
  const [text] = down.command;
  if (typeof text === "string") startText(started, { text, place: () => step.at }, input, next);
  else
    started.others ??= unknown(
      { key: "command", why: "the command that is started here is unknown" },
      step.at,
    );
}

function startShell(
  started: Started,
  { first, args }: { first: string; args: readonly (string | null)[] },
  input: StartInput,
  step: Step,
): void {
  const told = shellCall(args);
  if (told.kind === "text") {
    const { text } = told;
    if (text !== null)
      return startText(started, { text, place: () => step.at }, { ...input, rest: told.args }, step);
    started.others ??= unknown(
      { key: "shell text", why: "the shell text that is started here is unknown" },
      step.at,
    );
    return;
  }
  if (told.kind === "input") return addProgram(started, baseName(first), args, step);
  const { file } = told;
  if (file === null) {
    started.others ??= unknown({ key: "script", why: "the script that is started here is unknown" }, step.at);
    return;
  }
  const script = fileAt(input, file);
  if (script === undefined || !("file" in script)) {
    const why = script === undefined ? "it may not be in the image" : (script.clause ?? script.why);
    started.others ??= unknown(
      { key: `script ${file}`, why: `${file} is started here, but ${why}` },
      step.at,
    );
    return;
  }
  const next = denied(started, cannotRead(file, input, step), step);
  startScript(started, { path: file, script, args: told.args }, input, next);
}

function startScript(
  started: Started,
  { path, script, args }: { path: string; script: FileContent; args: readonly (string | null)[] },
  input: StartInput,
  step: Step,
): void {
  const because = [...step.because, { at: step.at, note: `${path} is started here` }];
  startText(
    started,
    { text: script.file.text, place: script.place },
    { ...input, rest: args },
    { ...step, because },
  );
}

/** Follows a shell text to the programs that it starts; a sourced text shares the variables of the one that sources it. */
export function startText(
  started: Started,
  { text, place }: { text: string; place: (span: Span) => Place },
  input: StartInput,
  step: Step,
  variables = new Map<string, string | undefined>(),
): void {
  const parsed = parseShell(text, "start");
  const [problem] = parsed.problems;
  if (problem !== undefined) {
    started.others ??= unknown(
      { key: "unreadable script", why: `this script cannot be read: ${problem.message}` },
      place(problem.span),
    );
    return;
  }
  started.scripts.push({ text, place, because: step.because, user: step.user });
  const valueNamed = (name: string) => {
    if (isArgument(name)) return argumentValue(walk.rest, name);
    if (variables.has(name)) return variables.get(name);
    return parsed.mayAssign(name) ? undefined : input.environment(name);
  };
  const lookup = (name: string) => {
    const value = valueNamed(name);
    input.budget.spend(value?.length ?? 0);
    return value;
  };
  const walk: TextWalk = {
    started,
    text,
    stopsOnFailure: memo(() => stopsOnFailure(text)),
    functions: functionsOf(parsed),
    place,
    variables,
    lookup,
    input,
    step,
    rest: input.rest,
    ended: false,
  };
  within({ doing: "following what this starts", at: place({ start: 0, end: 0 }) }, () =>
    runCommands(walk, parsed.commands, { calls: step.depth, loops: 0 }),
  );
}

interface TextWalk {
  readonly started: Started;
  readonly text: string;
  readonly stopsOnFailure: () => boolean;
  readonly functions: ReadonlyMap<string, ShellFunction>;
  readonly place: (span: Span) => Place;
  readonly variables: Map<string, string | undefined>;
  readonly lookup: (name: string) => string | undefined;
  readonly input: StartInput;
  step: Step;
  /** What `"$@"` stands for by now. */
  rest: readonly (string | null)[];
  /** Nothing behind is reached: `exit`, or `exec` of something else. */
  ended: boolean;
}

/** How deep the walk is in functions and in loops. */
interface Depth {
  readonly calls: number;
  readonly loops: number;
}

function runCommands(walk: TextWalk, commands: readonly ShellCommand[], depth: Depth): void {
  for (let index = 0; index < commands.length && !walk.ended; ) {
    const loop = commands[index]?.loops?.[depth.loops];
    const end = loop === undefined ? index + 1 : endOfLoop(commands, index, { loop, depth });
    const part = commands.slice(index, end);
    index = end;
    if (loop !== undefined) runLoop(walk, part, { loop, depth });
    else for (const command of part) runOne(walk, command, { depth, last: end === commands.length });
  }
}

function endOfLoop(
  commands: readonly ShellCommand[],
  start: number,
  { loop, depth }: { loop: ShellLoop; depth: Depth },
): number {
  let end = start;
  while (commands[end]?.loops?.[depth.loops]?.id === loop.id) end++;
  return end;
}

/** Runs the commands of a loop for each word that it is over. */
function runLoop(
  walk: TextWalk,
  commands: readonly ShellCommand[],
  { loop, depth }: { loop: ShellLoop; depth: Depth },
): void {
  const inner = { ...depth, loops: depth.loops + 1 };
  const isEach = !mayBreak(commands);
  for (const value of loopValues(loop, walk.input, walk.lookup)) {
    walk.variables.set(loop.name, value);
    const isSure = isEach && value !== undefined;
    const round = isSure ? commands.map((command) => inRound(command, loop)) : commands;
    runCommands(walk, round, inner);
  }
  walk.variables.set(loop.name, undefined);
}

function runOne(
  walk: TextWalk,
  command: ShellCommand,
  { depth, last }: { depth: Depth; last: boolean },
): void {
  walk.input.budget.spend(COMMAND_STEPS + command.words.length);
  const isMaybe = command.certainty === "maybe";
  const reached = isMaybe ? isReached(command.guards ?? [], walk.rest) : true;
  if (reached === false) return;
  const forRoot = isMaybe && isForRoot(walk.text, command.span.start);
  const { user } = walk.step;
  if (forRoot && user.known && !user.value.root) return;
  const sure = reached === true || (forRoot && user.known);
  const called = walk.functions.get(command.words[0]?.text ?? "");
  if (called === undefined) runCommand(walk, command, { sure, last });
  else callFunction(walk, { command, called }, { sure, depth });
  for (const { name, value } of command.assignments)
    if (command.words.length === 0)
      walk.variables.set(name, sure ? (value.expand(walk.lookup) ?? undefined) : undefined);
}

/** Runs a function of the script, with arguments of its own. */
function callFunction(
  walk: TextWalk,
  { command, called }: { command: ShellCommand; called: ShellFunction },
  { sure, depth }: { sure: boolean; depth: Depth },
): void {
  if (depth.calls >= DEEPEST) {
    const why = `the function ${called.name} is called too deeply to be followed`;
    walk.started.others ??= unknown({ key: `function ${called.name}`, why }, walk.place(command.span));
    return;
  }
  const { rest, step } = walk;
  walk.rest = command.words
    .slice(1)
    .flatMap((word) => (isRest(word.raw) ? rest : [word.expand(walk.lookup)]));
  walk.step = { ...step, sure: step.sure && sure };
  runCommands(walk, called.commands, { calls: depth.calls + 1, loops: 0 });
  walk.rest = rest;
  walk.step = { ...walk.step, sure: step.sure };
  // What ends the script ends it only where the function is called.
  if (!sure || command.subshell || command.background) walk.ended = false;
}

function memo<T extends boolean>(work: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= work();
    return value;
  };
}

function runCommand(
  walk: TextWalk,
  command: ShellCommand,
  { sure, last }: { sure: boolean; last: boolean },
): void {
  const { started, input, lookup, place, step } = walk;
  const [head, ...words] = command.words;
  const inPlace = head?.text === "exec" && words.length > 0;
  startCommand(
    started,
    command,
    { ...input, environment: lookup, rest: walk.rest },
    {
      ...step,
      at: place(command.span),
      sure: step.sure && sure,
      stays: inPlace || (step.stays && last) || command.background,
    },
    walk.variables,
  );
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

/** A script that starts itself again, as another user: what stands behind runs as that user. */
function startAgain(walk: TextWalk, command: ShellCommand): void {
  const words = unwrapped(command.words.map((word) => word.expand(walk.lookup)));
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

function startCommand(
  started: Started,
  command: ShellCommand,
  input: StartInput,
  step: Step,
  variables: Map<string, string | undefined>,
): void {
  const words = command.words.flatMap((word): readonly (string | null)[] =>
    isRest(word.raw) ? input.rest : [word.expand(input.environment)],
  );
  if (lacksCommand(command, input.rest)) {
    started.others ??= unknown(
      { key: "command", why: "the script starts the command that it is given, and none is given" },
      step.at,
    );
    return;
  }
  const [first, ...args] = unwrapped(words);
  if (first === undefined || (first === "exec" && args.length === 0)) return;
  if (command.asks === true && first !== null && isAsked(first, args, input)) return;
  const literal = args.every((arg) => arg !== null) ? (args as string[]) : undefined;
  if (first === "." || first === "source") return startSourced(started, args[0], input, step, variables);
  if (
    first !== null &&
    commandBehind([first, ...args]) === undefined &&
    isShellOnly(baseName(first), literal)
  )
    return;
  startWords(started, words, input, step);
}

/** Whether a program in a condition only answers: it ends before what stands behind is run. */
function isAsked(program: string, args: readonly (string | null)[], input: StartInput): boolean {
  if (program.includes("/") || /\.(sh|bash)$/.test(program)) return false;
  if (isServer(program) || isSupervisor(program) || isProcessManager(program) || isServiceTool(program))
    return false;
  if (isShell(program) || program === "." || program === "source") return false;
  return stepDown([program, ...args]) === undefined && scriptInPath(program, input) === undefined;
}

function startSourced(
  started: Started,
  path: string | null | undefined,
  input: StartInput,
  step: Step,
  variables: Map<string, string | undefined>,
): void {
  const script = typeof path === "string" ? fileAt(input, path) : undefined;
  if (script === undefined || !("file" in script)) {
    started.others ??= unknown(
      { key: `script ${path ?? "?"}`, why: `what ${path ?? "the file"} does is unknown` },
      step.at,
    );
    return;
  }
  const text = { text: script.file.text, place: script.place };
  startText(started, text, input, { ...step, depth: step.depth + 1, stays: false }, variables);
}
