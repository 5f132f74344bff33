import type { Span } from "../../source.ts";
import type { SyntaxProblem } from "../syntax.ts";
import type { Heredoc } from "./heredoc.ts";
import { fileSpan, type JoinedText, sliceJoined } from "./lines.ts";
import { type Mount, mountsOf } from "./mounts.ts";
import { heredocShell, type ShellFormText } from "./shell.ts";
import {
  blankWords,
  cutFlags,
  type Flag,
  jsonWords,
  type Pair,
  pairsOf,
  quotedWords,
  trimJoined,
  type Word,
  wholeWord,
  wordAt,
} from "./words.ts";

/** An instruction of a Dockerfile. */
export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the last character, continued lines and heredocs included, without the line end. */
  readonly span: Span;
  readonly flags: readonly Flag[];
  /**
   * The arguments behind the flags as Docker splits them: at blanks (FROM, EXPOSE, COPY, ADD, VOLUME), at blanks
   * outside quotes (ENV, ARG, LABEL), as one word (all others; a shell form is one word, HEALTHCHECK has its kind
   * before it). With a JSON array they are its strings.
   */
  readonly words: readonly Word[];
  /** The strings of the exec form, decoded; each span covers the string with its quotes. */
  readonly json?: readonly Word[];
  /** The pairs of ENV (both spellings), ARG and LABEL. */
  readonly pairs?: readonly Pair[];
  readonly heredocs: readonly Heredoc[];
  /** The shell form of RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD. */
  readonly shell?: ShellFormText;
  /** The `--mount` flags of RUN. */
  readonly mounts?: readonly Mount[];
  /** What ONBUILD defers. */
  readonly onbuild?: Instruction;
  /** What is wrong with a deferred instruction, where nobody sees it before it runs. */
  readonly deferredProblem?: SyntaxProblem;
}

/** An instruction's text, with what the reader of the file knows about it. */
export interface InstructionSource {
  readonly file: string;
  readonly joined: JoinedText;
  readonly heredocs: readonly Heredoc[];
  readonly end: number;
  readonly escape: string;
  readonly problems: SyntaxProblem[];
  /** Takes what is wrong with a deferred instruction beyond its form. */
  readonly later?: SyntaxProblem[];
}

const shellForms = new Set(["RUN", "CMD", "ENTRYPOINT"]);
const jsonForms = new Set(["RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME"]);
const pairForms = new Set(["ENV", "ARG", "LABEL"]);
const blankForms = new Set(["FROM", "EXPOSE", "COPY", "ADD", "VOLUME"]);
const wholeForms = new Set(["USER", "WORKDIR", "STOPSIGNAL", "MAINTAINER", "HEALTHCHECK", "ONBUILD"]);
const atLeast = new Map([
  ["ADD", 2],
  ["COPY", 2],
  ["ARG", 1],
  ["ENV", 1],
  ["LABEL", 1],
  ["EXPOSE", 1],
  ["VOLUME", 1],
  ["FROM", 1],
  ["USER", 1],
  ["WORKDIR", 1],
  ["STOPSIGNAL", 1],
  ["MAINTAINER", 1],
  ["HEALTHCHECK", 1],
  ["ONBUILD", 1],
]);

/** Whether Docker knows an instruction of this name, in upper case. */
export function isInstruction(keyword: string): boolean {
  return [shellForms, jsonForms, pairForms, blankForms, wholeForms].some((forms) => forms.has(keyword));
}

/** The keyword that a text starts with, in upper case. */
export function keywordOf(text: string): string {
  return (/^[^\t\v\f\r ]*/.exec(text.trim())?.[0] ?? "").toUpperCase();
}

/** Reads one instruction; what is wrong with it is added to `problems`. */
export function readInstruction(source: InstructionSource): Instruction {
  const joined = trimJoined(source.joined);
  const keyword = keywordOf(joined.text);
  const keywordSpan = fileSpan(joined, { start: 0, end: keyword.length });
  const cut = cutFlags(sliceJoined(joined, keyword.length, joined.text.length), source.escape);
  const { flags, rest } = keyword === "COPY" ? withFrom(cut) : cut;
  const base = {
    keyword,
    keywordSpan,
    span: { start: keywordSpan.start, end: source.end },
    flags,
    heredocs: source.heredocs,
    ...(keyword === "RUN" && flags.length > 0 ? { mounts: mountsOf(flags) } : {}),
  };
  const instruction = { ...base, ...readArguments(source, keyword, rest) };
  checkArguments(instruction, source.later ?? source.problems);
  return instruction;
}

/** `--from build` is refused, but what it means is plain: the next word is no file of the context. */
function withFrom({ flags, rest }: ReturnType<typeof cutFlags>): ReturnType<typeof cutFlags> {
  const last = flags.at(-1);
  const [value] = blankWords(rest);
  if (last?.name !== "from" || last.value !== undefined || value === undefined) return { flags, rest };
  const behind = trimJoined(sliceJoined(rest, value.raw.length, rest.text.length));
  return { flags: [...flags.slice(0, -1), { ...last, value, unjoined: true }], rest: behind };
}

