/** Commands of RUN lines as fixes find them again, and where another may stand behind one. */
import type { Edit } from "../finding.ts";
import type { Image, Step } from "../model/model.ts";
import type { RanCommand } from "../model/shell/ran.ts";
import { allSteps } from "../model/stages/chain.ts";
import { once } from "../once.ts";
import { type Place, placeKey, textOf } from "../source.ts";
import { indentAt, insertAt, lineEndOf, wholeLines } from "./places.ts";

/** A command with the instruction that it is part of. */
export interface PlacedCommand {
  readonly step: Step;
  readonly command: RanCommand;
}

/** The one command of an image that stands at a place; none inside of `sh -c`, whose commands share a place. */
export function commandAt(image: Image, { file, span }: Place): PlacedCommand | undefined {
  if (span === undefined) return undefined;
  const found = (byPlace(image).get(placeKey({ file, span })) ?? []).filter(
    ({ step }) => step.instruction.span.start <= span.start,
  );
  const [only] = found;
  return found.length === 1 && only?.step.instruction.shell !== undefined ? only : undefined;
}

/** The commands that stand in the Dockerfile of their instruction, by their places. */
const byPlace = once((image: Image) => {
  const found = new Map<string, PlacedCommand[]>();
  for (const step of allSteps(image)) {
    for (const command of step.commands) {
      if (command.at.file.path !== step.before.file.path) continue;
      const key = placeKey(command.at);
      const known = found.get(key);
      if (known === undefined) found.set(key, [{ step, command }]);
      else known.push({ step, command });
    }
  }
  return found;
});

/**
 * The edit that puts a command behind another of a list, joined as its neighbours are (`&&`, a line of its own).
 * `undefined` where the other may not run, fails by design, or is part of something else than a plain list.
 */
export function insertBehind({ step, command }: PlacedCommand, text: string): Edit | undefined {
  const { at, sure, mayFail, wrapped } = command;
  const { instruction, dockerfile } = step;
  const { file } = dockerfile;
  if (!sure || mayFail || wrapped || at.span === undefined || dockerfile.template) return undefined;
  const flagsEnd = instruction.flags.at(-1)?.span.end ?? instruction.keywordSpan.end;
  const before = file.text.slice(flagsEnd, at.span.start);
  const after = file.text.slice(at.span.end, instruction.span.end);
  const separator =
    instruction.heredocs.length > 0
      ? ownLine(before, after, indentAt(file, at.span.start))
      : joint(before, after, dockerfile.escape);
  if (separator === undefined) return undefined;
  const fold = separator === " && " ? folded(step, at.span.end, text) : undefined;
  return insertAt(file, at.span.end, `${fold ?? separator}${text}`);
}

// A line that is longer with another command is read by nobody.
const LONGEST = 120;

/** What joins a command on a line of its own, where the line would be too long with it. */
function folded({ before: { file }, dockerfile }: Step, offset: number, text: string): string | undefined {
  const line = textOf(file, wholeLines(file, { start: offset, end: offset })).trimEnd();
  if (line.length + " && ".length + text.length <= LONGEST) return undefined;
  return ` ${dockerfile.escape}${lineEndOf(file)}${indentAt(file, offset) || "    "}&& `;
}

/** In a heredoc each command has its own line; `undefined` for one that shares it. */
function ownLine(before: string, after: string, indent: string): string | undefined {
  const end = /^[ \t]*(\r?\n|$)/.exec(after);
  const isFirst = /(^|\n)[ \t]*$/.test(before) && !/\\\r?\n[ \t]*$/.test(before);
  return end === null || !isFirst ? undefined : `${end[1] === "\r\n" ? "\r\n" : "\n"}${indent}`;
}

// Docker takes whole lines of comment out before it joins the rest.
const COMMENTS = /(?<=\n)[ \t]*#[^\n]*\n/g;

/** What joins the command with the next one, else with the one before. */
function joint(before: string, after: string, escapeChar: string): string | undefined {
  const fold = `(?:[ \\t]|${escapeChar === "\\" ? "\\\\" : "`"}[ \\t]*\\r?\\n)*`;
  const plain = before.replace(COMMENTS, "");
  const behind = new RegExp(`^${fold}(?:&&|;)${fold}`).exec(after.replace(COMMENTS, ""))?.[0];
  const ahead = new RegExp(`${fold}(?:&&|;)${fold}$`).exec(plain)?.[0];
  const isFirst = new RegExp(`^${fold}$`).test(plain);
  if (!isFirst && ahead === undefined) return undefined;
  if (behind !== undefined) return behind;
  if (after.trim() !== "") return undefined;
  return isFirst ? " && " : ahead;
}
