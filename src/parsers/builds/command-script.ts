/** The builds of a shell script, of a recipe or a step: variables are followed, and so is the folder. */
import type { Span } from "../../source.ts";
import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import { parseShell } from "../shell/parse.ts";
import { commandBake, commandBuild, commandRetag, commandStart } from "./command-builds.ts";
import { commandCompose } from "./command-compose.ts";
import { commandEdits, editors } from "./command-edits.ts";
import type { BakeCall, BuildCommands, CommandBuild, ComposeCall, FileEdit, Retag } from "./command-tree.ts";
import type { CommandWord } from "./command-words.ts";

/** A script, and what it starts with. */
export interface CommandScript {
  readonly text: string;
  /** Where a span of the text is in its file. */
  readonly place: (span: Span) => Span;
  /** Folder that it starts in; null when it cannot be told. */
  readonly folder: string | null;
  /** Null for a variable whose value cannot be told. */
  readonly variables: ReadonlyMap<string, string | null>;
  /** A variable may hold the command itself: `$(COMPOSE) build`. */
  readonly commandInVariable?: boolean;
}

interface Reading {
  readonly script: CommandScript;
  readonly variables: Map<string, string | null>;
  readonly builds: CommandBuild[];
  readonly bakes: BakeCall[];
  readonly composes: ComposeCall[];
  readonly edits: FileEdit[];
  readonly retags: Retag[];
  folder: string | null;
  /** The one before, which `cd -` goes back to. */
  previous: string | null;
  /** Where the subshell is that is read; none outside of one. */
  inSubshell?: string | null;
}

/** What a text that builds, or starts what is built, has in it. */
export const builders = /\b(?:docker|podman|buildah|nerdctl|executor)\b/;

/** The builds, calls of bake and edited files of a script. */
export function readCommands(script: CommandScript): BuildCommands {
  const reading: Reading = {
    script,
    variables: new Map(script.variables),
    builds: [],
    bakes: [],
    composes: [],
    edits: [],
    retags: [],
    folder: script.folder,
    previous: null,
  };
  const mayBuild = builders.test(script.text) || editors.test(script.text);
  if (!mayBuild && !(script.commandInVariable && script.text.includes("$"))) return reading;
  const { commands, functions } = parseShell(script.text);
  for (const command of commands) readCommand(reading, command);
  // A function runs where it is called, with arguments that are not followed.
  for (const each of functions) for (const command of each.commands) readCommand(reading, command);
  return reading;
}

function readCommand(reading: Reading, command: ShellCommand): void {
  const words = command.words.flatMap((word) => splitWords(reading, word));
  const [first] = words;
  if (first === undefined) {
    for (const { name, value } of command.assignments)
      assign(reading, command, { name, value: wordOf(reading, value).value });
  }
  if (first?.value === "export" || first?.value === "readonly" || first?.value === "local") {
    for (const { value } of words.slice(1)) {
      const [, name, given] = /^(\w+)=(.*)$/s.exec(value ?? "") ?? [];
      if (name !== undefined) assign(reading, command, { name, value: given ?? null });
    }
  }
  if (!command.subshell) delete reading.inSubshell;
  if (["cd", "pushd", "popd"].includes(first?.value ?? "")) return changeFolder(reading, command, words);
  const inner = innerText(words);
  if (inner !== undefined) return readInner(reading, command, inner);
  const { place } = reading.script;
  const folder = folderOf(reading);
  const placed = words.map((word) => ({ ...word, span: place(word.span) }));
  const input = { words: placed, folder, span: place(command.span) };
  const build = commandBuild(input);
  const bake = build === undefined ? commandBake(input) : undefined;
  const retag = commandRetag(input);
  const compose = commandCompose({
    ...input,
    words: commandStart(input).words,
    composeFile: composeFileOf(reading, command),
  });
  if (build !== undefined) reading.builds.push(build);
  else if (bake !== undefined) reading.bakes.push(bake);
  else if (retag !== undefined) reading.retags.push(retag);
  else if (compose !== undefined) reading.composes.push(compose);
  else noteEdits(reading, command, words);
}

/** What COMPOSE_FILE is to a command: set before it on its line, or earlier. */
function composeFileOf(reading: Reading, { assignments }: ShellCommand): string | null | undefined {
  const own = assignments.findLast(({ name }) => name === "COMPOSE_FILE");
  return own === undefined ? reading.variables.get("COMPOSE_FILE") : wordOf(reading, own.value).value;
}

/** `sh -c 'docker build …'`, `eval "docker build …"`. */
function innerText([first, ...rest]: readonly CommandWord[]): string | undefined {
  const values = rest.map(({ value }) => value);
  if (first?.value === "eval") return values.every((value) => value !== null) ? values.join(" ") : undefined;
  if (!/^(?:.*\/)?(?:ba|da|a)?sh$/.test(first?.value ?? "")) return undefined;
  const at = values.findIndex((value) => /^-[a-z]*c$/.test(value ?? ""));
  return at < 0 ? undefined : (values[at + 1] ?? undefined);
}

