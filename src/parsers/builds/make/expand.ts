/** Text of a Makefile as make expands it (GNU make's manual, "How to Use Variables" and "Functions"). */
import { ownValue } from "../../../names.ts";
import { HERE, makeFunctions, OPEN } from "./functions.ts";

/** A variable's text, and whether it is expanded already; null cannot be told, undefined is set by nothing. */
export type MakeValue = { readonly text: string; readonly expanded: boolean } | null | undefined;

/** What references mean. */
export interface MakeScope {
  readonly valueOf: (name: string) => MakeValue;
  /** `$(1)`, `$@` and what else only counts here. */
  readonly own: ReadonlyMap<string, string>;
  /** Takes what is given to `eval`. */
  readonly evaluated: (text: string) => void;
  readonly work: MakeWork;
}

/** What may still be done: an expansion can be exponential. */
export interface MakeWork {
  steps: number;
  characters: number;
}

/** A part of a text, and what it comes to. */
export interface ExpandedPart {
  readonly text: string;
  /** Where it stands in the text that was expanded. */
  readonly start: number;
  readonly end: number;
  /** It is a part of that text as it stands. */
  readonly exact: boolean;
}

const DEEPEST = 30;

/** The parts of a text, each with what it comes to. */
export function expandedParts(text: string, scope: MakeScope, depth = 0): readonly ExpandedPart[] {
  const parts: ExpandedPart[] = [];
  let from = 0;
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", from)) {
    if (at > from) parts.push({ text: text.slice(from, at), start: from, end: at, exact: true });
    const end = referenceEnd(text, at);
    const meant =
      isSpent(scope.work) || depth > DEEPEST ? OPEN : reference(text.slice(at + 1, end), scope, depth);
    scope.work.characters -= meant.length;
    parts.push({ text: meant, start: at, end, exact: false });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), start: from, end: text.length, exact: true });
  return parts;
}

/** What a text comes to. */
export function expandMake(text: string, scope: MakeScope, depth = 0): string {
  if (!text.includes("$")) return text;
  return expandedParts(text, scope, depth)
    .map((part) => part.text)
    .join("");
}

function isSpent(work: MakeWork): boolean {
  work.steps--;
  return work.steps < 0 || work.characters < 0;
}

/** Where a reference ends that begins at a dollar sign. */
function referenceEnd(text: string, at: number): number {
  const open = text[at + 1];
  if (open !== "(" && open !== "{") return Math.min(text.length, at + 2);
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let index = at + 1; index < text.length; index++) {
    if (text[index] === open) depth++;
    else if (text[index] === close && --depth === 0) return index + 1;
  }
  return text.length;
}

/** What stands behind a dollar sign. */
function reference(written: string, scope: MakeScope, depth: number): string {
  if (written === "" || written === "$") return "$";
  const isLong = written[0] === "(" || written[0] === "{";
  const inner = isLong ? written.slice(1, -1) : written;
  const called = isLong ? calledFunction(inner) : undefined;
  if (called !== undefined) return called(scope, depth);
  const [, computed = inner, from, to] = /^([^:]+):([^=]*)=(.*)$/s.exec(inner) ?? [];
  const name = expandMake(computed, scope, depth + 1);
  if (name.includes(OPEN)) return OPEN;
  const value = textOfVariable(name, scope, depth);
  if (from === undefined || to === undefined) return value;
  const [pattern, replacement] = [from, to].map((word) => expandMake(word, scope, depth + 1));
  return substituted(value, pattern ?? "", replacement ?? "");
}

function textOfVariable(name: string, scope: MakeScope, depth: number): string {
  const own = scope.own.get(name);
  if (own !== undefined) return own;
  const value = scope.valueOf(name);
  if (value == null) return OPEN;
  return value.expanded ? value.text : expandMake(value.text, scope, depth + 1);
}

/** `$(VAR:.c=.o)` and `$(VAR:%.c=%.o)`. */
function substituted(value: string, from: string, to: string): string {
  const [pattern, replacement] = from.includes("%") ? [from, to] : [`%${from}`, `%${to}`];
  return makeFunctions.patsubst?.([pattern, replacement, value]) ?? OPEN;
}

/** A function with the text of its arguments; `undefined` where none of its name is called. */
function calledFunction(inner: string): ((scope: MakeScope, depth: number) => string) | undefined {
  const [whole = "", name = ""] = /^([a-z-]+)[ \t\r\n]+/.exec(inner) ?? [];
  const special = ownValue(SPECIAL, name);
  const plain = ownValue(makeFunctions, name);
  if (special === undefined && plain === undefined) return undefined;
  const words = argumentsOf(inner.slice(whole.length), ownValue(MOST_ARGUMENTS, name));
  if (special !== undefined) return (scope, depth) => special(words, scope, depth + 1);
  return (scope, depth) => {
    const given = words.map((word) => expandMake(word, scope, depth + 1));
    return given.some((word) => word.includes(OPEN)) ? OPEN : (plain?.(given) ?? OPEN);
  };
}

