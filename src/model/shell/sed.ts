/** `sed -i` with plain substitutions and deletions, as POSIX and GNU sed read them; everything else is not read. */
import { ownValue } from "../../names.ts";
import type { SedCommand } from "./sed-command.ts";
import { type Budget, isUsedUp, mayExplode, newBudget, spend } from "./sed-cost.ts";

/** A text after an edit, and for each of its lines the 0-based line that it was, with whether it is the same. */
export interface Edited {
  readonly text: string;
  readonly lines: readonly { readonly from: number; readonly same: boolean }[];
}

/** Reads a script; `undefined` when a part of it is anything but a substitution or a deletion that is read exactly. */
export function parseSed(script: string, extended: boolean): readonly SedCommand[] | undefined {
  const commands: SedCommand[] = [];
  let rest = script.trimStart();
  while (rest !== "") {
    const read = readCommand(rest, extended);
    if (read === undefined) return undefined;
    commands.push(read.command);
    if (!/^\s*(;|\n|$)/.test(read.rest)) return undefined;
    rest = read.rest.replace(/^[\s;]+/, "");
  }
  return commands;
}

/** Applies commands to a text, line by line; `undefined` where that would use up the budget, which it takes from. */
export function applySed(
  text: string,
  commands: readonly SedCommand[],
  budget: Budget = newBudget(),
): Edited | undefined {
  const rows = text.split("\n");
  const ended = rows.at(-1) === "";
  if (ended) rows.pop();
  const kept: string[] = [];
  const lines: { from: number; same: boolean }[] = [];
  for (const [from, row] of rows.entries()) {
    const after = editLine(row, { number: from + 1, last: from === rows.length - 1, commands, budget });
    if (isUsedUp(budget)) return undefined;
    if (after === undefined) continue;
    for (const part of after.split("\n")) {
      kept.push(part);
      lines.push({ from, same: after === row });
    }
  }
  // Only the text's own last line may lack its line end.
  const closed = ended || lines.at(-1)?.from !== rows.length - 1;
  return { text: kept.join("\n") + (closed && kept.length > 0 ? "\n" : ""), lines };
}

interface LineEdit {
  /** 1-based. */
  readonly number: number;
  readonly last: boolean;
  readonly commands: readonly SedCommand[];
  readonly budget: Budget;
}

/** The line as it becomes; `undefined` where it is deleted, or the budget is used up. */
function editLine(row: string, { number, last, commands, budget }: LineEdit): string | undefined {
  let line = row;
  for (const command of commands) {
    spend(budget, line, command);
    if (isUsedUp(budget)) return undefined;
    const { address, inverted, action } = command;
    const applies =
      address === undefined ||
      (address === "$" ? last : typeof address === "number" ? address === number : address.test(line));
    if (applies === inverted) continue;
    if (action.kind === "delete") return undefined;
    line = line.replace(action.from, (...groups: unknown[]) =>
      action.to.map((part) => (typeof part === "string" ? part : String(groups[part] ?? ""))).join(""),
    );
  }
  return line;
}

interface Read<T> {
  readonly value: T;
  readonly rest: string;
}

function readCommand(text: string, extended: boolean): { command: SedCommand; rest: string } | undefined {
  const address = readAddress(text, extended);
  if (address === undefined) return undefined;
  const behind = address.rest.trimStart();
  const inverted = behind.startsWith("!");
  const verb = behind.slice(inverted ? 1 : 0).trimStart();
  const head = { ...(address.value === null ? {} : { address: address.value }), inverted };
  if (verb.startsWith("d")) return { command: { ...head, action: { kind: "delete" } }, rest: verb.slice(1) };
  if (!verb.startsWith("s")) return undefined;
  const substitution = readSubstitution(verb.slice(1), extended);
  return substitution && { command: { ...head, action: substitution.value }, rest: substitution.rest };
}

function readAddress(text: string, extended: boolean): Read<number | "$" | RegExp | null> | undefined {
  const [number] = /^\d+/.exec(text) ?? [];
  // A range (`1,5d`) is not read.
  if (number !== undefined)
    return /^\s*,/.test(text.slice(number.length))
      ? undefined
      : { value: Number(number), rest: text.slice(number.length) };
  if (text.startsWith("$")) return { value: "$", rest: text.slice(1) };
  const delimited = text.startsWith("/") ? text : text.startsWith("\\") ? text.slice(1) : undefined;
  if (delimited === undefined) return { value: null, rest: text };
  const part = readPart(delimited.slice(1), delimited[0] ?? "/");
  const expression = part && expressionOf(part.value, { extended, flags: "" });
  return expression === undefined || part === undefined || /^\s*,/.test(part.rest)
    ? undefined
    : { value: expression, rest: part.rest };
}

