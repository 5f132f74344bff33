/** The walk over a shell text that a container starts with: its commands in order, its functions and its loops. */
import { functionsOf, parseShell, type ShellCommand, type ShellLoop } from "../../parsers/shell/parse.ts";
import { within } from "../../work.ts";
import { unknown } from "../fact.ts";
import { COMMAND_STEPS } from "../shell/effects.ts";
import { argumentValue, isArgument, isRest } from "../shell/rest.ts";
import { inRound, isReached, loopValues, mayBreak } from "./arguments.ts";
import { isForRoot, stopsOnFailure } from "./checks.ts";
import { DEEPEST, type Here, type StartScript, type StartStep } from "./record.ts";
import {
  type PlacedFunction,
  runCommand,
  type SharedScope,
  type ShellText,
  type TextWalk,
} from "./text-command.ts";

/** Follows a shell text to the programs that it starts. */
export function walkText(
  { text, place }: ShellText,
  { started, input, step }: Here,
  shared: SharedScope & Pick<TextWalk, "follow">,
): boolean {
  const { variables, functions, follow } = shared;
  const parsed = parseShell(text, "start");
  const [problem] = parsed.problems;
  if (problem !== undefined) {
    started.others ??= unknown(
      { key: "unreadable script", why: `this script cannot be read: ${problem.message}` },
      place(problem.span),
    );
    return false;
  }
  const script = scriptOf({ text, place }, step);
  started.scripts.push(script);
  for (const [name, called] of functionsOf(parsed)) functions.set(name, { called, place });
  const valueNamed = (name: string) => {
    if (isArgument(name)) return argumentValue(walk.rest, name);
    if (variables.has(name)) return variables.get(name);
    const around = input.environment(name);
    return parsed.mayAssign(name, around) ? undefined : around;
  };
  const lookup = (name: string) => {
    const value = valueNamed(name);
    input.budget.spend(value?.length ?? 0);
    return value;
  };
  const walk: TextWalk = {
    follow,
    started,
    text,
    stopsOnFailure: memo(() => stopsOnFailure(text)),
    functions,
    place,
    variables,
    lookup,
    input,
    step: { ...step, script },
    rest: input.rest,
    ended: false,
  };
  within({ doing: "following what this starts", at: place({ start: 0, end: 0 }) }, () =>
    runCommands(walk, parsed.commands, { calls: 0, loops: 0 }),
  );
  shared.rest = walk.rest;
  if (walk.step.doubt !== undefined) shared.doubt = walk.step.doubt;
  return walk.ended;
}

function scriptOf({ text, place }: ShellText, step: StartStep): StartScript {
  const { because, user, sure, at, script } = step;
  // What `exec` runs comes last, and beside nothing.
  const isAside = step.detached === true || step.supervised === true || step.hook === true;
  return {
    text,
    place,
    because,
    user,
    sure,
    calledAt: at,
    ...(isAside && { aside: true }),
    ...(script !== undefined && { inside: script }),
  };
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
  const { user } = walk.step;
  const reached = isMaybe ? isReached(command.guards ?? [], { ...walk, user }) : true;
  if (reached === false) return;
  const forRoot = isMaybe && isForRoot(walk.text, command.span.start);
  if (forRoot && user.known && !user.value.root) return;
  const sure = reached === true || (forRoot && user.known);
  const called = walk.functions.get(calledName(walk, command));
  if (called === undefined) runCommand(walk, command, { sure, last });
  else callFunction(walk, { command, ...called }, { sure, depth });
  exportedNames(walk, command, sure);
  for (const { name, value } of command.assignments)
    if (command.words.length === 0)
      walk.variables.set(name, sure ? (value.expand(walk.lookup) ?? undefined) : undefined);
}

/** Takes the variables that `export` and its like give a value to. */
function exportedNames(
  { variables, lookup }: TextWalk,
  { words: [head, ...words] }: ShellCommand,
  sure: boolean,
): void {
  if (!/^(export|declare|typeset|readonly)$/.test(head?.text ?? "")) return;
  for (const word of words) {
    const [, name = ""] = /^([A-Za-z_]\w*)=/.exec(word.raw) ?? [];
    const value = word.expand(lookup);
    if (name !== "") variables.set(name, sure && value !== null ? value.slice(name.length + 1) : undefined);
  }
}

/** The name of a command, which may be what the script is called with: `"$@"`, `"$1"`. */
function calledName({ rest, lookup }: TextWalk, { words: [first] }: ShellCommand): string {
  if (first === undefined) return "";
  return (isRest(first.raw) ? rest[0] : first.expand(lookup)) ?? "";
}

/** Runs a function of the script, with arguments of its own. */
function callFunction(
  walk: TextWalk,
  { command, called, place }: PlacedFunction & { readonly command: ShellCommand },
  { sure, depth }: { sure: boolean; depth: Depth },
): void {
  if (depth.calls >= DEEPEST) {
    const why = `the function ${called.name} is called too deeply to be followed`;
    walk.started.others ??= unknown({ key: `function ${called.name}`, why }, walk.place(command.span));
    return;
  }
  const { rest, step, place: caller } = walk;
  walk.rest = command.words
    .flatMap((word) => (isRest(word.raw) ? rest : [word.expand(walk.lookup)]))
    .slice(1);
  walk.place = place;
  walk.step = { ...step, sure: step.sure && sure };
  runCommands(walk, called.commands, { calls: depth.calls + 1, loops: 0 });
  walk.rest = rest;
  walk.place = caller;
  walk.step = { ...walk.step, sure: walk.step.doubt === undefined && step.sure };
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
