import {
  type ArrayValue,
  type Assignment,
  forEachChild,
  type HereDoc,
  type ParameterRemoveOperation,
  type ParameterSliceOperation,
  type Redirection,
  type SyntaxNode,
  type Word,
  type WordPart,
} from "unbash";
import type { Span } from "../../source.ts";
import { LONGEST_VALUE, trimPattern } from "../expand-patterns.ts";
import type { ShellHeredoc, ShellLookup, ShellRedirect, ShellSource, ShellWord } from "./types.ts";

// Longer than any file that is read, with the values of its variables.
const LONGEST_TEXT = 64 * 1024 * 1024;

/** The span in what was written of a node of the tree. */
export function nodeSpan(source: ShellSource, node: { readonly pos: number; readonly end: number }): Span {
  // The library counts a backslash at the very end of a text as two characters.
  const end = Math.min(node.end, source.text.length);
  return {
    start: source.offset(node.pos),
    end: node.pos < end ? source.offset(end - 1) + 1 : source.offset(node.pos),
  };
}

/** A word of a command; with `splits`, an unquoted variable whose value holds blanks or patterns cannot be told. */
export function shellWord(source: ShellSource, word: Word | ArrayValue, splits = true): ShellWord {
  const read = (lookup: ShellLookup) => (word.type === "Word" ? wordValue(word, lookup, splits) : null);
  return {
    text: read(() => undefined),
    raw: source.text.slice(word.pos, word.end),
    span: nodeSpan(source, word),
    glob:
      word.type === "Word" &&
      (word.parts ?? []).some(({ type }) => type === "Glob" || type === "ExtendedGlob"),
    variables: variableNames(word),
    expand: read,
  };
}

/** An assignment that is a command's argument (`export A=1`) as a word. */
export function assignmentWord(source: ShellSource, assignment: Assignment): ShellWord {
  const value = shellWord(source, assignment.value, false);
  const prefix = `${assignment.name}${assignment.append ? "+" : ""}=`;
  const read = (lookup: ShellLookup) => {
    const text = assignment.index === undefined ? value.expand(lookup) : null;
    return text === null ? null : prefix + text;
  };
  const { pos, end } = assignment;
  const raw = source.text.slice(pos, end);
  return {
    ...value,
    text: read(() => undefined),
    raw,
    span: nodeSpan(source, assignment),
    glob: false,
    expand: read,
  };
}

/** The body of a heredoc. */
function shellHeredoc(source: ShellSource, { body, operator, delimiter }: HereDoc): ShellHeredoc {
  const quoted = delimiter?.quoted ?? false;
  const read = (lookup: ShellLookup) => {
    const value =
      quoted || body.parts === undefined
        ? unescaped(body.text, quoted)
        : bounded(joinParts(body.parts, lookup, false), body.text);
    return operator === "<<-" ? (value?.replace(/^\t+/gm, "") ?? null) : value;
  };
  return { text: read(() => undefined), raw: body.text, span: nodeSpan(source, body), quoted, expand: read };
}

