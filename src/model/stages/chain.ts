/** What a stage comes from, and where in its record a line stands. */
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Place } from "../../source.ts";
import { bottomStage } from "./below.ts";
import type { Image, Stage, Step } from "./image.ts";
import type { Setting } from "./setting.ts";

/** What the first stage of the chain starts from. */
export function bottomOf(stage: Stage): Stage["base"] {
  return bottomStage(stage).base;
}

/** Whether the table lists the accounts of what a stage comes from: not of an image that is only said to be like another. */
export function isListed(stage: Stage): boolean {
  const bottom = bottomOf(stage);
  return bottom.kind === "scratch" || (bottom.kind === "registry" && bottom.listed === true);
}

/** The steps of an image: those of its final stage, and of stages that files come from. */
export function allSteps({ final, stages }: Image): readonly Step[] {
  return [...new Set([...final.steps, ...stages.flatMap(({ steps }) => steps)])];
}

/** What is in force behind an instruction of the final chain, a FROM included. */
export function settingBehind({ final: { steps, after } }: Image, instruction: Instruction): Setting {
  const first = steps.find(({ stage }) => stage.source.from === instruction);
  const index = steps.findIndex((step) => step.instruction === instruction);
  return (first ?? steps[index < 0 ? steps.length : index + 1])?.before ?? after;
}

/** Whether a command's words, or the instruction's own, hold a text. */
export function namesWord({ instruction, commands }: Step, text: string): boolean {
  if (instruction.keyword !== "RUN") return false;
  return (
    commands.some(({ program, args }) => program?.includes(text) || args.some((arg) => holds(arg, text))) ||
    instruction.words.some(({ raw }) => raw.includes(text))
  );
}

function holds(
  { value, raw }: { readonly value: string | null; readonly raw: string },
  text: string,
): boolean {
  return (value ?? raw).includes(text);
}

/** Whether one place stands before another of the same file; places of two files have no order. */
export function standsBefore(one: Place, other: Place): boolean | undefined {
  if (one.file.path !== other.file.path) return undefined;
  return (one.span?.start ?? 0) < (other.span?.start ?? 0);
}
