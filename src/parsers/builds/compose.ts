/** Compose files as trees: their documents, and the syntax of what stands in single values. */
import type { SourceFile } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";
import { parseYaml, type YamlNode, type YamlScalar } from "../yaml/parse.ts";

export interface ComposeFile {
  readonly file: SourceFile;
  /** Compose merges the documents of a file as it merges files. */
  readonly documents: readonly YamlNode[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** Reads a compose file; syntax errors are in `problems`. */
export function parseCompose(file: SourceFile): ComposeFile {
  const { documents, comments, problems } = parseYaml(file);
  return { file, documents, comments, problems };
}

/** What a scalar is to compose, and how it prints it where it makes a text of it. */
export interface ComposeScalarText {
  readonly type: "text" | "number" | "boolean" | "null";
  readonly text: string;
}

/**
 * A scalar as compose reads it: numbers by go-yaml (v4), so that `022` is 18 and `0644` is 420, true and false alone as
 * words of truth (`yes` is a text).
 */
export function composeScalar(node: YamlScalar): ComposeScalarText {
  const { text, plain, tag } = node;
  if (tag?.endsWith(":str")) return { type: "text", text };
  if (!plain) return node.value === null ? { type: "null", text: "" } : { type: "text", text };
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return { type: "null", text: "" };
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text))
    return { type: "boolean", text: text.toLowerCase() };
  const number = goNumber(text);
  return number === undefined ? { type: "text", text } : { type: "number", text: number };
}

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

// strconv.ParseInt with base 0, which takes `_` between digits, then ParseFloat.
function goNumber(text: string): string | undefined {
  const bare = text.replaceAll("_", "");
  const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(bare) ?? [];
  if (/^(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9]\d*)$/.test(digits)) {
    const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
    return sign === "-" && value !== 0n ? `-${value}` : `${value}`;
  }
  if (/^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)) return text;
  return FLOAT.test(bare) ? goFloat(Number(bare)) : undefined;
}

// fmt's %v: the shortest digits, with an exponent below -4 and from 6 on.
function goFloat(value: number): string {
  const [mantissa = "", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  if (value === 0 || (exponent >= -4 && exponent < 6)) return String(value);
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
