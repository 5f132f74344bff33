/** What the builder refuses of the lines of a stage that it builds (BuildKit v0.34: dockerfile2llb). */
import { ownValue } from "../../../names.ts";
import { readExpose } from "../../../parsers/dockerfile/expose.ts";
import type { Instruction, Word } from "../../../parsers/dockerfile/parse.ts";
import type { Builder } from "../../../policy/policy.ts";
import type { State } from "../state.ts";
import { exposedWords } from "../variables.ts";
import { refusedCopy } from "./copies.ts";
import { isRefused, type Refused, readWord, refusedWord } from "./expanded.ts";
import { refusedMount } from "./mounts.ts";

// What buildah refuses as well: of EXPOSE it takes anything, of files and mounts it has options of its own.
const OF_BOTH = new Set(["ENV", "LABEL", "ARG", "USER", "WORKDIR", "VOLUME", "STOPSIGNAL"]);

/** Why the build stops at an instruction, with what stands above it in force. */
export function refusedValue(
  state: State,
  instruction: Instruction,
  { args, builder }: { readonly args: Readonly<Record<string, string | null>>; readonly builder: Builder },
): Refused | undefined {
  if (builder === "buildah" && !OF_BOTH.has(instruction.keyword)) return undefined;
  const { keyword, words, pairs = [], mounts = [] } = instruction;
  switch (keyword) {
    case "ENV":
    case "LABEL":
      return refusedWord(
        state,
        pairs.flatMap(({ name, value }) => (value === undefined ? [name] : [name, value])),
      );
    case "ARG": {
      const defaults = pairs.filter(({ name }) => ownValue(args, name.raw) === undefined);
      return refusedWord(
        state,
        defaults.flatMap(({ value }) => (value === undefined ? [] : [value])),
      );
    }
    case "USER":
    case "WORKDIR":
      return refusedWord(state, words);
    case "VOLUME":
      return refusedWord(state, words) ?? firstOf(words, (word) => refusedVolume(state, word));
    case "STOPSIGNAL":
      return refusedWord(state, words) ?? firstOf(words, (word) => refusedSignal(state, word));
    case "EXPOSE":
      return refusedWord(state, words) ?? firstOf(words, (word) => refusedPort(state, word));
    case "COPY":
    case "ADD":
      return refusedCopy(state, instruction);
    case "RUN":
      return firstOf(mounts, (mount) => refusedMount(state, mount));
    default:
      return undefined;
  }
}

function firstOf<T>(list: readonly T[], refused: (one: T) => Refused | undefined): Refused | undefined {
  for (const one of list) {
    const found = refused(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function wordValue(state: State, word: Word): string | undefined {
  const read = readWord(state, word);
  return read === undefined || isRefused(read) ? undefined : read.value;
}

function refusedVolume(state: State, word: Word): Refused | undefined {
  return wordValue(state, word) === "" ? { why: "VOLUME needs a path", span: word.span } : undefined;
}

function refusedPort(state: State, word: Word): Refused | undefined {
  for (const text of exposedWords(state, word) ?? []) {
    const read = readExpose(text);
    if (!("refused" in read)) continue;
    const why = word.raw.startsWith("#") ? "a comment needs a line to itself" : read.refused;
    return { why, span: word.span };
  }
  return undefined;
}

// moby/sys/signal, of Linux.
const SIGNALS = new Set(
  `ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP
  TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ`.split(/\s+/),
);

function refusedSignal(state: State, word: Word): Refused | undefined {
  const value = wordValue(state, word);
  if (value === undefined || isSignal(value)) return undefined;
  return { why: `unknown signal "${value}"`, span: word.span };
}

function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0 && Math.abs(Number(text)) < 2 ** 63;
  const name = text.toUpperCase().replace(/^SIG/, "");
  const [, offset = "0"] = /^RT(?:MIN\+?|MAX-?)(\d*)$/.exec(name) ?? [];
  return SIGNALS.has(name) || (/^RT(?:MIN(?:\+\d+)?|MAX(?:-\d+)?)$/.test(name) && Number(offset || "0") < 16);
}
