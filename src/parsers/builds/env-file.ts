/** `.env` and `env_file`: `NAME=value`, `NAME: value` and `NAME` lines, as the dotenv of compose-go 2.16 reads them. */
import { ownValue } from "../../names.ts";

export interface EnvEntry {
  readonly name: string;
  /** Absent where the line names the variable alone: its value is that of the environment. */
  readonly value?: string;
  /** Whether variables are put into the value. */
  readonly expands: boolean;
}

/** The entries in their order, up to the first line that cannot be read. */
export function parseEnvFile(text: string): {
  readonly entries: readonly EnvEntry[];
  readonly broken: boolean;
} {
  const entries: EnvEntry[] = [];
  let rest = text.replaceAll("\r\n", "\n");
  for (;;) {
    rest = rest.replace(/^(?:\s+|#[^\n]*(?:\n|$))+/, "");
    if (rest === "") return { entries, broken: false };
    const [head, name = "", mark] =
      /^(?:export[^\S\n]+)?([\p{L}\p{N}_.\-[\]]+)[^\S\n]*(=|:|\n|$)/u.exec(rest) ?? [];
    if (head === undefined) return { entries, broken: true };
    rest = rest.slice(head.length);
    if (mark !== "=" && mark !== ":") {
      entries.push({ name, expands: false });
      continue;
    }
    const read = valueAt(rest.replace(/^[^\S\n]+/, ""));
    if (read === undefined) return { entries, broken: true };
    entries.push({ name, value: read.value, expands: read.expands });
    rest = read.rest;
  }
}

interface ReadValue {
  readonly value: string;
  readonly expands: boolean;
  readonly rest: string;
}

function valueAt(text: string): ReadValue | undefined {
  const quote = text[0];
  if (quote !== '"' && quote !== "'") {
    const end = text.indexOf("\n");
    const line = end < 0 ? text : text.slice(0, end);
    const value = (line.split(" #", 1)[0] ?? "").trimEnd();
    return { value, expands: true, rest: end < 0 ? "" : text.slice(end + 1) };
  }
  const [whole, inner = ""] = /^"((?:\\[\s\S]|[^"\\])*)"|^'((?:\\[\s\S]|[^'\\])*)'/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const quoted = (quote === '"' ? inner : whole.slice(1, -1)).replaceAll(`\\${quote}`, quote);
  const value = quote === '"' ? withEscapes(quoted) : quoted;
  return { value, expands: quote === '"', rest: text.slice(whole.length) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  $: "$$",
  "\\": "\\",
  '"': '"',
};

function withEscapes(text: string): string {
  return text.replace(/\\([abfnrtv$"\\])/g, (_, char: string) => ownValue(ESCAPES, char) ?? char);
}
