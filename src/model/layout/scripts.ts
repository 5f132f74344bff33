/** Scripts of the repo that an image runs by their path. */
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import { parseShell } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { userLabel } from "../accounts.ts";
import { DEFAULT_PATH, globExpression, isGlob, isWithin, resolvePath } from "../container-path.ts";
import type { Evidence } from "../fact.ts";
import { closedBy, ownerName, READ, RUN } from "../files/access.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import type { Run } from "../runs/types.ts";
import type { Effect } from "../shell/effects.ts";
import { pathOf, type RanCommand } from "../shell/ran.ts";
import { unwrapped } from "../shell/wrappers.ts";
import { bottomOf } from "../stages/chain.ts";
import type { Image, Step } from "../stages/image.ts";

/** A script that is run by its path although it is not executable. */
export interface UnrunnableScript {
  /** Where its path stands in the instruction that runs it. */
  readonly at: Place;
  readonly container: string;
  /** The repo file. */
  readonly source: string;
  /** The COPY that brings it. */
  readonly copiedAt: Place;
}

interface Word {
  readonly value: string;
  readonly span: Span;
}

/** A script that the container is started with, and that its user may not run. */
export interface ClosedScript {
  /** Where its path stands in the instruction that starts it. */
  readonly at: Place;
  readonly container: string;
  /** How a message names the user. */
  readonly user: string;
  /** What stands in the way, to follow a colon. */
  readonly why: string;
  readonly related: readonly Evidence[];
}

/** The start script of an image that somebody may run, and its container user may not. */
export function closedScript({ image, containerUser }: Run): ClosedScript | undefined {
  const found = startWord(image);
  const file = found && startFile(image, found.word);
  if (!found || !file || !containerUser.known || !file.mode.known || (file.mode.value & 0o111) === 0)
    return undefined;
  const { accounts, files } = image;
  const closed = closedBy({ files, file, bits: READ | RUN }, { user: containerUser.value, accounts });
  if (closed === undefined || !closed.mode.known || !closed.owner.known) return undefined;
  const owner = ownerName(accounts, closed.owner.value.user);
  const mode = closed.mode.value.toString(8).padStart(4, "0");
  const { at, because: made } = closed.mode;
  return {
    at: startPlace(found),
    container: file.path,
    user:
      containerUser.value.name === undefined
        ? userLabel(containerUser.value)
        : `user "${containerUser.value.name}"`,
    why: `${closed === file ? "it" : closed.path} belongs to "${owner}" and has mode ${mode}`,
    related: [
      { at: containerUser.at, note: "the user is set here" },
      { at, note: `${closed.path} has its mode from here` },
      ...made,
    ],
  };
}

/** The file of the repo, or of a line, that the container starts: a program of such a name is not the base's in PATH. */
function startFile(image: Image, word: Word): ContainerFile | undefined {
  for (const path of candidates(word.value, image.final.after.workdir)) {
    const file = image.files.lookup(path);
    if (isFile(file)) return file.from === "repo" || file.from === "run" ? file : undefined;
  }
  return undefined;
}

/** The scripts that an image starts, or runs while it is built, and that the kernel will refuse to run. */
export function unrunnableScripts(image: Image): readonly UnrunnableScript[] {
  return [...atStart(image), ...image.stages.flatMap(({ own }) => own.flatMap(atBuild))];
}

function* atStart(image: Image): Generator<UnrunnableScript> {
  const found = startWord(image);
  const file = found && startFile(image, found.word);
  if (found && file && isUnrunnable(file)) yield unrunnable(file, startPlace(found));
}

/** The program that a container starts, and the instruction that says so. */
interface StartWord {
  readonly word: Word;
  readonly step: Step;
}

function startPlace({ word, step }: StartWord): Place {
  return { file: step.before.file, span: word.span };
}

