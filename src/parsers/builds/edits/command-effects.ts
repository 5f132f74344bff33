/** What one command of CI does to the repo's files, by itself or by what it runs in its turn. */
import { ownValue } from "../../../names.ts";
import type { FileCall, FileEdit } from "../command-tree.ts";
import type { CommandWord } from "../command-words.ts";
import { inContainer } from "./command-container.ts";
import { commandEdits } from "./command-edits.ts";
import { foundBy } from "./command-lists.ts";
import { type EditingCommand, everything } from "./command-places.ts";
import { textEdits } from "./command-texts.ts";

/** A command with what comes to it from outside of its words. */
export interface RunCommand extends EditingCommand {
  /** The text that it reads: that of its heredoc. */
  readonly input?: string;
  /** The program before it in the pipeline. */
  readonly before?: string;
  /** The paths that the command before it in the pipeline prints; absent where there is none or nobody can tell. */
  readonly printed?: readonly string[];
}

/** Files that a command changes, and files of the repo that it runs. */
export interface FileEffects {
  readonly edits: readonly FileEdit[];
  readonly calls: readonly FileCall[];
}

const nothing: FileEffects = { edits: [], calls: [] };

/** The effects of a command on files. */
export function fileEffects(command: RunCommand): FileEffects {
  const words = withoutWrappers(command.words);
  const [first, ...rest] = words;
  const program = first?.value ?? "";
  const name = program.split("/").at(-1) ?? "";
  const own = { ...command, words };
  if (name === "xargs") return perArgument(own, rest);
  if (name === "find") return perFound(own, rest);
  const inside = inContainer(words);
  if (inside !== undefined) return fileEffects({ ...own, words: inside });
  if (ownValue(LANGUAGES, name) !== undefined) return joined(ofProgram(own, rest, name), redirected(own));
  const called = calledFile(own, name, program);
  const hidden = isDecoded(own, name) ? [everything(own, own.span)] : [];
  return { edits: [...commandEdits(own), ...hidden], calls: called };
}

function joined(...all: readonly FileEffects[]): FileEffects {
  return { edits: all.flatMap(({ edits }) => edits), calls: all.flatMap(({ calls }) => calls) };
}

/** What its output is written to, whatever it is. */
function redirected(command: RunCommand): FileEffects {
  const [first] = command.words;
  return first === undefined ? nothing : { edits: commandEdits({ ...command, words: [first] }), calls: [] };
}

/** Options that take the program's text, by the language's program. */
const LANGUAGES: Readonly<Record<string, RegExp>> = {
  "ansible-playbook": /^$/,
  bun: /^(?:-e|--eval|-p)$/,
  deno: /^eval$/,
  go: /^$/,
  lua: /^-e$/,
  node: /^(?:-e|-p|-pe|--eval|--print)$/,
  nodejs: /^(?:-e|-p|-pe|--eval|--print)$/,
  perl: /^-[a-zA-Z0-9]*[eE]$/,
  php: /^-r$/,
  pwsh: /^(?:-c|-Command|-command)$/,
  python: /^-c$/,
  python2: /^-c$/,
  python3: /^-c$/,
  ruby: /^-e$/,
  "ts-node": /^-e$/,
  tsx: /^-e$/,
  uv: /^$/,
};

/** A program of another language: by its text, by its standard input, by its file. */
function ofProgram(command: RunCommand, words: readonly CommandWord[], name: string): FileEffects {
  const { folder, span } = command;
  const at = words.findIndex(({ value }) => ownValue(LANGUAGES, name)?.test(value ?? "") === true);
  const text = at < 0 ? undefined : words[at + 1];
  const inPlace = name === "perl" || name === "ruby" ? commandEdits(command) : [];
  if (text !== undefined)
    return { edits: [...inPlace, ...textEdits(text.value ?? text.raw, { folder, span })], calls: [] };
  if (command.input !== undefined) return { edits: textEdits(command.input, { folder, span }), calls: [] };
  const module = words.findIndex(({ value }) => value === "-m");
  const named = module < 0 ? undefined : words[module + 1]?.value;
  if (typeof named === "string")
    return { edits: [], calls: [callOf(command, `${named.replaceAll(".", "/")}.py`)] };
  const plain = words.filter(
    ({ value }) => value !== null && !value.startsWith("-") && !/^(?:run|exec)$/.test(value),
  );
  const file = plain.find(({ value }) => value !== null)?.value;
  if (file === undefined || file === null) return { edits: inPlace, calls: [] };
  if (name === "go")
    return {
      edits: [],
      calls: [callOf(command, file.endsWith(".go") ? file : `${file.replace(/\/$/, "")}/*.go`)],
    };
  return { edits: inPlace, calls: [callOf(command, file)] };
}

/** `bash x`, `. x`, `./x`: scripts with an ending of theirs are read as files of commands already. */
function calledFile(command: RunCommand, name: string, program: string): readonly FileCall[] {
  const [, ...rest] = command.words;
  const isShell = /^(?:ba|da|a|z|k)?sh$|^(?:\.|source)$/.test(name);
  const file = isShell ? rest.find(({ value, like }) => !(value ?? like).startsWith("-"))?.value : program;
  if (typeof file !== "string" || !(isShell || file.includes("/")) || /^[/~]|[.](?:sh|bash)$/.test(file))
    return [];
  return [callOf(command, file, isShell ? "shell" : "program")];
}

