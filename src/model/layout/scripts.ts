/** Scripts of the repo that an image runs by their path. */

import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import { parseShell } from "../../parsers/shell/parse.ts";
import type { Place, Span } from "../../source.ts";
import { baseName, resolvePath } from "../container-path.ts";
import type { Fleet } from "../fleet/types.ts";
import { entryAt } from "../repo/entries.ts";
import { ownStagesDown } from "../stages/below.ts";
import type { Copy, Image, Stage } from "../stages/image.ts";

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
export function unrunnableScripts(fleet: Fleet, image: Image): readonly UnrunnableScript[] {
  return [...atStart(image), ...atBuild(fleet, image)];
}

function* atStart(image: Image): Generator<UnrunnableScript> {
  const chain = ownStagesDown(image.final);
  const word = startWord(chain);
  if (word === undefined) return;
  for (const path of candidates(word.value, workdirOf(chain))) {
    const file = image.files.lookup(path);
    // What a base has in the folders of PATH is not known; a program of the repo's own name is not among it.
    if (file === undefined || "known" in file) continue;
    if (file.source === undefined || file.from !== "repo" || !file.mode.known) return;
    if ((file.mode.value & 0o111) !== 0) return;
    yield { at: placeIn(image, word.span), container: file.path, source: file.source, copiedAt: file.at };
    return;
  }
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

/** The COPY that brings a container path, when nothing between it and the RUN may have made it executable. */
function lastCopy(
  image: Image,
  brought: readonly Brought[],
  { chain, run, path }: { chain: () => readonly Stage[]; run: Instruction; path: string },
): Pick<UnrunnableScript, "source" | "copiedAt"> | undefined {
  const last = brought.findLast(
    ({ copy: { stage, instruction } }) =>
      instruction.span.start < run.span.start && chain().some(({ index }) => index === stage.index),
  );
  if (last === undefined) return undefined;
  const { copy, source } = last;
  const chmod = copy.instruction.flags.some(({ name }) => name === "chmod");
  if (chmod || mayBeMadeExecutable(image, chain(), { from: copy.instruction, to: run, path }))
    return undefined;
  return { source, copiedAt: copy.at };
}

/** A file that a COPY brings. */
interface Brought {
  readonly copy: Copy;
  readonly source: string;
}

function copiesByContainer({ copies }: Image): ReadonlyMap<string, readonly Brought[]> {
  const brought = new Map<string, Brought[]>();
  for (const copy of copies)
    for (const { path, container } of copy.sources.flatMap(({ files }) => files)) {
      const same = brought.get(container) ?? [];
      same.push({ copy, source: path });
      brought.set(container, same);
    }
  return brought;
}

function memo<T extends object>(work: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= work();
    return value;
  };
}

interface Between {
  readonly from: Instruction;
  readonly to: Instruction;
  readonly path: string;
}

/** A RUN in between that sets modes or touches the script; in the RUN itself, any `chmod`, `cp` or `install`. */
function mayBeMadeExecutable(image: Image, chain: readonly Stage[], { from, to, path }: Between): boolean {
  const runs = chain.flatMap(({ source }) => source.instructions).filter(({ keyword }) => keyword === "RUN");
  return runs.some((run) => {
    if (run.span.start < from.span.start || run.span.start > to.span.start) return false;
    const text = image.file.text.slice(run.span.start, run.span.end);
    return /\b(chmod|install -|cp|mv|sed)\b/.test(text) || (run !== to && text.includes(baseName(path)));
  });
}

function placeIn(image: Image, span: Span): Place {
  return { file: image.file, span };
}
