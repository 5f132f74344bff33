/** Scripts of the repo that an image runs by their path. */
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import { parseShell } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { baseName, globExpression, isGlob, isWithin, resolvePath } from "../container-path.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import type { Effect } from "../shell/effects.ts";
import { pathOf, type RanCommand } from "../shell/ran.ts";
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

/** The scripts that an image starts, or runs while it is built, and that the kernel will refuse to run. */
export function unrunnableScripts(image: Image): readonly UnrunnableScript[] {
  return [
    ...atStart(image),
    ...image.stages.flatMap((stage) =>
      stage.steps.flatMap((step) => (step.stage === stage ? atBuild(step) : [])),
    ),
  ];
}

function* atStart(image: Image): Generator<UnrunnableScript> {
  const { after } = image.final;
  const found = startWord(image);
  if (found === undefined) return;
  const { word, step } = found;
  for (const path of candidates(word.value, after.workdir)) {
    const file = image.files.lookup(path);
    // What a base has in the folders of PATH is not known; a program of the repo's own name is not among it.
    if (!isFile(file)) continue;
    if (isUnrunnable(file)) yield unrunnable(file, { file: step.before.file, span: word.span });
    return;
  }
}

/** The program that the container starts; `undefined` where a base's entrypoint or a variable decides. */
function startWord({ final, dockerfile }: Image): { readonly word: Word; readonly step: Step } | undefined {
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

const launchers = new Set(["tini", "dumb-init", "catatonit", "exec"]);

/** The first word behind the small init programs, which run the rest of their arguments. */
function program(words: readonly Word[]): Word | undefined {
  let rest = words;
  while (rest[0] !== undefined && launchers.has(baseName(rest[0].value))) {
    const next = rest.findIndex(({ value }, index) => index > 0 && !value.startsWith("-"));
    if (next < 0) return undefined;
    rest = rest.slice(next);
  }
  return rest[0];
}

// The PATH of images that set none (Docker's default, `DefaultPathEnvUnix`).
const searched = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** Container paths that a program's name may mean; none when it holds a variable or needs an unknown folder. */
function candidates(name: string, workdir: string | null): readonly string[] {
  if (name === "" || name.includes("$")) return [];
  if (name.startsWith("/")) return [resolvePath("/", name)];
  if (!name.includes("/")) return searched.map((folder) => `${folder}/${name}`);
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
