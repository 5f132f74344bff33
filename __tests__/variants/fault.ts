import type { Change, Parts } from "./assemble.ts";
import type { Step } from "./dockerfile-steps.ts";
import { changedVariant } from "./healthy.ts";
import { type Files, textOf, type Variant } from "./variant.ts";

/** Where apt installs; the command may stand over several lines. */
export const INSTALL = /(?:DEBIAN_FRONTEND=noninteractive[\s\\`]+)?apt(?:-get)?[\s\\`]+install/;

/** A line of a file, 1-based. */
export interface Spot {
  readonly path: string;
  readonly line: number;
}

/** One thing that can be wrong with an image, and who must say so where. */
export interface Fault {
  readonly name: string;
  readonly rule: string;
  /** Families whose images can have it. */
  readonly families: readonly string[];
  /** Breaks the variant before it is written: `undefined` where there is nothing to break. */
  readonly change?: Change;
  /** Breaks the written files: `undefined` where there is nothing to break. */
  readonly edit?: (variant: Variant) => Files | undefined;
  /** Where the broken variant must be accused. */
  readonly at: (broken: Variant) => Spot | undefined;
}

/** A variant with a fault, and the place of it. */
export interface Broken {
  readonly variant: Variant;
  readonly at: Spot;
}

/** The variant of a number with a fault; `undefined` where the fault does not fit it. */
export function broken(fault: Fault, number: number): Broken | undefined {
  const family = fault.families[number % fault.families.length] ?? "";
  const changed = changedVariant(family, number, fault.change ?? ((parts) => parts));
  const files = changed && fault.edit ? fault.edit(changed) : changed?.files;
  if (changed === undefined || files === undefined) return undefined;
  const variant = { ...changed, files };
  const at = fault.at(variant);
  if (at === undefined) throw new Error(`${fault.name} is not to be seen in ${variant.name}`);
  return { variant, at };
}

/** The line of the first match of a pattern in a file; `undefined` when there is none. */
export function spotOf({ files }: Variant, path: string, pattern: RegExp): Spot | undefined {
  const text = textOf(files, path);
  const index = text.search(pattern);
  return index < 0 ? undefined : { path, line: lineAt(text, index) };
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** The line of the last instruction with a keyword, or of the one that `nth` (0-based) counts to. */
export function instructionSpot(
  { files, dockerfile: path }: Variant,
  keyword: string,
  nth?: number,
): Spot | undefined {
  const found = [...textOf(files, path).matchAll(new RegExp(`^(?:${keyword})\\b`, "gim"))];
  const match = nth === undefined ? found.at(-1) : found[nth];
  return match === undefined ? undefined : { path, line: lineAt(textOf(files, path), match.index) };
}

/** The line of the COPY that brings a file of the image folder. */
export function copySpot(variant: Variant, source: string): Spot | undefined {
  const copies = variant.steps.filter((step) => step.do === "copy" || step.do === "heredoc");
  const nth = copies.findIndex((step) => brings(step, source));
  return nth < 0 ? undefined : instructionSpot(variant, "COPY|ADD", nth);
}

/** Whether a step copies a file, by its name, a glob or its folder. */
export function brings(step: Step, source: string): boolean {
  if (step.do !== "copy" || step.from !== undefined) return false;
  return step.sources.some((written) => {
    const pattern = written.replace(/^\.?\//, "").replace(/\/$/, "");
    const glob = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*")}$`);
    return glob.test(source) || source.startsWith(`${pattern}/`);
  });
}

/** A variant's files with a file put or replaced. */
export function withFile({ files }: Variant, path: string, file: Files[string]): Files {
  return { ...files, [path]: file };
}

/** A variant's files with the first match in a file replaced; `undefined` when nothing matches. */
export function withText(
  variant: Variant,
  path: string | undefined,
  from: RegExp,
  to: string,
): Files | undefined {
  if (path === undefined) return undefined;
  const before = textOf(variant.files, path);
  if (!from.test(before)) return undefined;
  return withFile(variant, path, before.replace(from, to));
}

/** Parts whose policy says more; `undefined` where it speaks of one of the keys already. */
export function withPolicy(parts: Parts, lines: readonly string[]): Parts | undefined {
  const before = parts.policy ?? [];
  const keys = lines.filter((line) => /^\w/.test(line)).map((line) => line.replace(/:.*/, ":"));
  if (keys.some((key) => before.some((line) => line.startsWith(key)))) return undefined;
  return { ...parts, policy: [...before, ...lines] };
}

/** Parts with other steps; `undefined` when they are the same ones. */
export function withSteps(parts: Parts, change: (step: Step) => readonly Step[]): Parts | undefined {
  const steps = parts.steps.flatMap(change);
  const same =
    steps.length === parts.steps.length && steps.every((step, index) => step === parts.steps[index]);
  return same ? undefined : { ...parts, steps };
}

/** Parts without the commands that a pattern takes; `undefined` when there are none. */
export function withoutCommands(parts: Parts, pattern: RegExp): Parts | undefined {
  return withSteps(parts, (step) => {
    if (step.do !== "run" || !step.commands.some((command) => pattern.test(command))) return [step];
    const commands = step.commands.filter((command) => !pattern.test(command));
    return commands.length === 0 ? [] : [{ ...step, commands }];
  });
}

/** Parts with steps behind the last FROM and what stands there at once. */
export function afterFrom(parts: Parts, ...added: readonly Step[]): Parts {
  const at = parts.steps.findLastIndex((step) => step.do === "from") + 1;
  return { ...parts, steps: [...parts.steps.slice(0, at), ...added, ...parts.steps.slice(at)] };
}

/** Parts with steps before the one that starts the container or sets its user. */
export function beforeStart(parts: Parts, ...added: readonly Step[]): Parts {
  const isEnd = (step: Step) =>
    step.do === "start" || (step.do === "line" && /^(USER|CMD|ENTRYPOINT)$/.test(step.keyword));
  const first = parts.steps.findLastIndex((step) => step.do === "from");
  const end = parts.steps.findIndex((step, index) => index > first && isEnd(step));
  const at = end < 0 ? parts.steps.length : end;
  return { ...parts, steps: [...parts.steps.slice(0, at), ...added, ...parts.steps.slice(at)] };
}
