/** Scripts of sed, as GNU sed 4.9 and BusyBox 1.37 both read them; what only one of them knows is not read. */
import type { SedAction, SedAddress, SedCommand } from "./command.ts";
import { expressionOf, replacementOf } from "./expression.ts";

interface Read<T> {
  readonly value: T;
  readonly rest: string;
}

/** Reads a script; `undefined` when a part of it is not read exactly. */
export function parseSed(script: string, extended: boolean): readonly SedCommand[] | undefined {
  const read = readCommands(script, extended);
  return read === undefined || read.rest !== "" ? undefined : read.value;
}

/** Commands up to the end of the script or of the block. */
function readCommands(script: string, extended: boolean): Read<readonly SedCommand[]> | undefined {
  const commands: SedCommand[] = [];
  let rest = withoutBlanks(script);
  while (rest !== "" && !rest.startsWith("}")) {
    const read = readCommand(rest, extended);
    if (read === undefined) return undefined;
    commands.push(read.value);
    if (!/^\s*(;|\n|$|\}|#)/.test(read.rest)) return undefined;
    rest = withoutBlanks(read.rest);
  }
  return { value: commands, rest };
}

/** A script without the blanks, separators and comments that it starts with. */
function withoutBlanks(script: string): string {
  return script.replace(/^([\s;]+|#[^\n]*(\n|$))+/, "");
}

function readCommand(text: string, extended: boolean): Read<SedCommand> | undefined {
  const lines = readLines(text, extended);
  if (lines === undefined) return undefined;
  const behind = lines.rest.trimStart();
  const inverted = behind.startsWith("!");
  const verb = behind.slice(inverted ? 1 : 0).trimStart();
  const action = readAction(verb, extended);
  return action && { value: { ...lines.value, inverted, action: action.value }, rest: action.rest };
}

function readAction(verb: string, extended: boolean): Read<SedAction> | undefined {
  const rest = verb.slice(1);
  switch (verb[0]) {
    case "d":
      return { value: { kind: "delete" }, rest };
    case "p":
      return { value: { kind: "print" }, rest };
    case "q":
      return /^\s*\d/.test(rest) ? undefined : { value: { kind: "quit" }, rest };
    case "s":
      return readSubstitution(rest, extended);
    case "a":
      return readText("append", rest);
    case "i":
      return readText("insert", rest);
    case "c":
      return readText("change", rest);
    case "{": {
      const block = readCommands(rest, extended);
      if (!block?.rest.startsWith("}")) return undefined;
      return { value: { kind: "block", commands: block.value }, rest: block.rest.slice(1) };
    }
    default:
      return undefined;
  }
}

/** The lines that a command is for: one address, or two with a comma between. */
function readLines(text: string, extended: boolean): Read<Pick<SedCommand, "address" | "to">> | undefined {
  const first = readAddress(text, extended);
  if (first === undefined) return undefined;
  if (first.value === null) return /^,/.test(first.rest) ? undefined : { value: {}, rest: first.rest };
  const address = first.value;
  if (!first.rest.startsWith(",")) return { value: { address }, rest: first.rest };
  const end = first.rest.slice(1);
  const [whole, more] = /^\+(\d+)/.exec(end) ?? [];
  if (whole !== undefined)
    return { value: { address, to: { more: Number(more) } }, rest: end.slice(whole.length) };
  const second = readAddress(end, extended);
  return second === undefined || second.value === null
    ? undefined
    : { value: { address, to: second.value }, rest: second.rest };
}

function readAddress(text: string, extended: boolean): Read<SedAddress | null> | undefined {
  const [number] = /^\d+/.exec(text) ?? [];
  // `0,/x/`, `1~2` and `/x/I` are GNU's alone, and so are blanks before a comma.
  if (number !== undefined) {
    const rest = text.slice(number.length);
    return Number(number) === 0 || /^(~|\s+,)/.test(rest) ? undefined : { value: Number(number), rest };
  }
  if (text.startsWith("$")) return { value: "$", rest: text.slice(1) };
  const delimited = text.startsWith("/") ? text : text.startsWith("\\") ? text.slice(1) : undefined;
  if (delimited === undefined) return { value: null, rest: text };
  const part = readPart(delimited.slice(1), delimited[0] ?? "/");
  // An empty expression is the last one that was used.
  const expression = part && part.value !== "" && expressionOf(part.value, { extended, flags: "" });
  if (!expression || part === undefined || /^([IM]|\s+,)/.test(part.rest)) return undefined;
  return { value: expression, rest: part.rest };
}

function readSubstitution(text: string, extended: boolean): Read<SedAction> | undefined {
  const delimiter = text[0];
  if (delimiter === undefined || delimiter === "\\" || delimiter === "\n") return undefined;
  const from = readPart(text.slice(1), delimiter);
  const to = from && readPart(from.rest, delimiter);
  if (from === undefined || to === undefined) return undefined;
  const [flags = ""] = /^[a-zA-Z0-9]*/.exec(to.rest) ?? [];
  const which = /^[giIp]*([1-9]\d{0,3})?[giIp]*$/.exec(flags);
  if (which === null || from.value === "") return undefined;
  const nth = which[1] === undefined ? {} : { nth: Number(which[1]) };
  if (flags.includes("g") && which[1] !== undefined) return undefined;
  const expression = expressionOf(from.value, {
    extended,
    // Each match has to be counted where one of them is meant.
    flags: `${/[g\d]/.test(flags) ? "g" : ""}${/i/i.test(flags) ? "i" : ""}`,
  });
  const replacement = replacementOf(to.value);
  if (expression === undefined || replacement === undefined) return undefined;
  return {
    value: {
      kind: "substitute",
      from: expression,
      to: replacement,
      ...nth,
      ...(flags.includes("p") ? { prints: true as const } : {}),
    },
    rest: to.rest.slice(flags.length),
  };
}

/**
 * The text of `a`, `i` and `c`: the rest of the line, or the lines behind a backslash, each but the last with one at
 * its end. A backslash at the start keeps the blanks behind it.
 */
function readText(kind: "append" | "insert" | "change", source: string): Read<SedAction> | undefined {
  const [opening = ""] = /^[ \t]*(\\([ \t]*\n)?)?/.exec(source) ?? [];
  let text = "";
  let i = opening.length;
  for (; i < source.length && source[i] !== "\n"; i++) {
    if (source[i] !== "\\") {
      text += source[i];
      continue;
    }
    const next = source[++i];
    if (next === undefined || /[aefvcdoxA-Z0-9]/.test(next)) return undefined;
    text += next === "n" ? "\n" : next === "t" ? "\t" : next;
  }
  // Without a text GNU sed stops, or, behind a backslash, ends the last line, where BusyBox adds one.
  if (text === "") return undefined;
  return { value: { kind, text }, rest: source.slice(i) };
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
