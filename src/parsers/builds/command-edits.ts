/** What a command of CI does to files: a build behind it finds them so. */
import { ownValue } from "../../names.ts";
import type { Span } from "../../source.ts";
import type { FileEdit } from "./command-tree.ts";
import type { CommandWord } from "./command-words.ts";

interface EditingCommand {
  readonly words: readonly CommandWord[];
  /** What its output is redirected to. */
  readonly targets: readonly CommandWord[];
  /** Folder that it runs in. */
  readonly folder: string;
}

type Edits = (words: readonly CommandWord[], command: EditingCommand) => readonly FileEdit[];

/** What a text that changes files has in it. */
export const editors =
  />|\b(?:sed|perl|yq|tee|cp|mv|rm|ln|install|rsync|dd|touch|mkdir|patch|tar|unzip|git|curl|wget|truncate)\b|\s-o\s|--out/;

const inPlace: Edits = (words, command) =>
  words.some(({ value }) => /^-[a-zA-Z]*i|^--in-?place/.test(value ?? "")) ? each(words, command) : [];

const each: Edits = (words, command) => plainWords(words).flatMap((word) => editOf(command, word));

const copied: Edits = (words, command) => {
  const folder = optionValue(words, ["-t", "--target-directory"]);
  const rest = plainWords(words).filter((word) => word !== folder);
  const target = folder ?? rest.at(-1);
  const from = folder === undefined ? rest.slice(0, -1) : rest;
  const sources = from.flatMap((word) => within(command.folder, word.value ?? word.like) ?? []);
  return target === undefined || from.length === 0 ? [] : editOf(command, target, { sources });
};

/** rsync copies what lies in a folder that is written with a slash behind it. */
const synchronized: Edits = (words, command) =>
  copied(
    words.map((word) => ({
      ...word,
      like: word.like.replace(/\/$/, "/."),
      value: word.value?.replace(/\/$/, "/.") ?? null,
    })),
    command,
  );

const made: Edits = (words, command) =>
  plainWords(words).flatMap((word) => editOf(command, word, { made: true }));

const removed: Edits = (words, command) => {
  const isDeep = words.some(({ value }) => /^-[a-zA-Z]*[rR]|^--recursive$/.test(value ?? ""));
  return plainWords(words).flatMap((word) => editOf(command, word, isDeep ? { below: true } : {}));
};

const unpacked =
  (options: readonly string[]): Edits =>
  (words, command) => {
    const folder = optionValue(words, options);
    return folder === undefined ? [] : editOf(command, folder, { below: true });
  };

/** tar(1): what it unpacks lies below its folder, and what it packs is one file. */
const archived: Edits = (words, command) => {
  const flags = words.map(({ value }) => value ?? "").filter((value) => /^-[a-zA-Z]|^--/.test(value));
  const mode = [words[0]?.value ?? "", ...flags].join(" ");
  if (/(?:^| )-?[a-zA-Z]*x|--extract|--get/.test(mode))
    return unpacked(["-C", "--cd", "--directory"])(words, command);
  const named = words.findIndex(({ value }, index) =>
    index === 0 ? /^-?[a-zA-Z]*f$/.test(value ?? "") : /^(?:-[a-zA-Z]*f|--file)$/.test(value ?? ""),
  );
  const file = named < 0 ? undefined : words[named + 1];
  return file === undefined ? [] : editOf(command, file);
};

/** What a patch changes stands in the patch. */
const patched: Edits = (words, command) => {
  const file = plainWords(words).at(0);
  const span = (file ?? words[0])?.span ?? { start: 0, end: 0 };
  return file === undefined ? [everything(command, span)] : editOf(command, file);
};

const ofGit: Edits = ([verb, ...words], command) => {
  if (verb?.value === "mv") return copied(words, command);
  if (verb?.value === "rm") return removed(words, command);
  return verb?.value === "apply" || verb?.value === "am" ? [everything(command, verb.span)] : [];
};

const downloaded: Edits = (words, command) => {
  const isNamed = words.some(({ value }) => /^-[a-zA-Z]*O$|^--remote-name$/.test(value ?? ""));
  return isNamed ? byAddress(words, command) : [];
};

const fetched: Edits = (words, command) => {
  const named = optionValue(words, ["-O", "--output-document"]);
  return named === undefined ? byAddress(words, command) : editOf(command, named);
};

/** Downloads that are called as the last part of their address. */
const byAddress: Edits = (words, command) => {
  const folder = optionValue(words, ["-P", "--directory-prefix", "--output-dir"])?.value ?? ".";
  return words.flatMap((word) => {
    const [, name] = /^\w+:\/\/[^?#]*\/([^/?#]+)/.exec(word.value ?? word.like) ?? [];
    return name === undefined ? [] : editOf(command, { ...word, value: `${folder}/${name}`, like: name });
  });
};

const written: Edits = (words, command) => {
  const [, name] = /^of=(.+)$/.exec(words.find(({ value }) => value?.startsWith("of="))?.value ?? "") ?? [];
  const [word] = words;
  return word === undefined || name === undefined
    ? []
    : editOf(command, { ...word, value: name, like: name });
};

const byProgram: Readonly<Record<string, Edits>> = {
  bsdtar: archived,
  cp: copied,
  curl: downloaded,
  dd: written,
  git: ofGit,
  install: copied,
  ln: copied,
  mkdir: made,
  mv: (words, command) => [...copied(words, command), ...removed(plainWords(words).slice(0, -1), command)],
  patch: patched,
  perl: inPlace,
  rm: removed,
  rsync: synchronized,
  sed: inPlace,
  tar: archived,
  tee: each,
  touch: made,
  truncate: each,
  unlink: removed,
  unzip: unpacked(["-d"]),
  wget: fetched,
  yq: inPlace,
};

/** The files that a command writes: by its redirections, by what the program does, by the option that names its output. */
export function commandEdits(command: EditingCommand): readonly FileEdit[] {
  const own = command.words[0]?.value === "sudo" ? command.words.slice(1) : command.words;
  const [first, ...words] = own;
  const edits = ownValue(byProgram, first?.value?.split("/").at(-1) ?? "");
  const output = optionValue(words, ["-o", "--output", "--out", "--output-file", "--outfile"]);
  return [
    ...command.targets.flatMap((word) => editOf(command, word)),
    ...(edits?.(words, command) ?? []),
    ...(output === undefined ? [] : editOf(command, output)),
  ];
}

function plainWords(words: readonly CommandWord[]): readonly CommandWord[] {
  return words.filter(({ value, like }) => !(value ?? like).startsWith("-") && value !== "");
}

function optionValue(words: readonly CommandWord[], names: readonly string[]): CommandWord | undefined {
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

function editOf(
  { folder }: EditingCommand,
  { value, like, span }: CommandWord,
  more: Omit<FileEdit, "path" | "span"> = {},
): readonly FileEdit[] {
  const path = within(folder, value ?? like);
  return path === undefined ? [] : [{ path, ...more, span }];
}

function everything({ folder }: EditingCommand, span: Span): FileEdit {
  return { path: folder, below: true, span };
}

/** A path from where the script starts; none for one that leads out of it for sure, or of which nothing is known. */
function within(folder: string, path: string): string | undefined {
  if (path === "" || path === "-" || /^[/~]|^\*+$/.test(path)) return undefined;
  return folder === "" ? path : `${folder}/${path}`;
}
