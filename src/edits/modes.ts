/** The mode that a fix writes for one which lets everyone write. */
import type { Edit } from "../finding.ts";
import { chmodWords, decidesBit, readMode } from "../model/files/modes.ts";
import type { OpenMode } from "../model/permissions/open-modes.ts";
import type { Image } from "../model/stages/image.ts";
import { type Place, textOf } from "../source.ts";
import { commandAt } from "./commands.ts";

// The others' write bit.
const OPEN = 0o002;

/** The edit that takes the write of others out of a mode; `undefined` where a variable holds it. */
export function closedModeEdit(
  image: Image,
  { mode, at }: OpenMode,
): { readonly edit: Edit; readonly mode: string } | undefined {
  const closed = closedMode(mode);
  const word = wordsAt(image, at, mode).map((place) => endIn(place, mode));
  const [replace] = word;
  if (closed === undefined || replace === undefined || word.length !== 1) return undefined;
  return { edit: { replace, text: closed }, mode: closed };
}

/** The words of a line that may be the mode: chmod's own, that of an option, or the flag as a whole. */
function wordsAt(image: Image, at: Place, mode: string): readonly Place[] {
  const command = commandAt(image, at)?.command;
  if (command === undefined) return at.span && textOf(at.file, at.span).startsWith("--") ? [at] : [];
  const { name, args } = command;
  if (name === "chmod") {
    const named = chmodWords(args.map(({ value }) => value)).mode;
    return args.filter(({ value }) => value === named).map((word) => word.at);
  }
  return args
    .filter(({ value }, index) =>
      value === mode
        ? /^(-\w*m|--mode)$/.test(args[index - 1]?.value ?? "")
        : /^(-\w*m|--mode=)/.test(value ?? "") && value?.endsWith(mode),
    )
    .map((word) => word.at);
}

/** The mode at the end of a word, if it stands there as it is. */
function endIn({ file, span }: Place, mode: string): Place | undefined {
  if (span === undefined) return undefined;
  const text = textOf(file, span);
  const quote = /["']?$/.exec(text)?.[0].length ?? 0;
  const end = span.end - quote;
  const start = end - mode.length;
  if (start < span.start || file.text.slice(start, end) !== mode) return undefined;
  return /[\w,+]/.test(file.text.slice(span.start, start).slice(-1)) && !/^-\w*m/.test(text)
    ? undefined
    : { file, span: { start, end } };
}

/** A mode without write for others, in its own spelling: `777` is `755`, `a+rwX` is `u+rwX,go+rX`. */
export function closedMode(mode: string): string | undefined {
  const closed = /^[0-7]+$/.test(mode) ? closedNumber(mode) : mode.split(",").map(closedClause).join(",");
  const change = readMode(closed);
  return closed !== mode && change !== undefined && decidesBit(change, OPEN) !== true ? closed : undefined;
}

/** The group loses what others lose where both had the same: who wrote 777 had no group in mind. */
function closedNumber(mode: string): string {
  const others = Number(mode.at(-1)) & ~2;
  const group = mode.at(-2) === mode.at(-1) ? others : Number(mode.at(-2) ?? 0);
  return mode.length < 2 ? String(others) : `${mode.slice(0, -2)}${group}${others}`;
}

function closedClause(clause: string): string {
  const [, who = "", operator = "", bits = ""] = /^([ugoa]*)([+=])([rwxXst]*)$/.exec(clause) ?? [];
  if (!/[oa]/.test(who) || !bits.includes("w")) return clause;
  const losers = /[ga]/.test(who) ? "go" : "o";
  const rest = bits.replace(/w/g, "");
  if (!/[ua]/.test(who))
    return rest === "" && operator === "+" ? `${losers}-w` : `${losers}${operator}${rest}`;
  const owner = `u${operator}${bits}`;
  return rest === "" && operator === "+" ? owner : `${owner},${losers}${operator}${rest}`;
}
