import { LONGEST_VALUE, refusedExpansionPattern, replacePattern, trimPattern } from "./expand-patterns.ts";

/** The value of a variable cannot be told. */
export interface Unresolved {
  readonly unresolved: true;
}

/** Looks a variable up: its value, undefined when it is not set, or that it cannot be told. */
export type VariableLookup = (name: string) => string | undefined | Unresolved;

/** A word's value; else the variable that cannot be told, or (`malformed`) why Docker refuses the word. */
export type Expansion =
  | { readonly value: string }
  | { readonly unresolved: string; readonly malformed?: string };

/** A text, and how far it was read. */
export interface WordReader {
  readonly text: string;
  readonly escape: string;
  readonly lookup: VariableLookup;
  /** Quotes are characters like others. */
  readonly bare: boolean;
  at: number;
  /** How many braces are open. */
  depth: number;
}

const deepest = 100;

// The rules are those of BuildKit's shell/lex.go; it does not split words at blanks.
/** Replaces the variables of a word and removes its quotes, as Docker does for all but RUN, CMD and ENTRYPOINT. */
export function expandWord(raw: string, lookup: VariableLookup, escapeChar: "\\" | "`" = "\\"): Expansion {
  return readUntil({ text: raw, escape: escapeChar, lookup, bare: false, at: 0, depth: 0 }, "", false);
}

/** Replaces the variables of a text that COPY or ADD writes: quotes stay, and a backslash goes, whatever is behind it. */
export function expandText(raw: string, lookup: VariableLookup): Expansion {
  return readUntil({ text: raw, escape: "\\", lookup, bare: true, at: 0, depth: 0 }, "", false);
}

/** The variables that a word names, each once, in order; those in single quotes are not variables. */
export function variablesIn(raw: string, escapeChar: "\\" | "`" = "\\"): string[] {
  const names = new Set<string>();
  expandWord(
    raw,
    (name) => {
      names.add(name);
      return "";
    },
    escapeChar,
  );
  return [...names];
}

// Reads on even behind a part that has no value: what it skips must be skipped exactly.
function readUntil(reader: WordReader, stop: string, keepEscapes: boolean): Expansion {
  let result: Expansion = { value: "" };
  while (reader.at < reader.text.length) {
    const char = reader.text[reader.at] ?? "";
    if (char === stop) return result;
    result = bounded(reader, join(result, readPart(reader, char, keepEscapes)));
  }
  return stop === "" ? result : join(result, malformed(reader, `${stop} is missing`));
}

/** Reads on behind a quote, a variable, an escape or one character. */
export function readPart(reader: WordReader, char: string, keepEscapes: boolean): Expansion {
  if (char === "'" && !reader.bare) return readSingleQuotes(reader);
  if (char === '"' && !reader.bare) return readDoubleQuotes(reader);
  if (char === "$") return readDollar(reader);
  if (char !== reader.escape) return take(reader, 1);
  reader.at++;
  const next = reader.text[reader.at] ?? "";
  reader.at += next.length;
  return { value: keepEscapes ? char + next : next };
}

function readSingleQuotes(reader: WordReader): Expansion {
  const end = reader.text.indexOf("'", reader.at + 1);
  if (end < 0) return malformed(reader, "a single quote is not closed");
  const value = reader.text.slice(reader.at + 1, end);
  reader.at = end + 1;
  return { value };
}

function readDoubleQuotes(reader: WordReader): Expansion {
  let result: Expansion = { value: "" };
  reader.at++;
  while (reader.at < reader.text.length) {
    const char = reader.text[reader.at] ?? "";
    const next = reader.text[reader.at + 1] ?? "";
    if (char === '"') {
      reader.at++;
      return result;
    }
    if (char === "$") {
      result = bounded(reader, join(result, readDollar(reader)));
    } else if (char === reader.escape && (next === '"' || next === "$" || next === reader.escape)) {
      reader.at++;
      result = join(result, take(reader, 1));
    } else {
      result = join(result, take(reader, 1));
    }
  }
  return join(result, malformed(reader, "a double quote is not closed"));
}

function readDollar(reader: WordReader): Expansion {
  reader.at++;
  if (reader.text[reader.at] === "{") return readBraces(reader);
  const name = readName(reader);
  return name === "" ? { value: "$" } : (variableValue(reader, name) ?? { value: "" });
}

