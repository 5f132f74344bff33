/** The words of a text that may be paths. */
import type { Span } from "../../source.ts";

/** What stands in a word for a variable whose value is not in the text. */
export const VARIABLE = "\uE001";

/** Where a path counts from by the variable that it begins with. */
export type Home = "root" | "own";

/** A word that may be a path of the repo. */
export interface PathWord {
  /** As it is written, without the variable that says where it counts from; other variables are `VARIABLE`. */
  readonly text: string;
  readonly span: Span;
  /** Set where it begins with a variable that says so. */
  readonly home?: Home;
  /** What stands before it on its line, and the two characters behind it. */
  readonly before: string;
  readonly next: string;
}

// Each becomes a mark of its own length, so that offsets stay.
const HOMES: readonly (readonly [RegExp, string])[] = [
  [
    /\$\{\{\s*github\.workspace\s*\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE)\}?(?!\w)|\$\(git rev-parse --show-toplevel\)/g,
    "\uE002",
  ],
  [
    /\$\(dirname (?:--\s)?"?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\}?"?\)|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}/g,
    "\uE003",
  ],
  [/\$\{?PWD\}?(?!\w)|\$\(pwd\)|\$\(CURDIR\)/g, "\uE004"],
];
// GitHub's, the shell's, make's, Jinja's, Python's; `{a,b}` is a pattern.
const VARIABLES =
  /\$\{\{[^{}\n]*\}\}|\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|\$\([^()\n]*\)|\$\$?[A-Za-z_]\w*|\$[0-9@*]|\{[A-Za-z_][\w.]*\}/g;
const WORD =
  /(?:[\p{L}\p{N}_.@%+~/*?!\uE001-\uE004-]|\{[^{}\s,'"]*,[^{}\s'"]*\}|\[[!^]?[\w-]+\](?=[\w./*-]))+/gu;

// A file may be one line.
const NEAR = 400;

/** The words of a text of which a part is one of these names, or that hold a wildcard or a variable. */
export function* pathWords(text: string, names: ReadonlySet<string>): Generator<PathWord> {
  let marked = text;
  for (const [expression, mark] of HOMES)
    marked = marked.replace(expression, (all) => mark.repeat(all.length));
  marked = marked.replace(VARIABLES, (all) => VARIABLE.repeat(all.length));
  for (const match of marked.matchAll(WORD)) {
    const word = cut(match[0], match.index);
    if (word === undefined || !mayMean(word.text, names)) continue;
    const { start, end } = word.span;
    const near = text.slice(Math.max(0, start - NEAR), start);
    yield { ...word, before: near.slice(near.lastIndexOf("\n") + 1), next: text.slice(end, end + 2) };
  }
}

/** A word without the signs around it: a negation, curl's `@`, the end of a sentence. */
function cut(raw: string, index: number): Pick<PathWord, "text" | "span" | "home"> | undefined {
  const lead = /^(?:[!@+]+(?=[^/]|\/)|-[A-Za-z](?=[./\uE001-\uE004]))/.exec(raw)?.[0].length ?? 0;
  const tail = /(?<=[^./])[.!?]+$/.exec(raw)?.[0].length ?? 0;
  const body = raw.slice(lead, raw.length - tail);
  const mark = /^([\uE002-\uE004])\1*\//.exec(body);
  const start = index + lead + (mark?.[0].length ?? 0);
  const text = body
    .slice(mark?.[0].length ?? 0)
    .replace(/[\uE002-\uE004]/g, VARIABLE)
    .replace(/\uE001+/g, VARIABLE);
  const span = { start, end: index + raw.length - tail };
  if (text === "") return undefined;
  const home = mark?.[1] === "\uE002" ? "root" : mark?.[1] === "\uE003" ? "own" : undefined;
  return home === undefined ? { text, span } : { text, span, home };
}

function mayMean(text: string, names: ReadonlySet<string>): boolean {
  return standsForSeveral(text) || /^\.\/?$/.test(text) || text.split("/").some((part) => names.has(part));
}

/** Whether a word stands for several paths, or for one that cannot be told. */
export function standsForSeveral(text: string): boolean {
  return /[*?[{\uE001]/.test(text);
}
