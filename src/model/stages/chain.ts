/** What a stage comes from, and where in its record a line stands. */
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Place } from "../../source.ts";
import { allOf } from "../handed.ts";
import { isShell } from "../stock/programs/shells.ts";
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
  return allOf([final, ...stages].map(({ handed }) => handed));
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

// What these are given they print, write into a file or take for a name: what comes of it is read, and no folder is made.
const SAYING = /^(echo|printf|cat|sed|a2(en|dis)(site|mod|conf))$/;
// They may run what others print.
const READING = /^(xargs|parallel|read)$/;
// Beyond these it is not looked for whether others name it.
const MOST_SAID = 200;

/** Whether a command of a step may do something about what a test finds in a text: what is only said or edited is left out. */
export function actsOn({ instruction, commands }: Step, isNaming: (text: string) => boolean): boolean {
  const isRun = commands.some(({ name }) => isShell(name) || READING.test(name));
  const saying = isRun ? [] : commands.filter(({ name }) => SAYING.test(name));
  const said = saying.flatMap(({ args }) => args.map(({ raw }) => raw));
  const unsaid = (raw: string) => said.reduce((text, word) => text.replace(word, ""), raw);
  return (
    instruction.words.some(
      ({ raw }) => isNaming(raw) && (said.length > MOST_SAID || isNaming(unsaid(raw))),
    ) ||
    commands.some(
      (command) => !saying.includes(command) && command.args.some(({ value, raw }) => isNaming(value ?? raw)),
    )
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