// The library gives a body without expansions as it was written.
function unescaped(text: string, quoted: boolean): string {
  return quoted ? text : text.replace(/\\([\\$`\n])/g, (_, char: string) => (char === "\n" ? "" : char));
}

function wordValue(word: Word, lookup: ShellLookup, splits: boolean): string | null {
  if (/^~/.test(word.text)) return null;
  if (word.parts === undefined) return word.value;
  return bounded(joinParts(word.parts, lookup, splits), word.text);
}

// A variable of several of itself, line after line, would grow for ever.
function bounded(value: string | null, written: string): string | null {
  return value !== null && value.length > LONGEST_VALUE + written.length ? null : value;
}

function joinParts(parts: readonly WordPart[], lookup: ShellLookup, splits: boolean): string | null {
  let value = "";
  for (const part of parts) {
    const read = partValue(part, lookup, splits);
    if (read === null || value.length + read.length > LONGEST_TEXT) return null;
    value += read;
  }
  return value;
}

// `$'..'` is another thing to dash than to bash, and braces and patterns depend on the files that there are.
function partValue(part: WordPart, lookup: ShellLookup, splits: boolean): string | null {
  switch (part.type) {
    case "Literal":
    case "SingleQuoted":
      return part.value;
    case "DoubleQuoted":
      return joinParts(part.parts, lookup, false);
    case "SimpleExpansion":
      return unsplit(expansionOf(part.text.slice(1), lookup), splits);
    case "ParameterExpansion":
      if (part.prefix !== undefined || part.index !== undefined) return null;
      return unsplit(parameterValue(part, lookup), splits);
    default:
      return null;
  }
}

/** What is unset expands to nothing. */
function expansionOf(name: string, lookup: ShellLookup): string | undefined {
  const value = lookup(name);
  return value === null ? "" : value;
}

function unsplit(value: string | null | undefined, splits: boolean): string | null {
  return value === undefined || value === null || (splits && /[\s*?[]/.test(value)) ? null : value;
}

type Parameter = Extract<WordPart, { type: "ParameterExpansion" }>;

// Without the colon it matters whether the variable is unset or empty.
function parameterValue({ parameter, operation }: Parameter, lookup: ShellLookup): string | null {
  const value = expansionOf(parameter, lookup);
  if (value === undefined) return null;
  if (operation === undefined) return value;
  if (operation.type === "Remove") return removed(value, operation);
  if (operation.type === "Slice") return sliced(value, operation);
  if (operation.type !== "Default") return null;
  const { operator } = operation;
  if (value === "" && !operator.startsWith(":") && lookup(parameter) !== null) return null;
  const operand = () => wordValue(operation.operand, lookup, false);
  if (operator.endsWith("+")) return value === "" ? "" : operand();
  if (value !== "") return value;
  return operator.endsWith("?") ? null : operand();
}

/** `${1#-}`, `${NAME%.*}`: of a plain pattern, with no quotes and no classes. */
function removed(value: string, { operator, operand }: ParameterRemoveOperation): string | null {
  if (!/^[\w.,:/@%+=*?-]+$/.test(operand.text)) return null;
  return trimPattern(value, operator.slice(1) + operand.text, operator.charAt(0)) ?? null;
}

/** `${1:0:1}` */
function sliced(value: string, { offset, length }: ParameterSliceOperation): string | null {
  const [start, count] = [offset.text.trim(), length?.text.trim()];
  if (!/^\d{1,6}$/.test(start) || (count !== undefined && !/^\d{1,6}$/.test(count))) return null;
  const from = Array.from(value).slice(Number(start));
  return (count === undefined ? from : from.slice(0, Number(count))).join("");
}

/** The names of all variables below a node, each once; positional and special parameters are left out. */
export function variableNames(node: SyntaxNode): string[] {
  const names = new Set<string>();
  const visit = (child: SyntaxNode) => {
    const name = namedVariable(child);
    if (name !== undefined) names.add(name);
    forEachChild(child, visit);
  };
  visit(node);
  return [...names];
}

/** The variable that a node reads, if it is an expansion of one. */
export function namedVariable(node: SyntaxNode): string | undefined {
  let name: string | undefined;
  if (node.type === "SimpleExpansion") name = node.text.slice(1);
  if (node.type === "ParameterExpansion") name = node.parameter;
  if (node.type === "ArithmeticWord") name = node.value;
  return name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? name : undefined;
}

/** The redirections of a command, with the texts of its heredocs. */
export function shellRedirects(source: ShellSource, written: readonly Redirection[]): ShellRedirect[] {
  return written.flatMap((redirect) => {
    const { operator, descriptor } = redirect;
    const fd = descriptor?.type === "FileDescriptor" ? { fd: descriptor.value } : {};
    if (redirect.type !== "HereDoc") {
      return redirect.target ? [{ operator, ...fd, target: shellWord(source, redirect.target) }] : [];
    }
    const { delimiter } = redirect;
    if (delimiter === undefined) return [];
    const { value, pos, end, text } = delimiter;
    const target = shellWord(source, { type: "Word", value, pos, end, text });
    return [{ operator, ...fd, target, heredoc: shellHeredoc(source, redirect) }];
  });
}
