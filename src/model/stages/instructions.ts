import { readExpose } from "../../parsers/dockerfile/expose.ts";
import type { Dockerfile, Instruction, Word } from "../../parsers/dockerfile/parse.ts";
import { variablesIn } from "../../parsers/expand.ts";
import type { Builder } from "../../policy/policy.ts";
import { resolvePath } from "../container-path.ts";
import { containerFiles } from "../files/layers.ts";
import type { Owner } from "../files/types.ts";
import { isListed } from "./chain.ts";
import { applyCopy } from "./copies/copy.ts";
import type { CopyOrigin } from "./copies/copy-source.ts";
import { givenOwner } from "./copies/given-owner.ts";
import type { Copy, Stage } from "./image.ts";
import { applyEffects, applyRun, type OpenStep } from "./run.ts";
import { settingOf, userSpec } from "./setting.ts";
import { placeOf, type StartCommand, type State, wordPlace } from "./state.ts";
import { applyArg, applyEnv, exposedWords, type GlobalArgs, resolveWord } from "./variables.ts";

/** What the instructions of a stage need besides the stage itself. */
export interface StageInput {
  readonly stage: Stage;
  readonly dockerfile: Dockerfile;
  readonly origin: CopyOrigin;
  readonly globals: GlobalArgs;
  readonly args: Readonly<Record<string, string | null>>;
  readonly builder: Builder;
}

/** Records an instruction before it is applied. */
export function recordStep(
  state: State,
  instruction: Instruction,
  { stage, dockerfile }: Pick<StageInput, "stage" | "dockerfile">,
): OpenStep {
  const layers = state.layers.copy();
  const files = () => containerFiles(layers, state.work.budget);
  const before = settingOf(state, state.variables.now());
  const step = { instruction, dockerfile, stage, before, files, commands: [], effects: [], mounted: [] };
  state.steps.push(step);
  return step;
}

/** Applies a recorded instruction to the state of its stage. */
export function applyStep(state: State, step: OpenStep, input: StageInput): void {
  const { instruction } = step;
  switch (instruction.keyword) {
    case "ARG":
      return applyArg(state, instruction, input);
    case "ENV":
      return applyEnv(state, instruction);
    case "USER":
      return applyUser(state, instruction);
    case "WORKDIR":
      return applyWorkdir(state, step);
    case "SHELL":
      if (instruction.json?.length) state.shell = instruction.json.map(({ raw }) => raw);
      return;
    case "COPY":
    case "ADD":
      return recordCopy(step, applyCopy(state, instruction, input));
    case "RUN":
      return applyRun(state, step, input.origin);
    case "EXPOSE":
      return applyExpose(state, instruction);
    case "VOLUME":
      return applyVolume(state, instruction);
    case "CMD":
      state.cmd = startCommand(state, instruction, input.stage);
      return;
    case "ENTRYPOINT":
      // A stage that sets ENTRYPOINT drops the CMD it inherited.
      if (state.cmd?.stage !== input.stage) state.cmd = undefined;
      state.entrypoint = startCommand(state, instruction, input.stage);
      return;
    case "ONBUILD":
      state.triggers.push(instruction);
      return;
    case "HEALTHCHECK":
      state.healthcheck = startCommand(state, instruction, input.stage);
      return;
  }
}

function startCommand(state: State, instruction: Instruction, stage: Stage): StartCommand {
  const at = placeOf(state, instruction.span);
  const words = instruction.json?.map(({ raw }) => raw);
  const { shell } = state;
  return words === undefined ? { instruction, stage, shell, at } : { instruction, stage, words, at };
}

function applyUser(state: State, instruction: Instruction): void {
  const [word] = instruction.words;
  if (word === undefined) return;
  const value = resolveWord(state, word);
  const at = wordPlace(state, word);
  const isOfBase = variablesIn(word.raw, state.escape).every((name) => !state.variables.has(name));
  const why = "the value of USER comes from outside this file";
  state.user = {
    spec: value.known ? userSpec(value.value) : null,
    at,
    own: true,
    ...(!value.known && isOfBase ? { open: { ...value, key: "USER", why } } : {}),
  };
}

function recordCopy(step: OpenStep, copy: Copy | undefined): void {
  if (copy !== undefined) step.copy = copy;
}

// PATH_MAX of Linux, with the byte that ends it.
const LONGEST_PATH = 4096;

function applyWorkdir(state: State, step: OpenStep): void {
  const { instruction } = step;
  const [word] = instruction.words;
  if (word === undefined) return;
  const value = resolveWord(state, word);
  const path = value.known ? value.value : null;
  const folder =
    path === null || (!path.startsWith("/") && state.workdir === null)
      ? null
      : resolvePath(state.workdir ?? "/", path);
  // No file has a longer path, so nothing is built here.
  state.workdir = folder !== null && folder.length < LONGEST_PATH ? folder : null;
  if (state.workdir !== null) {
    const at = placeOf(state, instruction.span);
    const standing = containerFiles(state.layers, state.work.budget).entry(state.workdir);
    // It belongs to whoever USER names (BuildKit v0.34, buildah 1.28), as do those above it that are created.
    if (standing === undefined) {
      const spec = state.user === undefined ? "root" : state.user.spec;
      const owner = spec === null ? {} : ownerOf(givenOwner(state, spec, isListed(step.stage)));
      step.effects = [{ effect: { kind: "folder", path: state.workdir, ...owner }, at, because: [] }];
      applyEffects(state, step.effects);
    }
  }
}

function ownerOf({ user, group }: Owner): { readonly owner?: string; readonly group?: string } {
  return { ...(user === undefined ? {} : { owner: user }), ...(group === undefined ? {} : { group }) };
}

function applyExpose(state: State, instruction: Instruction): void {
  for (const word of instruction.words) {
    for (const text of exposedWords(state, word) ?? []) exposeRange(state, text, word);
  }
}

function exposeRange(state: State, text: string, word: Word): void {
  const read = readExpose(text);
  if ("refused" in read) return;
  const at = wordPlace(state, word);
  state.work.budget.spend(read.last - read.first);
  for (let port = read.first; port <= read.last; port++)
    state.exposes.push({ port, protocol: read.protocol, word: text, at, own: true });
}

function applyVolume(state: State, instruction: Instruction): void {
  for (const word of instruction.json ?? instruction.words) {
    const value = resolveWord(state, word);
    if (value.known) state.volumes.push({ value: value.value, at: wordPlace(state, word) });
  }
}
