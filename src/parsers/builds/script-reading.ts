/** A script of commands while it is read: what it has come to, and its words with what is known then. */
import type { Span } from "../../source.ts";
import type { ShellWord } from "../shell/parse.ts";
import type {
  BakeCall,
  CommandBuild,
  ComposeCall,
  FileCall,
  FileEdit,
  MakeCall,
  Retag,
} from "./command-tree.ts";
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
  /** Stands in words for the folder that it starts in. */
  readonly here?: string;
}

/** What is known of it so far. */
export interface ScriptReading {
  readonly script: CommandScript;
  readonly variables: Map<string, string | null>;
  readonly builds: CommandBuild[];
  readonly bakes: BakeCall[];
  readonly composes: ComposeCall[];
  readonly edits: FileEdit[];
  readonly calls: FileCall[];
  readonly retags: Retag[];
  readonly makes: MakeCall[];
  /** Variables that stand for one after the other of some paths. */
  readonly lists: Map<string, readonly string[]>;
  /** What the last command printed, where it prints paths. */
  printed?: readonly string[] | undefined;
  /** The words of the last command. */
  before?: readonly CommandWord[];
  folder: string | null;
  /** The one before, which `cd -` goes back to. */
  previous: string | null;
  /** Where the subshell is that is read; none outside of one. */
  inSubshell?: string | null;
}

/** A word with the variables that are known. */
export function wordOf({ variables }: ScriptReading, word: ShellWord): CommandWord {
  const lookUp = (name: string) => variables.get(name) ?? undefined;
  const expanded = word.expand(lookUp) ?? plainGlob(word);
  const value = expanded === null ? null : filled(expanded, variables);
  return { value, like: value ?? likeOf(word, variables), raw: word.raw, span: word.span };
}

/** The words that a variable without quotes comes to: several where its value has blanks, none where it is empty. */
export function splitWords(reading: ScriptReading, word: ShellWord): readonly CommandWord[] {
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
const placeholder = /\$\{(_[0-9a-z]+(?:_github)?_*)\}/g;

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
export function scriptFolder({ folder, inSubshell }: ScriptReading): string | null {
  return inSubshell === undefined ? folder : inSubshell;
}

/** A word as it is from the folder that its command runs in. */
export function located(reading: ScriptReading, word: CommandWord): CommandWord {
  const { here } = reading.script;
  return here === undefined ? word : wordFrom(scriptFolder(reading), word, here);
}

/** Where `cd` leads, from where the script starts; null when it cannot be told. */
export function folderBehindCd(
  from: string | null,
  to: CommandWord | undefined,
  here: string | undefined,
): string | null {
  if (to === undefined || to.value === null) return null;
  if (here !== undefined && to.value.startsWith(here)) return to.value.slice(here.length).replace(/^\/+/, "");
  if (from === null || /^[/~-]/.test(to.value)) return null;
  return from === "" ? to.value : `${from}/${to.value}`;
}

/** A word in which `here` stands for where the script starts, as it is from a folder. */
function wordFrom(folder: string | null, word: CommandWord, here: string): CommandWord {
  if (!word.like.includes(here)) return word;
  const start = folder === null ? undefined : wayBack(folder);
  const value = start === undefined ? null : (word.value?.replaceAll(here, start) ?? null);
  return { ...word, value, like: word.like.replaceAll(here, start ?? "*") };
}

/** The path from a folder back to where it counts from; `undefined` for one that is not below it. */
function wayBack(folder: string): string | undefined {
  const parts: string[] = [];
  for (const part of folder.split("/")) {
    if (part === ".." && parts.pop() === undefined) return undefined;
    if (part !== "" && part !== "." && part !== "..") parts.push("..");
  }
  return parts.join("/") || ".";
}