function readInner(reading: Reading, { span }: ShellCommand, text: string): void {
  const { script, variables } = reading;
  if (text.length >= script.text.length) return;
  const whole = script.place(span);
  const inner = readCommands({ text, place: () => whole, folder: folderOf(reading), variables });
  for (const one of inner.builds) reading.builds.push(one);
  for (const one of inner.bakes) reading.bakes.push(one);
  for (const one of inner.edits) reading.edits.push(one);
  for (const one of inner.retags) reading.retags.push(one);
  for (const one of inner.composes) reading.composes.push(one);
}

function assign(
  reading: Reading,
  { certainty, subshell }: ShellCommand,
  { name, value }: { readonly name: string; readonly value: string | null },
): void {
  if (subshell) return;
  const before = reading.variables.get(name);
  reading.variables.set(name, certainty === "always" || before === value ? value : null);
}

/** A word with the variables that are known. */
function wordOf({ variables }: Reading, word: ShellWord): CommandWord {
  const lookUp = (name: string) => variables.get(name) ?? undefined;
  const expanded = word.expand(lookUp) ?? plainGlob(word);
  const value = expanded === null ? null : filled(expanded, variables);
  return { value, like: value ?? likeOf(word, variables), raw: word.raw, span: word.span };
}

/** The words that a variable without quotes comes to: several where its value has blanks, none where it is empty. */
function splitWords(reading: Reading, word: ShellWord): readonly CommandWord[] {
  const [, bare, braced] = /^\$(?:(\w+)|\{(\w+)\})$/.exec(word.raw) ?? [];
  const value = reading.variables.get(bare ?? braced ?? "");
  const whole = wordOf(reading, word);
  if (value === undefined || value === null || /^\S+$/.test(value) || /["'`\\$*?[]/.test(value))
    return [whole];
  return value.split(/\s+/).flatMap((part) => (part === "" ? [] : [{ ...whole, value: part, like: part }]));
}

/** `*.args.X=1`: a pattern that no file is meant by, or none that is there. */
function plainGlob({ glob, raw }: ShellWord): string | null {
  return glob && !/[$`"'\\]/.test(raw) ? raw : null;
}

// Expressions of workflows stand as variables in the text; in single quotes the shell leaves them alone.
const placeholder = /\$\{(_[0-9a-z]+_*)\}/g;

function filled(text: string, variables: ReadonlyMap<string, string | null>): string | null {
  let isKnown = true;
  const value = text.replace(placeholder, (whole, name: string) => {
    if (!variables.has(name)) return whole;
    const found = variables.get(name) ?? null;
    isKnown &&= found !== null;
    return found ?? "";
  });
  return isKnown ? value : null;
}

function likeOf({ raw }: ShellWord, variables: ReadonlyMap<string, string | null>): string {
  return raw
    .replace(/\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`/g, "*")
    .replace(/\$(?:(\w+)|\{(\w+)([^}]*)\})/g, (_, bare?: string, braced?: string, operation = "") =>
      operation === "" ? (variables.get(bare ?? braced ?? "") ?? "*") : "*",
    )
    .replace(/["']/g, "");
}

/** The folder that a command runs in. */
function folderOf({ folder, inSubshell }: Reading): string | null {
  return inSubshell === undefined ? folder : inSubshell;
}

function changeFolder(reading: Reading, { subshell }: ShellCommand, words: readonly CommandWord[]): void {
  const from = folderOf(reading);
  const to = words[1]?.value === "-" ? reading.previous : changedFolder(from, words);
  if (subshell) {
    reading.inSubshell = to;
    return;
  }
  reading.previous = from;
  reading.folder = to;
}

function changedFolder(from: string | null, [, to]: readonly CommandWord[]): string | null {
  if (from === null || to?.value === undefined || to.value === null || /^[/~-]/.test(to.value)) return null;
  return from === "" ? to.value : `${from}/${to.value}`;
}

/** The files that a command writes, where its folder can be told. */
function noteEdits(reading: Reading, command: ShellCommand, words: readonly CommandWord[]): void {
  const { script } = reading;
  const folder = folderOf(reading);
  if (folder === null) return;
  const targets = [...command.redirects, ...command.inherited].flatMap(({ operator, target }) =>
    /^(?:>|>>|>\||&>|&>>)$/.test(operator) ? [wordOf(reading, target)] : [],
  );
  const placed = (word: CommandWord) => ({ ...word, span: script.place(word.span) });
  const found = commandEdits({ words: words.map(placed), targets: targets.map(placed), folder });
  for (const edit of found) reading.edits.push(edit);
}
