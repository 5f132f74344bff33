import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Place, Span } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import type { Unknown } from "../fact.ts";
import { containerFiles, isFile } from "../files/layers.ts";
import type { FileContent } from "../files/types.ts";
import { shellEffects } from "../shell/walk.ts";
import { applyEffects } from "./apply.ts";
import { applyCopy, type CopyOrigin } from "./copy.ts";
import type { Stage } from "./image.ts";
import { placeOf, type StartCommand, type State, wordPlace } from "./state.ts";
import { applyArg, applyEnv, type GlobalArgs, resolveWord, stageLookup } from "./variables.ts";

/** What the instructions of a stage need besides the stage itself. */
export interface StageInput {
  readonly stage: Stage;
  readonly origin: CopyOrigin;
  readonly globals: GlobalArgs;
  readonly args: Readonly<Record<string, string | null>>;
}

/** Applies an instruction to the state of its stage. */
export function applyInstruction(state: State, instruction: Instruction, input: StageInput): void {
  switch (instruction.keyword) {
    case "ARG":
      return applyArg(state, instruction, input.globals, input.args);
    case "ENV":
      return applyEnv(state, instruction);
    case "USER":
      return applyUser(state, instruction);
    case "WORKDIR":
      return applyWorkdir(state, instruction);
    case "COPY":
    case "ADD":
      return applyCopy(state, instruction, input.stage, input.origin);
    case "RUN":
      return applyRun(state, instruction);
    case "EXPOSE":
      return applyExpose(state, instruction);
    case "VOLUME":
      return applyVolume(state, instruction);
    case "CMD":
      state.cmd = startCommand(state, instruction);
      return;
    case "ENTRYPOINT":
      // A stage that sets ENTRYPOINT drops the CMD it inherited.
      if (state.cmd !== undefined && !isOwn(state, state.cmd, input.stage)) state.cmd = undefined;
      state.entrypoint = startCommand(state, instruction);
      return;
    case "ONBUILD":
      state.triggers.push(instruction);
      return;
    case "HEALTHCHECK":
      state.healthcheck = instruction;
      return;
  }
}

function isOwn(state: State, command: StartCommand, stage: Stage): boolean {
  return command.at.file === state.file && (command.at.span?.start ?? 0) > stage.source.from.span.end;
}

function startCommand(state: State, instruction: Instruction): StartCommand {
  const at = placeOf(state, instruction.span);
  const words = instruction.json?.map(({ raw }) => raw);
  return words === undefined ? { instruction, at } : { instruction, words, at };
}

function applyUser(state: State, instruction: Instruction): void {
  const [word] = instruction.words;
  if (word === undefined) return;
  const value = resolveWord(state, word);
  const at = wordPlace(state, word);
  state.user = { spec: value.known && value.value !== "" ? value.value : null, at, own: true };
}

function applyWorkdir(state: State, instruction: Instruction): void {
  const [word] = instruction.words;
  if (word === undefined) return;
  const value = resolveWord(state, word);
  const path = value.known ? value.value : null;
  if (path === null || (!path.startsWith("/") && state.workdir === null)) state.workdir = null;
  else {
    state.workdir = resolvePath(state.workdir ?? "/", path);
    const at = placeOf(state, instruction.span);
    const standing = containerFiles(state.layers).entry(state.workdir);
    // WORKDIR makes the folder as root, whatever USER is.
    if (standing === undefined) {
      applyEffects(state, [
        { effect: { kind: "folder", path: state.workdir, owner: "root" }, at, because: [] },
      ]);
    }
  }
}

function applyExpose(state: State, instruction: Instruction): void {
  for (const word of instruction.words) {
    const value = resolveWord(state, word);
    const [, from = "", to, protocol] =
      (value.known && /^(\d+)(?:-(\d+))?(?:\/(tcp|udp))?$/i.exec(value.value)) || [];
    if (from === "") continue;
    for (let port = Number(from); port <= Math.min(Number(to ?? from), Number(from) + 1000); port++) {
      state.exposes.push({
        port,
        protocol: protocol?.toLowerCase() === "udp" ? "udp" : "tcp",
        at: wordPlace(state, word),
        own: true,
      });
    }
  }
}

function applyVolume(state: State, instruction: Instruction): void {
  for (const word of instruction.json ?? instruction.words) {
    const value = resolveWord(state, word);
    if (value.known) state.volumes.push({ value: value.value, at: wordPlace(state, word) });
  }
}

function applyRun(state: State, instruction: Instruction): void {
  const text = instruction.shell?.text ?? (instruction.json ?? []).map(({ raw }) => quoted(raw)).join(" ");
  state.runTexts.push(text);
  const whole = placeOf(state, instruction.span);
  const shell = instruction.shell;
  const place = (span: Span): Place => (shell === undefined ? whole : placeOf(state, shell.mapSpan(span)));
  const lookup = stageLookup(state, text);
  const files = () => containerFiles(state.layers);
  const effects = shellEffects({
    text,
    place,
    folder: state.workdir,
    lookup: (name) => shellValue(lookup(name)),
    script: (path) => scriptAt(files().lookup(path)),
    because: [],
    depth: 0,
  });
  applyEffects(state, effects);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function shellValue(value: ReturnType<ReturnType<typeof stageLookup>>): string | undefined {
  if (value === undefined) return "";
  return typeof value === "string" ? value : undefined;
}

/** The text of a container file that a command runs, where it is known. */
export function scriptAt(
  found: ReturnType<ReturnType<typeof containerFiles>["lookup"]>,
): FileContent | Unknown | undefined {
  if (!isFile(found)) return found;
  if (found.kind === "directory") return undefined;
  return found.content.known ? found.content.value : found.content;
}