// Positional and special parameters are never set in a Dockerfile.
function readName(reader: WordReader): string {
  const pattern = /\d+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
  pattern.lastIndex = reader.at;
  const name = pattern.exec(reader.text)?.[0] ?? "";
  reader.at += name.length;
  return name;
}

function readBraces(reader: WordReader): Expansion {
  if (reader.depth >= deepest) return malformed(reader, "variables are nested too deeply");
  reader.depth++;
  const result = readBracesBody(reader);
  reader.depth--;
  return result;
}

function readBracesBody(reader: WordReader): Expansion {
  reader.at++;
  const name = readName(reader);
  if (name === "") return malformed(reader, "a variable has no name");
  const value = variableValue(reader, name);
  const operator = reader.text[reader.at] ?? "";
  if (operator === "}") {
    reader.at++;
    return value ?? { value: "" };
  }
  if (operator === "") return malformed(reader, "} is missing");
  const colon = operator === ":" ? 1 : 0;
  const modifier = reader.text[reader.at + colon] ?? "";
  const modifiers = colon === 1 ? "+-?" : "+-?#%/";
  if (modifier === "" || !modifiers.includes(modifier)) return malformed(reader, "unknown variable modifier");
  reader.at += colon + 1;
  if (modifier === "/") return readReplacement(reader, name, value);
  const word = readUntil(reader, "}", modifier === "#" || modifier === "%");
  if (reader.text[reader.at] !== "}") return word;
  reader.at++;
  return modify({ name, value, modifier, word, emptyIsUnset: colon === 1 });
}

interface Modification {
  readonly name: string;
  readonly value: Expansion | undefined;
  readonly modifier: string;
  readonly word: Expansion;
  readonly emptyIsUnset: boolean;
}

function modify({ name, value, modifier, word, emptyIsUnset }: Modification): Expansion {
  if (value !== undefined && !("value" in value)) return value;
  const isSet = value !== undefined && !(emptyIsUnset && value.value === "");
  if (modifier === "-") return isSet ? value : word;
  if (modifier === "+") return isSet ? word : { value: "" };
  if (modifier === "?") return isSet ? value : { unresolved: name, malformed: `${name} is not set` };
  if (!("value" in word)) return word;
  const wrong = refusedExpansionPattern(word.value);
  if (wrong !== undefined) return { unresolved: name, malformed: wrong };
  const left = trimPattern(value?.value ?? "", word.value, modifier);
  return left === undefined ? tooLong(name) : { value: left };
}

function readReplacement(reader: WordReader, name: string, value: Expansion | undefined): Expansion {
  const all = reader.text[reader.at] === "/";
  if (all) reader.at++;
  const pattern = readUntil(reader, "/", true);
  if (!("value" in pattern)) return pattern;
  reader.at++;
  const word = readUntil(reader, "}", false);
  if (!("value" in word)) return word;
  reader.at++;
  const wrong = refusedExpansionPattern(pattern.value);
  if (wrong !== undefined) return { unresolved: name, malformed: wrong };
  if (value === undefined || !("value" in value)) return value ?? { value: "" };
  const replaced = replacePattern(value.value, { pattern: pattern.value, by: word.value, all });
  return replaced === undefined ? tooLong(name) : { value: replaced };
}

function tooLong(name: string): Expansion {
  return { unresolved: name, malformed: `the value of ${name} is too long to work it out` };
}

function variableValue(reader: WordReader, name: string): Expansion | undefined {
  if (!/^[\p{L}_]/u.test(name)) return undefined;
  const found = reader.lookup(name);
  if (found === undefined) return undefined;
  return typeof found === "string" ? { value: found } : { unresolved: name };
}

function take(reader: WordReader, length: number): Expansion {
  const value = reader.text.slice(reader.at, reader.at + length);
  reader.at += length;
  return { value };
}

function malformed(reader: WordReader, why: string): Expansion {
  reader.at = reader.text.length;
  return { unresolved: reader.text, malformed: why };
}

function bounded(reader: WordReader, result: Expansion): Expansion {
  if (!("value" in result) || result.value.length <= LONGEST_VALUE + reader.text.length) return result;
  return malformed(reader, "its value is longer than the kernel takes");
}

function join(left: Expansion, right: Expansion): Expansion {
  if (!("value" in left)) return left.malformed === undefined && "malformed" in right ? right : left;
  return "value" in right ? { value: left.value + right.value } : right;
}
