/** What stands for an instruction that was not read to its end: nothing can be told of what it may have done. */
import type { Dockerfile, DockerStage } from "../../parsers/dockerfile/parse.ts";
import type { Place } from "../../source.ts";
import type { Work } from "../../work.ts";
import type { Unknown } from "../fact.ts";
import { opaqueLayer } from "../files/layers.ts";
import { unknownRun } from "../shell/inner.ts";
import { applyUnknownBase } from "./base.ts";
import type { Start } from "./heirs.ts";
import type { Copy, CopySource, Stage } from "./image.ts";
import type { OpenStep } from "./run.ts";
import { newState, placeOf, type State, stageOf, wordPlace } from "./state.ts";

/** A stage whose base cannot be told. */
export function unknownStart(state: State, why: Unknown): Start {
  applyUnknownBase(state, why);
  const { settle } = why;
  return { state, base: { kind: "unknown", why: why.why, ...(settle === undefined ? {} : { settle }) } };
}

/** A stage of which nothing is read: nothing is known of what it makes. */
export function unreadStage(
  { file, escape: escapeChar }: Dockerfile,
  source: DockerStage,
  { why, work }: { readonly why: Unknown; readonly work: Work },
): { readonly stage: Stage; readonly state: State } {
  const at: Place = { file, span: source.base.span };
  const { state, base } = unknownStart(newState({ file, escape: escapeChar, from: at, work }), why);
  return { stage: stageOf({ index: source.index, source, base, at }, state), state };
}

/** Leaves everything open that the instruction may have set: files, accounts, variables, user, command. */
export function leaveOpen(state: State, step: OpenStep, why: Unknown): void {
  const { instruction } = step;
  // What a spent budget leaves undone is every instruction to the end: one layer hides it all.
  if (state.layers.last?.opaque?.why.why !== why.why) state.layers.push(opaqueLayer("/", why));
  state.otherAccounts ??= why;
  state.unknownBase ??= why;
  const at = placeOf(state, instruction.span);
  switch (instruction.keyword) {
    case "USER":
      state.user = { spec: null, at, own: true };
      return;
    case "WORKDIR":
      state.workdir = null;
      return;
    case "RUN": {
      const run = unknownRun(why, { folder: state.workdir, at });
      step.commands = run.commands;
      step.effects = run.effects;
      return;
    }
    case "CMD":
      state.cmd = { instruction, stage: step.stage, at, words: [UNREAD_WORD] };
      return;
    case "ENTRYPOINT":
      state.entrypoint = { instruction, at, words: [UNREAD_WORD] };
      state.cmd = undefined;
      return;
    case "ENV":
    case "ARG":
      for (const { name } of instruction.pairs ?? [])
        state.variables.set(name.raw, {
          value: null,
          kind: instruction.keyword === "ENV" ? "env" : "arg",
          at,
        });
      return;
    case "COPY":
    case "ADD":
      recordCopy(state, step, why);
      return;
  }
}

/** Stands for a command that was not read; no program is called so. */
const UNREAD_WORD = "/a command that was not read";

/** That it copies something is known, and not what: nobody may say that a file reaches no image. */
function recordCopy(state: State, step: OpenStep, why: Unknown): void {
  const { instruction, stage } = step;
  const target = instruction.words.at(-1);
  if (target === undefined) return;
  const sources = instruction.words.slice(0, -1).map((word): CopySource => {
    const at = wordPlace(state, word);
    return { pattern: word.raw, at, path: why, files: [], kind: "context", dockerignored: false };
  });
  const copy: Copy = {
    instruction,
    at: placeOf(state, instruction.span),
    stage,
    inFinalChain: true,
    target: why,
    targetPlace: wordPlace(state, target),
    sources,
    owner: why,
  };
  state.copies.push(copy);
  step.copy = copy;
}
