/** What stands for an instruction that was not read to its end: nothing can be told of what it may have done. */
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Failure } from "../../work.ts";
import { type Unknown, unknown } from "../fact.ts";
import { opaqueLayer } from "../files/layers.ts";
import type { CopySource, Stage } from "./image.ts";
import { placeOf, type State, wordPlace } from "./state.ts";

/** Why a fact cannot be told that hangs on a failure. */
export function lostBy({ why, at }: Failure): Unknown {
  return unknown(why, at);
}

/** Leaves everything open that the instruction may have set: files, accounts, variables, user, command. */
export function leaveOpen(state: State, instruction: Instruction, stage: Stage, why: Unknown): void {
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
    case "CMD":
      state.cmd = { instruction, at, words: [UNREAD_WORD] };
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
      recordCopy(state, instruction, stage, why);
      return;
  }
}

/** Stands for a command that was not read; no program is called so. */
const UNREAD_WORD = "/a command that was not read";

/** That it copies something is known, and not what: nobody may say that a file reaches no image. */
function recordCopy(state: State, instruction: Instruction, stage: Stage, why: Unknown): void {
  const target = instruction.words.at(-1);
  if (target === undefined) return;
  const sources = instruction.words.slice(0, -1).map((word): CopySource => {
    const at = wordPlace(state, word);
    return { pattern: word.raw, at, path: why, files: [], kind: "context", dockerignored: false };
  });
  state.copies.push({
    instruction,
    at: placeOf(state, instruction.span),
    stage,
    inFinalChain: true,
    target: why,
    targetPlace: wordPlace(state, target),
    sources,
    owner: why,
  });
}