/** The program that the container starts; `undefined` where a base's entrypoint or a variable decides. */
function startWord({ final, dockerfile }: Image): StartWord | undefined {
  const last = (keyword: string) =>
    final.steps.findLast(({ instruction }) => instruction.keyword === keyword);
  const entrypoint = last("ENTRYPOINT");
  const cmd = last("CMD");
  const step = entrypoint ?? (runsItsCommand(final) ? cmd : undefined);
  if (step === undefined) return undefined;
  if (step.dockerfile !== dockerfile) return undefined;
  const isWhole = entrypoint?.instruction.json !== undefined && cmd?.instruction.json !== undefined;
  // A stage that sets ENTRYPOINT drops the CMD that it inherited.
  const isDropped = entrypoint?.stage !== cmd?.stage && isBefore(final.steps, cmd, entrypoint);
  const behind = isWhole && !isDropped ? wordsOf(cmd.instruction) : [];
  const word = program([...wordsOf(step.instruction), ...behind]);
  return word && { word, step };
}

function isBefore(steps: readonly Step[], one: Step | undefined, other: Step | undefined): boolean {
  return one !== undefined && other !== undefined && steps.indexOf(one) < steps.indexOf(other);
}

/** Bases of our own table either have no entrypoint or one that ends in `exec "$@"`. */
function runsItsCommand(stage: Image["final"]): boolean {
  const bottom = bottomOf(stage);
  return bottom.kind === "scratch" || (bottom.kind === "registry" && bottom.family !== undefined);
}

/** A file of the repo that nothing has made executable. */
function isUnrunnable({ source, from, mode }: ContainerFile): boolean {
  return source !== undefined && from === "repo" && mode.known && (mode.value & 0o111) === 0;
}

function unrunnable({ path, source = "", at: copiedAt }: ContainerFile, at: Place): UnrunnableScript {
  return { at, container: path, source, copiedAt };
}

function wordsOf(instruction: Instruction): readonly Word[] {
  if (instruction.json) return instruction.json.map(({ raw, span }) => ({ value: raw, span }));
  const { shell } = instruction;
  const [first] = shell === undefined ? [] : parseShell(shell.text, "start").commands;
  if (shell === undefined || first === undefined) return [];
  return first.words.map(({ text, span }) => ({ value: text ?? "$", span: shell.mapSpan(span) }));
}

/** The first word behind the programs that run the rest of their arguments. */
function program(words: readonly Word[]): Word | undefined {
  return words[words.length - unwrapped(words.map(({ value }) => value)).length];
}

/** Container paths that a program's name may mean; none when it holds a variable or needs an unknown folder. */
function candidates(name: string, workdir: string | null): readonly string[] {
  if (name === "" || name.includes("$")) return [];
  if (name.startsWith("/")) return [resolvePath("/", name)];
  if (!name.includes("/")) return DEFAULT_PATH.split(":").map((folder) => `${folder}/${name}`);
  return workdir === null ? [] : [resolvePath(workdir, name)];
}

/** Scripts that a RUN surely runs by their path. */
function atBuild(step: Step): readonly UnrunnableScript[] {
  return step.commands.flatMap((command): readonly UnrunnableScript[] => {
    const { program, programAt: at, sure, inner } = command;
    const path = program?.includes("/") ? pathOf(command, program) : undefined;
    if (path === undefined || !sure || inner) return [];
    const file = step.files().lookup(path);
    if (!isFile(file) || !isUnrunnable(file) || isTouched(step, command, file.path)) return [];
    return [unrunnable(file, at)];
  });
}

/** Whether what the same RUN does before a command may change the file. */
function isTouched({ effects, mounted }: Step, { effectsBefore }: RanCommand, path: string): boolean {
  return (
    mounted.some((folder) => isWithin(path, folder)) ||
    effects.slice(0, effectsBefore).some(({ effect }) => touches(effect, path))
  );
}

function touches(effect: Effect, path: string): boolean {
  const changed = effect.kind === "copy" ? effect.to : "path" in effect ? effect.path : undefined;
  if (changed === undefined) return false;
  return isGlob(changed) ? globExpression(changed).test(path) : isWithin(path, changed);
}
