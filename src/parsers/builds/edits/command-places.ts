/** Where commands of CI put files: words as paths from where the script starts. */
import type { Span } from "../../../source.ts";
import type { FileEdit } from "../command-tree.ts";
import type { CommandWord } from "../command-words.ts";

/** A command that may change files. */
export interface EditingCommand {
  readonly words: readonly CommandWord[];
  /** What its output is redirected to. */
  readonly targets: readonly CommandWord[];
  /** Folder that it runs in. */
  readonly folder: string;
  readonly span: Span;
}

/** The files that a program changes, by the words behind its name. */
export type Edits = (words: readonly CommandWord[], command: EditingCommand) => readonly FileEdit[];

/** Each word is a file that is changed. */
export const each: Edits = (words, command) => plainWords(words).flatMap((word) => editOf(command, word));

/** What is copied lands in the last word, or in what an option names. */
export const copied: Edits = (words, command) => {
  const folder = optionValue(words, ["-t", "--target-directory"]);
  const rest = plainWords(words).filter((word) => word !== folder);
  const target = folder ?? rest.at(-1);
  const from = folder === undefined ? rest.slice(0, -1) : rest;
  const sources = from.flatMap((word) => within(command.folder, word.value ?? word.like) ?? []);
  return target === undefined || from.length === 0 ? [] : editOf(command, target, { sources });
};

/** What is taken away. */
export const takenAway: Edits = (words, command) => {
  const isDeep = words.some(({ value }) => /^-[a-zA-Z]*[rR]|^--recursive$/.test(value ?? ""));
  return plainWords(words).flatMap((word) => editOf(command, word, isDeep ? { below: true } : {}));
};

/** Words that are no options. */
export function plainWords(words: readonly CommandWord[]): readonly CommandWord[] {
  return words.filter(({ value, like }) => !(value ?? like).startsWith("-") && value !== "");
}

/** The value of an option, in a word of its own or in the same. */
export function optionValue(
  words: readonly CommandWord[],
  names: readonly string[],
): CommandWord | undefined {
  for (const [index, word] of words.entries()) {
    const text = word.value ?? word.like;
    if (names.some((name) => text === name || isBundled(text, name))) return words[index + 1];
    const glued = names.find((name) => text.startsWith(name.startsWith("--") ? `${name}=` : name));
    if (glued !== undefined) {
      const rest = text.slice(glued.length).replace(/^=/, "");
      return { ...word, value: word.value === null ? null : rest, like: rest };
    }
  }
  return undefined;
}

/** Whether the letters of an option are the last of several behind one dash: `-qO`. */
function isBundled(text: string, name: string): boolean {
  return /^-[a-zA-Z]$/.test(name) && /^-[a-zA-Z]+$/.test(text) && text.endsWith(name.slice(1));
}

/** The change of what a word names; none where nothing of it is known, or it lies elsewhere. */
export function editOf(
  { folder }: EditingCommand,
  { value, like, span }: CommandWord,
  more: Omit<FileEdit, "path" | "span"> = {},
): readonly FileEdit[] {
  const path = within(folder, value ?? like);
  return path === undefined ? [] : [{ path, ...more, span }];
}

/** Nobody can tell what is changed in the folder. */
export function everything({ folder }: EditingCommand, span: Span): FileEdit {
  return { path: folder, below: true, span };
}

/** A path from where the script starts; none for one that leads out of it for sure, or of which nothing is known. */
function within(folder: string, path: string): string | undefined {
  if (path === "" || path === "-" || /^[/~]|^\*+$/.test(path)) return undefined;
  return folder === "" ? path : `${folder}/${path}`;
}