type Arguments = Pick<Instruction, "words" | "json" | "pairs" | "shell" | "onbuild">;

function readArguments(source: InstructionSource, keyword: string, rest: JoinedText): Arguments {
  if (keyword === "HEALTHCHECK") return readHealthcheck(source, rest);
  if (keyword === "ONBUILD") return readOnbuild(source, rest);
  const json = jsonForms.has(keyword) ? readJson(source, rest) : undefined;
  if (json !== undefined) return { words: json, json };
  if (shellForms.has(keyword)) {
    const shell = heredocShell(source.file, rest, source);
    return rest.text === "" ? { words: [] } : { words: wholeWord(rest), shell };
  }
  if (pairForms.has(keyword)) return readPairs(source, keyword, rest);
  return { words: blankForms.has(keyword) ? blankWords(rest) : wholeWord(rest) };
}

// BuildKit's parseMaybeJSON: an array that is no JSON is a shell command; one with other things in it is an error.
function readJson({ problems }: InstructionSource, rest: JoinedText): readonly Word[] | undefined {
  const json = jsonWords(rest);
  if (json !== "other") return json;
  const span = fileSpan(rest, { start: 0, end: rest.text.length });
  problems.push({ message: "the JSON array holds something other than strings", span });
  return undefined;
}

function readPairs(source: InstructionSource, keyword: string, rest: JoinedText): Arguments {
  const words = quotedWords(rest, source.escape);
  const pairs = pairsOf(rest, keyword, source.escape);
  if (pairs !== undefined) return { words, pairs };
  const wrong = words.find((word) => !word.raw.includes("=")) ?? words[0];
  const message = `${keyword} ${wrong?.raw ?? ""} lacks its value: write NAME=value`;
  if (wrong !== undefined) source.problems.push({ message, span: wrong.span });
  return { words, pairs: [] };
}

function readHealthcheck(source: InstructionSource, rest: JoinedText): Arguments {
  const kind = /^\S*/.exec(rest.text)?.[0] ?? "";
  if (kind === "") return { words: [] };
  const command = trimJoined(sliceJoined(rest, kind.length, rest.text.length));
  const words = [wordAt(rest, 0, kind.length), ...wholeWord(command)];
  if (kind.toUpperCase() !== "CMD") return { words };
  const json = readJson(source, command);
  if (json !== undefined) return { words: [...words.slice(0, 1), ...json], json };
  return command.text === ""
    ? { words }
    : { words, shell: heredocShell(source.file, command, { heredocs: [], end: source.end }) };
}

function readOnbuild(source: InstructionSource, rest: JoinedText): Arguments {
  if (rest.text === "") return { words: [] };
  const deferred = keywordOf(rest.text);
  if (deferred === "ONBUILD" || deferred === "FROM" || deferred === "MAINTAINER") {
    const span = fileSpan(rest, { start: 0, end: deferred.length });
    source.problems.push({ message: `ONBUILD cannot defer ${deferred}`, span });
    return { words: wholeWord(rest) };
  }
  const later: SyntaxProblem[] = [];
  const onbuild = readInstruction({ ...source, joined: rest, later });
  const [deferredProblem] = later;
  return {
    words: wholeWord(rest),
    onbuild: deferredProblem === undefined ? onbuild : { ...onbuild, deferredProblem },
  };
}

function checkArguments(instruction: Instruction, problems: SyntaxProblem[]): void {
  const { keyword, keywordSpan, span, words } = instruction;
  if (!isInstruction(keyword)) {
    problems.push({ message: `unknown instruction "${keyword}"`, span: keywordSpan });
    return;
  }
  const wanted = atLeast.get(keyword) ?? 0;
  if (words.length < wanted) {
    const message = wanted === 2 ? `${keyword} needs a source and a target` : `${keyword} needs an argument`;
    problems.push({ message, span });
  }
  if (keyword === "SHELL" && !instruction.json?.length) {
    problems.push({ message: 'SHELL needs a JSON array, like ["/bin/bash", "-c"]', span });
  }
  if (keyword === "FROM" && words.length > 1) checkFrom(instruction, problems);
}

function checkFrom({ words, span }: Instruction, problems: SyntaxProblem[]): void {
  const [, as, alias] = words;
  if (words.length !== 3 || as?.raw.toUpperCase() !== "AS" || alias === undefined) {
    problems.push({ message: "FROM takes an image, or an image, AS and a name", span });
  } else if (!/^[a-z][a-z0-9_.-]*$/i.test(alias.raw)) {
    problems.push({ message: `"${alias.raw}" cannot name a stage`, span: alias.span });
  }
}
