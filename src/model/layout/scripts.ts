/** Scripts of the repo that an image runs by their path. */
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import { parseShell } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import type { Evidence } from "../fact.ts";
import { closedBy, ownerName, READ, RUN } from "../files/access.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import type { Fleet } from "../fleet/types.ts";
import { entryAt } from "../repo/entries.ts";
import type { Run } from "../runs/types.ts";
import { userLabel } from "../servers/questions.ts";
import { unwrapped } from "../shell/wrappers.ts";
import { ownStagesDown } from "../stages/below.ts";
import type { Image, Stage } from "../stages/image.ts";
import { copiesByContainer, lastCopy } from "./brought.ts";

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
  const word = startWord(ownStagesDown(image.final));
  const file = word && startFile(image, word);
  if (!word || !file || !containerUser.known || !file.mode.known || (file.mode.value & 0o111) === 0)
    return undefined;
  const { accounts, files } = image;
  const closed = closedBy(files, file, { user: containerUser.value, accounts }, READ | RUN);
  if (closed === undefined || !closed.mode.known || !closed.owner.known) return undefined;
  const owner = ownerName(accounts, closed.owner.value.user);
  const mode = closed.mode.value.toString(8).padStart(4, "0");
  const { at, because: made } = closed.mode;
  return {
    at: placeIn(image, word.span),
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
  for (const path of candidates(word.value, workdirOf(ownStagesDown(image.final)))) {
    const file = image.files.lookup(path);
    if (isFile(file)) return file.from === "repo" || file.from === "run" ? file : undefined;
  }
  return undefined;
}

/** The scripts that an image starts, or runs while it is built, and that the kernel will refuse to run. */
export function unrunnableScripts(fleet: Fleet, image: Image): readonly UnrunnableScript[] {
  return [...atStart(image), ...atBuild(fleet, image)];
}

function* atStart(image: Image): Generator<UnrunnableScript> {
  const word = startWord(ownStagesDown(image.final));
  if (word === undefined) return;
  const file = startFile(image, word);
  if (file?.source === undefined || file.from !== "repo" || !file.mode.known) return;
  if ((file.mode.value & 0o111) !== 0) return;
  yield { at: placeIn(image, word.span), container: file.path, source: file.source, copiedAt: file.at };
}

/** The program that the container starts; `undefined` where a base's entrypoint or a variable decides. */
function startWord(chain: readonly Stage[]): Word | undefined {
  let cmd: Instruction | undefined;
  for (const { source } of chain) {
    const entrypoint = source.instructions.findLast(({ keyword }) => keyword === "ENTRYPOINT");
    cmd ??= source.instructions.findLast(({ keyword }) => keyword === "CMD");
    if (entrypoint !== undefined)
      return program([...wordsOf(entrypoint), ...(entrypoint.json && cmd?.json ? wordsOf(cmd) : [])]);
  }
  if (cmd === undefined || !runsItsCommand(chain.at(-1))) return undefined;
  return program(wordsOf(cmd));
}

/** Bases of our own table either have no entrypoint or one that ends in `exec "$@"`. */
function runsItsCommand(bottom: Stage | undefined): boolean {
  if (bottom?.base.kind === "scratch") return true;
  return bottom?.base.kind === "registry" && bottom.base.family !== undefined;
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

// The PATH of images that set none (Docker's default, `DefaultPathEnvUnix`).
const searched = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** Container paths that a program's name may mean; none when it holds a variable or needs an unknown folder. */
function candidates(name: string, workdir: string | undefined): readonly string[] {
  if (name === "" || name.includes("$")) return [];
  if (name.startsWith("/")) return [resolvePath("/", name)];
  if (!name.includes("/")) return searched.map((folder) => `${folder}/${name}`);
  return workdir === undefined ? [] : [resolvePath(workdir, name)];
}

/** The folder in force behind the last WORKDIR before an offset of the first stage of a chain. */
function workdirOf(chain: readonly Stage[], before = Number.POSITIVE_INFINITY): string | undefined {
  let rest: string | undefined;
  // From behind: what stands before the last absolute path decides nothing.
  for (const stage of chain) {
    for (const { keyword, span, words } of stage.source.instructions.toReversed()) {
      if (keyword !== "WORKDIR" || (stage === chain[0] && span.start > before)) continue;
      const path = words[0]?.raw ?? "";
      if (path.includes("$")) return undefined;
      rest = rest === undefined ? path : `${path}/${rest}`;
      if (path.startsWith("/")) return resolvePath("/", rest);
    }
  }
  return chain.at(-1)?.base.kind === "scratch" ? resolvePath("/", rest ?? "") : undefined;
}

function* atBuild(fleet: Fleet, image: Image): Generator<UnrunnableScript> {
  const brought = copiesByContainer(image);
  for (const stage of image.stages) {
    const chain = memo(() => ownStagesDown(stage));
    for (const instruction of stage.source.instructions) {
      if (instruction.keyword !== "RUN") continue;
      for (const word of runWords(instruction)) {
        const [path] = word.value.includes("/")
          ? candidates(
              word.value,
              word.value.startsWith("/") ? undefined : workdirOf(chain(), instruction.span.start),
            )
          : [];
        const copied =
          path === undefined
            ? undefined
            : lastCopy(image, brought.get(path) ?? [], { chain, run: instruction, path });
        if (
          path === undefined ||
          copied === undefined ||
          entryAt(fleet.entries, copied.source)?.kind !== "file"
        )
          continue;
        yield { at: placeIn(image, word.span), container: path, ...copied };
      }
    }
  }
}

/** The programs that a RUN surely runs; none behind a `cd`, which makes relative paths another matter. */
function runWords(instruction: Instruction): readonly Word[] {
  const { json, shell } = instruction;
  if (json) return json.slice(0, 1).map(({ raw, span }) => ({ value: raw, span }));
  if (shell === undefined || /\bcd\b/.test(shell.text)) return [];
  return parseShell(shell.text).commands.flatMap(({ words, certainty }) => {
    const [first] = words;
    if (first?.text == null || certainty !== "always") return [];
    return [{ value: first.text, span: shell.mapSpan(first.span) }];
  });
}

function memo<T extends object>(work: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= work();
    return value;
  };
}

function placeIn(image: Image, span: Span): Place {
  return { file: image.file, span };
}