function readSubstitution(text: string, extended: boolean): Read<SedCommand["action"]> | undefined {
  const delimiter = text[0];
  if (delimiter === undefined || delimiter === "\\" || delimiter === "\n") return undefined;
  const from = readPart(text.slice(1), delimiter);
  const to = from && readPart(from.rest, delimiter);
  if (from === undefined || to === undefined) return undefined;
  const [flags = ""] = /^[a-zA-Z0-9]*/.exec(to.rest) ?? [];
  if (/[^giI]/.test(flags)) return undefined;
  const expression = expressionOf(from.value, {
    extended,
    flags: `${flags.includes("g") ? "g" : ""}${/i/i.test(flags) ? "i" : ""}`,
  });
  const replacement = replacementOf(to.value);
  if (expression === undefined || replacement === undefined) return undefined;
  return {
    value: { kind: "substitute", from: expression, to: replacement },
    rest: to.rest.slice(flags.length),
  };
}

/** The text up to a delimiter that has no backslash before it and stands outside of `[ ]`. */
function readPart(text: string, delimiter: string): Read<string> | undefined {
  let value = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    if (char === delimiter) return { value, rest: text.slice(i + 1) };
    if (char === "\\" && i + 1 < text.length) {
      const next = text[++i] ?? "";
      // `\,` in `s,a\,b,c,` is a comma; with a special delimiter it would keep its meaning, which is not read.
      if (next === delimiter && /[.*[\]^$+?(){}|]/.test(delimiter)) return undefined;
      value += next === delimiter ? next : `\\${next}`;
    } else value += char;
  }
  return undefined;
}

const CLASSES: Readonly<Record<string, string>> = {
  space: "\\s",
  blank: " \\t",
  digit: "0-9",
  alpha: "A-Za-z",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
};

/** A basic or extended expression as one of JavaScript's; `undefined` where they would differ. */
function expressionOf(
  source: string,
  { extended, flags }: { extended: boolean; flags: string },
): RegExp | undefined {
  let result = "";
  for (let i = 0; i < source.length; i++) {
    const char = source[i] ?? "";
    if (char === "[") {
      const bracket = readBracket(source, i);
      if (bracket === undefined) return undefined;
      result += bracket.value;
      i = bracket.end;
    } else if (char === "\\") {
      const next = source[++i];
      if (next === undefined || /[<>`'dDzZAQE0-9]/.test(next)) return undefined;
      if (/[(){}|+?]/.test(next)) result += extended ? `\\${next}` : next;
      else result += /[sSwWbBntr]/.test(next) ? `\\${next}` : literal(next);
    } else if (/[(){}|+?]/.test(char)) result += extended ? char : `\\${char}`;
    else if (
      char === "*" &&
      /^(\\\(|\(|\||\^)?$/.test(source.slice(Math.max(0, i - 1), i)) &&
      (i === 0 || source[i - 1] === "^")
    )
      result += "\\*";
    else if (char === "^" && i > 0 && !extended) result += /[(|]$/.test(source.slice(0, i)) ? "^" : "\\^";
    else if (char === "$" && i < source.length - 1 && !extended)
      result += /^\\[)|]/.test(source.slice(i + 1)) ? "$" : "\\$";
    else result += char === "/" ? "\\/" : char;
  }
  if (mayExplode(result)) return undefined;
  try {
    return new RegExp(result, flags);
  } catch {
    return undefined;
  }
}

function literal(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** A bracket expression: a backslash is itself in it, `[:space:]` a class. */
function readBracket(
  source: string,
  start: number,
): { readonly value: string; readonly end: number } | undefined {
  let i = start + 1;
  let value = "[";
  if (source[i] === "^") value += source[i++];
  if (source[i] === "]") {
    value += "\\]";
    i++;
  }
  for (; i < source.length && source[i] !== "]"; i++) {
    const [whole, name = ""] = /^\[:(\w+):\]/.exec(source.slice(i)) ?? [];
    if (whole !== undefined) {
      const known = ownValue(CLASSES, name);
      if (known === undefined) return undefined;
      value += known;
      i += whole.length - 1;
    } else {
      const char = source[i] ?? "";
      value += char === "\\" ? "\\\\" : char === "[" ? "\\[" : char;
    }
  }
  return i < source.length ? { value: `${value}]`, end: i } : undefined;
}

/** The parts of a replacement: text, and numbers of groups (`&` is 0). */
function replacementOf(source: string): readonly (string | number)[] | undefined {
  const parts: (string | number)[] = [];
  for (let i = 0; i < source.length; i++) {
    const char = source[i] ?? "";
    if (char === "&") parts.push(0);
    else if (char !== "\\") parts.push(char);
    else {
      const next = source[++i];
      if (next === undefined || /[ULEul]/.test(next)) return undefined;
      if (/\d/.test(next)) parts.push(Number(next));
      else parts.push(next === "n" ? "\n" : next === "t" ? "\t" : next);
    }
  }
  return parts;
}
