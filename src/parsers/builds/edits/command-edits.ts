/** What a command of CI does to files: a build behind it finds them so. */
import { ownValue } from "../../../names.ts";
import type { FileEdit } from "../command-tree.ts";
import type { CommandWord } from "../command-words.ts";
import {
  copied,
  type EditingCommand,
  type Edits,
  each,
  editOf,
  everything,
  optionValue,
  plainWords,
  takenAway,
} from "./command-places.ts";
import { behindVerbs, edited, ofCloud, ofGh, ofGit, printedByAwk } from "./command-tools.ts";

/** What a text that changes files has in it. */
export const editors =
  />|\b(?:sed|perl|yq|tee|cp|mv|rm|ln|install|rsync|dd|touch|mkdir|patch|tar|unzip|git|gh|curl|wget|truncate|sponge|awk|ed|ex|vim?|nvim|emacs|cpio|7z|scp|aws|gsutil|rclone|sops|find|xargs|python3?|node|ruby|php|go|deno|bun|tsx?|ansible-playbook|eval|source)\b|\s-o\s|-out|--input-dir|(?:^|[\s;&|])\.{0,2}\/|\w\/\w/;

const inPlace: Edits = (words, command) =>
  words.some(({ value }) => /^-[a-zA-Z]*i|^--in-?place/.test(value ?? "")) ? each(words, command) : [];

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

/** Without a folder it goes to where the command runs; what is named of an archive is all that does. */
const unpacked =
  (options: readonly string[]): Edits =>
  (words, command) => {
    const folder = optionValue(words, options);
    if (folder !== undefined) return editOf(command, folder, { below: true });
    const [archive, ...named] = plainWords(words);
    if (archive === undefined || named.length > 0) return each(named, command);
    return [everything(command, archive.span)];
  };

/** Without a folder it goes to where the command runs; what is named of the archive is all that does. */
const ofArchive: Edits = (words, command) => {
  const folder = optionValue(words, ["-C", "--cd", "--directory"]);
  if (folder !== undefined) return editOf(command, folder, { below: true });
  const file = optionValue(words, ["-f", "--file"]);
  const isLetters = (word: CommandWord) => word === words[0] && /^[a-zA-Z]+$/.test(word.value ?? "");
  const isFile = (word: CommandWord) =>
    word.span.start === file?.span.start || (/^[a-zA-Z]*f$/.test(words[0]?.value ?? "") && word === words[1]);
  const named = plainWords(words).filter((word) => !isLetters(word) && !isFile(word));
  const [first] = words;
  return named.length > 0 || first === undefined ? each(named, command) : [everything(command, first.span)];
};

/** tar(1): what it unpacks lies below its folder, and what it packs is one file. */
const archived: Edits = (words, command) => {
  const flags = words.map(({ value }) => value ?? "").filter((value) => /^-[a-zA-Z]|^--/.test(value));
  const mode = [words[0]?.value ?? "", ...flags].join(" ");
  if (/(?:^| )-?[a-zA-Z]*x|--extract|--get/.test(mode)) return ofArchive(words, command);
  const named = words.findIndex(({ value }, index) =>
    index === 0 ? /^-?[a-zA-Z]*f$/.test(value ?? "") : /^(?:-[a-zA-Z]*f|--file)$/.test(value ?? ""),
  );
  const file = named < 0 ? undefined : words[named + 1];
  return file === undefined ? [] : editOf(command, file);
};

/** sed(1): `w` names a file, too. */
const bySed: Edits = (words, command) => [
  ...inPlace(words, command),
  ...words.flatMap((word) => {
    const [, path] = /(?:^|[;{}\s/0-9gpI])w\s+([^\s;}]+)/.exec(word.value ?? "") ?? [];
    return path === undefined ? [] : editOf(command, { ...word, value: path, like: path });
  }),
];

/** What a patch changes stands in the patch. */
const patched: Edits = (words, command) => {
  const folder = optionValue(words, ["-d", "--directory"]);
  if (folder !== undefined) return editOf(command, folder, { below: true });
  const file = plainWords(words).at(0);
  const span = (file ?? words[0])?.span ?? { start: 0, end: 0 };
  return file === undefined ? [everything(command, span)] : editOf(command, file);
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
  "7z": (words, command) =>
    words[0]?.value === "x" || words[0]?.value === "e" ? unpacked(["-o"])(words.slice(1), command) : [],
  awk: printedByAwk,
  aws: behindVerbs(/^s3 (?:cp|sync|mv)$/, ofCloud),
  cpio: (words, command) =>
    words.some(({ value }) => /^-[a-z]*[ip]|^--extract/.test(value ?? ""))
      ? [everything(command, command.span)]
      : [],
  docker: behindVerbs(/^(?:container )?cp/, ofCloud),
  ed: each,
  emacs: edited,
  ex: edited,
  gawk: printedByAwk,
  gh: ofGh,
  git: ofGit,
  gsutil: behindVerbs(/^(?:-m )?(?:cp|rsync|mv)/, ofCloud),
  mawk: printedByAwk,
  mc: behindVerbs(/^(?:cp|mirror)/, ofCloud),
  nvim: edited,
  podman: behindVerbs(/^(?:container )?cp/, ofCloud),
  rclone: behindVerbs(/^(?:copy|copyto|sync|move)/, ofCloud),
  scp: ofCloud,
  sops: inPlace,
  sponge: each,
  vi: edited,
  vim: edited,
  install: copied,
  ln: copied,
  mkdir: made,
  mv: (words, command) => [...copied(words, command), ...takenAway(plainWords(words).slice(0, -1), command)],
  patch: patched,
  perl: inPlace,
  rm: takenAway,
  rsync: synchronized,
  sed: bySed,
  tar: archived,
  tee: each,
  touch: made,
  truncate: each,
  unlink: takenAway,
  unzip: unpacked(["-d"]),
  wget: fetched,
  yq: inPlace,
};

/** The files that a command writes: by its redirections, by what the program does, by the option that names its output. */
export function commandEdits(command: EditingCommand): readonly FileEdit[] {
  const [first, ...words] = command.words;
  const edits = ownValue(byProgram, first?.value?.split("/").at(-1) ?? "");
  const output = optionValue(words, ["-o", "--output", "--out", "-out", "--output-file", "--outfile"]);
  const folder = optionValue(words, ["--output-dir", "--output-directory", "--outdir", "--out-dir"]);
  return [
    ...command.targets.flatMap((word) => editOf(command, word)),
    ...(edits?.(words, command) ?? []),
    ...(output === undefined ? [] : editOf(command, output)),
    ...(folder === undefined ? [] : editOf(command, folder, { below: true })),
  ];
}