// Commas behind these are the last argument's.
const MOST_ARGUMENTS: Readonly<Record<string, number>> = {
  ...{ subst: 3, patsubst: 3, filter: 2, "filter-out": 2, foreach: 3, if: 3, word: 2, wordlist: 3 },
  ...{ shell: 1, eval: 1, strip: 1, info: 1, warning: 1, error: 1, value: 1, findstring: 2 },
};

/** The arguments of a call: what stands between commas that are in no reference. */
export function argumentsOf(text: string, most = Number.POSITIVE_INFINITY): readonly string[] {
  const found: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < text.length && found.length < most - 1; at++) {
    const char = text[at];
    if (char === "(" || char === "{") depth++;
    else if (char === ")" || char === "}") depth--;
    else if (char === "," && depth === 0) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...found, text.slice(from)];
}

type Special = (words: readonly string[], scope: MakeScope, depth: number) => string;

/** Those that expand their arguments themselves. */
const SPECIAL: Readonly<Record<string, Special>> = {
  call: ([name = "", ...words], scope, depth) => {
    const called = expandMake(name, scope, depth).trim();
    const value = called.includes(OPEN) ? null : scope.valueOf(called);
    if (value == null) return OPEN;
    const given = words.map((word, index) => [String(index + 1), expandMake(word, scope, depth)] as const);
    // An argument that is not given is empty.
    const none = Array.from({ length: 9 }, (_, index) => [String(index + 1), ""] as const);
    const own = new Map([...scope.own, ...none, ["0", called], ...given]);
    return value.expanded ? value.text : expandMake(value.text, { ...scope, own }, depth);
  },
  if: ([condition = "", then = "", otherwise = ""], scope, depth) => {
    const asked = expandMake(condition, scope, depth).trim();
    // A text that is there in part is there.
    if (asked.replaceAll(OPEN, "") === "" && asked !== "") return OPEN;
    return expandMake(asked === "" ? otherwise : then, scope, depth);
  },
  or: (words, scope, depth) => {
    for (const word of words) {
      const value = expandMake(word, scope, depth).trim();
      if (value !== "") return value.includes(OPEN) ? OPEN : value;
    }
    return "";
  },
  and: (words, scope, depth) => {
    let last = "";
    for (const word of words) {
      last = expandMake(word, scope, depth).trim();
      if (last === "" || last.includes(OPEN)) break;
    }
    return last.includes(OPEN) ? OPEN : last;
  },
  foreach: ([name = "", list = "", text = ""], scope, depth) => {
    const words = expandMake(list, scope, depth);
    if (words.includes(OPEN)) return OPEN;
    const key = expandMake(name, scope, depth).trim();
    return words
      .split(/\s+/)
      .filter((word) => word !== "")
      .map((word) => expandMake(text, { ...scope, own: new Map([...scope.own, [key, word]]) }, depth))
      .join(" ");
  },
  eval: ([text = ""], scope, depth) => {
    scope.evaluated(expandMake(text, scope, depth));
    return "";
  },
  value: ([name = ""], scope, depth) => {
    const value = scope.valueOf(expandMake(name, scope, depth).trim());
    return value?.text ?? OPEN;
  },
  shell: ([text = ""], scope, depth) => answered(expandMake(text, scope, depth)),
};

/** What a command prints that says the same on every machine that has what it asks for. */
function answered(command: string): string {
  const asked = command.replace(/\s*\d?>\s*(?:&\d|\/dev\/null)/g, "").trim();
  if (/^pwd(?:\s+-[LP])?$/.test(asked)) return HERE;
  const [, printed] = /^echo\s+(?:-n\s+)?("[^"$`\\]*"|'[^']*'|[\w./:@ -]+)$/.exec(asked) ?? [];
  if (printed !== undefined && !printed.includes(OPEN)) return printed.replace(/^["']|["']$/g, "");
  const programs = asked.split(/\s*\|\|\s*/).map(askedProgram);
  // Of several it is Docker's reading that counts.
  return programs.find((program) => program === "docker") ?? programs[0] ?? OPEN;
}

/** `which docker` and its like, or a word that is printed instead. */
function askedProgram(command: string): string | undefined {
  return /^(?:which|command\s+-v|type\s+-p|echo)\s+["']?([\w.-]+)["']?$/.exec(command)?.[1];
}
