/** What the builder refuses of COPY and ADD (BuildKit v0.34: dockerfile2llb/convert_copy.go). */
import { heredocWord } from "../../../parsers/dockerfile/heredoc.ts";
import type { Instruction, Word } from "../../../parsers/dockerfile/parse.ts";
import type { State } from "../state.ts";
import { isRefused, type Refused, readText, readWord, refusedWord } from "./expanded.ts";

/** Why the build stops at a COPY or ADD. */
export function refusedCopy(state: State, instruction: Instruction): Refused | undefined {
  const { flags, words } = instruction;
  const given = flags.flatMap(({ name, value }) =>
    value !== undefined && EXPANDED.has(name) ? [value] : [],
  );
  const sources = words.slice(0, -1).filter(({ raw }) => heredocWord(raw) === undefined);
  return (
    refusedWord(state, [...given, ...sources, ...words.slice(-1)]) ??
    refusedBody(state, instruction) ??
    refusedOwner(state, instruction) ??
    refusedMode(state, instruction) ??
    refusedChecksum(state, instruction, sources) ??
    refusedSource(state, instruction, sources) ??
    splitHeredoc(instruction, sources)
  );
}

/** `COPY << EOF`: its lines are read as a heredoc, but the words name files. */
function splitHeredoc({ keyword, heredocs }: Instruction, sources: readonly Word[]): Refused | undefined {
  const word = sources.find(({ raw }) => /^\d*<<-?$/.test(raw));
  if (word === undefined || heredocs.length === 0) return undefined;
  const why = `${keyword} takes "${word.raw}" for a file: remove the blank behind it`;
  return { why, span: word.span, late: true };
}

const EXPANDED = new Set(["chown", "chmod", "checksum"]);

function refusedBody(state: State, { heredocs }: Instruction): Refused | undefined {
  for (const { quoted, body } of heredocs) {
    const read = quoted
      ? undefined
      : readText(state, { raw: state.file.text.slice(body.start, body.end), span: body });
    if (isRefused(read)) return read;
  }
  return undefined;
}

function flagValue(
  state: State,
  { flags }: Instruction,
  name: string,
): (Word & { readonly text: string }) | undefined {
  const value = flags.find((flag) => flag.name === name)?.value;
  const read = value && readWord(state, value);
  return value && read && "value" in read && read.value !== "" ? { ...value, text: read.value } : undefined;
}

function refusedOwner(state: State, instruction: Instruction): Refused | undefined {
  const owner = flagValue(state, instruction, "chown");
  const link = instruction.flags.find(({ name }) => name === "link");
  if (owner === undefined || link === undefined || link.value?.raw.toLowerCase() === "false")
    return undefined;
  const [user = "", group = ""] = owner.text.split(/:(.*)/s);
  const names = [user, group].filter((name, at) => (at === 0 || name !== "") && !isNumber(name));
  if (names.length === 0) return undefined;
  const why = `--link needs numbers in --chown: "${names[0]}" cannot be looked up`;
  return { why, span: owner.span };
}

// BuildKit takes root for 0, and anything that Go reads as a 32-bit number.
function isNumber(name: string): boolean {
  return name === "root" || (/^[+-]?\d+$/.test(name) && Math.abs(Number(name)) < 2 ** 31);
}

// github.com/tonistiigi/dchapes-mode, behind Go's strconv.ParseUint.
const SYMBOLIC = /^[ugoa]*(?:[-+=][rstwXxugo]*)+(?:,[ugoa]*(?:[-+=][rstwXxugo]*)+)*$/;

function refusedMode(state: State, instruction: Instruction): Refused | undefined {
  const mode = flagValue(state, instruction, "chmod");
  if (mode === undefined || SYMBOLIC.test(mode.text) || /^0*[0-7]{1,4}$/.test(mode.text)) return undefined;
  const wanted = /^\d/.test(mode.text) ? "use octal, up to 7777" : "write it like 0755 or u+x";
  return { why: `"${mode.text}" is not a valid mode: ${wanted}`, span: mode.span };
}

function refusedChecksum(
  state: State,
  instruction: Instruction,
  sources: readonly Word[],
): Refused | undefined {
  const checksum = flagValue(state, instruction, "checksum");
  if (checksum === undefined) return undefined;
  const { text, span } = checksum;
  const [source] = sources;
  const from = source && readWord(state, source);
  if (sources.length !== 1) return { why: "--checksum needs exactly one source", span };
  if (from === undefined || isRefused(from)) return undefined;
  if (isGit(from.value)) return undefined;
  if (!isUrl(from.value)) return { why: "--checksum works only with URLs and git addresses", span };
  return isDigest(text) ? undefined : { why: `"${text}" is not a checksum such as sha256:…`, span };
}

const DIGITS: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

function isDigest(text: string): boolean {
  const [algorithm = "", digits = ""] = text.split(/:(.*)/s);
  return DIGITS.get(algorithm) === digits.length && /^[\da-f]+$/.test(digits);
}

function refusedSource(
  state: State,
  { keyword }: Instruction,
  sources: readonly Word[],
): Refused | undefined {
  for (const source of sources) {
    const read = readWord(state, source);
    if (read === undefined || isRefused(read)) continue;
    const { span } = source;
    if (isGit(read.value)) {
      if (keyword === "COPY") return { why: `COPY cannot fetch ${read.value}: use ADD`, span };
      const query = unknownQuery(read.value);
      if (query !== undefined) return { why: `unknown option "${query}" in the git address`, span };
    } else if (isUrl(read.value) && keyword === "COPY")
      return { why: `COPY cannot fetch ${read.value}: use ADD`, span };
  }
  return undefined;
}

function isUrl(source: string): boolean {
  return /^https?:\/\//.test(source);
}

// util/gitutil and dfgitutil: over HTTP only what ends in ".git" is a repository.
function isGit(source: string): boolean {
  if (/^https?:\/\//.test(source)) return /\.git$/.test(source.replace(/[?#].*$/s, ""));
  return /^(?:git|ssh):\/\/|^[\w-]+@[a-zA-Z\d.-]+:/.test(source);
}

const QUERIES = new Set(
  "ref tag branch subdir checksum commit keep-git-dir submodules mtime fetch-by-commit".split(" "),
);

function unknownQuery(source: string): string | undefined {
  const [, query = ""] = /^[^#?]*\?([^#]*)/.exec(source) ?? [];
  return query
    .split("&")
    .map((pair) => pair.split("=")[0] ?? "")
    .find((name) => name !== "" && !QUERIES.has(name));
}