// Programs that make a text of one that nobody reads.
const DECODERS = /^(?:base64|base32|openssl|xxd|rev|tr|gunzip|gzip|zcat|bzcat|xzcat|gpg|sops|uudecode)$/;

function isDecoded({ before, words }: RunCommand, name: string): boolean {
  const isShell = /^(?:ba|da|a|z|k)?sh$/.test(name) && words.length === 1;
  return isShell && before !== undefined && DECODERS.test(before.split("/").at(-1) ?? "");
}

function callOf({ folder, span }: RunCommand, path: string, by: FileCall["by"] = "program"): FileCall {
  return { path: folder === "" ? path : `${folder}/${path}`, by, span };
}

/** `xargs`: the command behind it with what the one before prints; where that cannot be told, an editor may change all. */
function perArgument(command: RunCommand, words: readonly CommandWord[]): FileEffects {
  const { from, replaced } = behindXargs(words);
  const inner = words.slice(from);
  if (inner.length === 0) return nothing;
  const { printed } = command;
  if (printed === undefined) {
    const probe = fileEffects({ ...command, words: [...inner, wordLike(command, "x")] });
    return { edits: probe.edits.length > 0 ? [everything(command, command.span)] : [], calls: probe.calls };
  }
  return joined(
    ...printed.map((path) => {
      const word = wordLike(command, path);
      const named = inner.map((one) =>
        replaced !== undefined && one.value?.includes(replaced)
          ? wordLike(command, one.value.replaceAll(replaced, path))
          : one,
      );
      return fileEffects({ ...command, words: replaced === undefined ? [...inner, word] : named });
    }),
  );
}

// xargs(1): options that take the next word.
const VALUED = /^-(?:[adEILnPs]|-(?:arg-file|delimiter|max-args|max-procs|max-lines|max-chars|replace))$/;

function behindXargs(words: readonly CommandWord[]): { readonly from: number; readonly replaced?: string } {
  let from = 0;
  let replaced: string | undefined;
  for (let word = words[from]?.value; word?.startsWith("-"); word = words[from]?.value) {
    if (/^-I/.test(word)) replaced = word === "-I" ? (words[from + 1]?.value ?? "{}") : word.slice(2);
    from += VALUED.test(word) ? 2 : 1;
  }
  return { from, ...(replaced !== undefined && { replaced }) };
}

/** `find … -exec` and `-delete`. */
function perFound(command: RunCommand, words: readonly CommandWord[]): FileEffects {
  const texts = words.map(({ value, like }) => value ?? like);
  const paths = foundBy(texts);
  const at = texts.findIndex((text) => /^-(?:exec|execdir|ok|okdir)$/.test(text));
  const deleted = texts.includes("-delete") ? paths.flatMap((path) => editOfPath(command, path)) : [];
  if (at < 0) return { edits: deleted, calls: [] };
  const end = texts.findIndex((text, index) => index > at && /^\\?[;+]$/.test(text));
  const inner = words.slice(at + 1, end < 0 ? words.length : end);
  return joined(
    { edits: deleted, calls: [] },
    ...paths.map((path) =>
      fileEffects({
        ...command,
        words: inner.map((one) =>
          one.value?.includes("{}") ? wordLike(command, one.value.replaceAll("{}", path)) : one,
        ),
      }),
    ),
  );
}

function editOfPath({ folder, span }: RunCommand, path: string): readonly FileEdit[] {
  return [{ path: folder === "" ? path : `${folder}/${path}`, span }];
}

function wordLike({ span }: RunCommand, text: string): CommandWord {
  return { value: text, like: text, raw: text, span };
}

const WRAPPERS: Readonly<Record<string, RegExp>> = {
  builtin: /^$/,
  command: /^$/,
  doas: /^-[uC]$/,
  env: /^-[uCS]$/,
  exec: /^-a$/,
  ionice: /^-[cnp]$/,
  nice: /^-n$/,
  nohup: /^$/,
  setsid: /^$/,
  stdbuf: /^-[ioe]$/,
  sudo: /^-[ugChpUr]$/,
  time: /^-[fo]$/,
  timeout: /^-[ks]$/,
};

/** A command without what is put before it and changes nothing of what it does. */
export function withoutWrappers(words: readonly CommandWord[]): readonly CommandWord[] {
  let rest = words;
  for (;;) {
    const name = rest[0]?.value ?? "";
    const valued = ownValue(WRAPPERS, name);
    if (valued === undefined) return rest;
    let at = 1;
    for (let word = rest[at]?.value; word && /^-|^\w+=/.test(word); word = rest[at]?.value)
      at += valued.test(word) ? 2 : 1;
    if (name === "timeout") at++;
    if (at >= rest.length) return rest;
    rest = rest.slice(at);
  }
}
