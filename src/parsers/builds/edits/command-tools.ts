/** What git, downloads and tools of clouds put into the repo's folder before a build. */

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

const textsOf = (words: readonly CommandWord[]) => words.map(({ value, like }) => value ?? like);

/** The commit that is checked out, and those that a branch of the repo is called in nearly all repos. */
const SAME_COMMIT =
  /^(?:(?:origin|upstream)\/)?(?:HEAD|main|master|trunk|develop|development)$|^@|^HEAD[~^@]?\d*$|^\$?\{?\*?GITHUB_(?:SHA|REF|HEAD_REF)|^[.]$/;

/** Another commit than the one that is checked, by a word that says which; options and folders of its own say nothing. */
function otherCommit(words: readonly CommandWord[]): CommandWord | undefined {
  const end = words.findIndex(({ value }) => value === "--");
  return plainWords(end < 0 ? words : words.slice(0, end)).find(
    ({ value, like, raw }) => !SAME_COMMIT.test(value ?? like) && !/GITHUB_|CI_COMMIT|github[._]/i.test(raw),
  );
}

const checkedOut: Edits = (words, command) => {
  const texts = textsOf(words);
  if (texts.some((text) => /^(?:-b|-B|-c|-C|--orphan|--create|--force-create)$/.test(text))) return [];
  const at = texts.indexOf("--");
  const commit = otherCommit(words);
  // What lies behind `--` alone is put back to what the commit has.
  if (commit === undefined) return [];
  const paths = at < 0 ? [] : words.slice(at + 1);
  return paths.length === 0 ? [everything(command, commit.span)] : below(paths, command);
};

const restored: Edits = (words, command) => {
  const source = optionValue(words, ["--source", "-s"]);
  if (source === undefined || SAME_COMMIT.test(source.value ?? source.like)) return [];
  return below(
    plainWords(words).filter(({ span }) => span.start !== source.span.start),
    command,
  );
};

/** `:/` and `.` are all of it. */
function below(paths: readonly CommandWord[], command: EditingCommand): readonly FileEdit[] {
  return paths.flatMap((word) =>
    /^(?::\/?|\.\/?)$/.test(word.value ?? word.like)
      ? [everything(command, word.span)]
      : editOf(command, word, { below: true }),
  );
}

const moved: Edits = (words, command) => {
  const [remote, ...refs] = plainWords(words);
  const commit = otherCommit(refs);
  return remote === undefined || commit === undefined ? [] : [everything(command, commit.span)];
};

const joined: Edits = (words, command) => {
  const commit = otherCommit(words);
  return commit === undefined ? [] : [everything(command, commit.span)];
};

const GIT: Readonly<Record<string, Edits>> = {
  am: all,
  apply: all,
  checkout: checkedOut,
  "cherry-pick": all,
  clone: (words, command) => {
    const [, folder] = plainWords(words);
    return folder === undefined ? [] : below([folder], command);
  },
  merge: joined,
  mv: copied,
  pull: moved,
  "read-tree": joined,
  rebase: joined,
  reset: joined,
  restore: restored,
  revert: all,
  rm: takenAway,
  stash: ([verb], command) =>
    verb?.value === "pop" || verb?.value === "apply" ? [everything(command, verb.span)] : [],
  submodule: (words, command) =>
    textsOf(words).includes("--remote") ? [everything(command, words[0]?.span ?? { start: 0, end: 0 })] : [],
  switch: checkedOut,
};

function all(words: readonly CommandWord[], command: EditingCommand): readonly FileEdit[] {
  const isOver = textsOf(words).some((text) => /^--(?:abort|quit|check|stat)$/.test(text));
  return isOver ? [] : [everything(command, words[0]?.span ?? command.span)];
}

// git(1): options before its command.
const GLOBAL = /^(?:-C|-c|--git-dir|--work-tree|--namespace)$/;

/** What a git command brings that the commit does not have. */
export const ofGit: Edits = (words, command) => {
  let at = 0;
  let folder = command.folder;
  for (let word = words[at]; word?.value?.startsWith("-"); word = words[at]) {
    const next = words[at + 1]?.value;
    if (word.value === "-C" && typeof next === "string" && next !== ".")
      folder = next.startsWith("/") ? folder : [folder, next].filter((part) => part !== "").join("/");
    at += GLOBAL.test(word.value ?? "") ? 2 : 1;
  }
  const [verb, ...rest] = words.slice(at);
  const edits = ownValue(GIT, verb?.value ?? "");
  return edits?.(rest, { ...command, folder }) ?? [];
};

/** GitHub's own command line: other commits, artifacts and the files of releases. */
export const ofGh: Edits = ([group, verb, ...words], command) => {
  const called = `${group?.value} ${verb?.value}`;
  if (called === "pr checkout") return [everything(command, verb?.span ?? command.span)];
  if (called !== "run download" && called !== "release download") return [];
  const folder = optionValue(words, ["-D", "--dir"]);
  const file = optionValue(words, ["-O", "--output"]);
  if (file !== undefined) return editOf(command, file);
  // A name or a pattern says that little lies in the repo's root; without one nobody knows.
  if (folder === undefined)
    return called === "run download" && optionValue(words, ["-n", "--name"]) === undefined
      ? [everything(command, verb?.span ?? command.span)]
      : [];
  return below([folder], command);
};

/** Copies of clouds: the last word is where they go. */
const fromCloud =
  (remote: RegExp): Edits =>
  (words, command) => {
    const plain = plainWords(words);
    const [target, from] = [plain.at(-1), plain.at(-2)];
    if (target === undefined || from === undefined || !remote.test(from.value ?? from.like)) return [];
    return remote.test(target.value ?? target.like) ? [] : below([target], command);
  };

export const ofCloud = fromCloud(/^\w[\w.-]*:/);

/** A program's first words are its own: `aws s3 cp`, `docker cp`. */
export const behindVerbs =
  (verbs: RegExp, edits: Edits): Edits =>
  (words, command) => {
    const texts = textsOf(words.slice(0, 2)).join(" ");
    const [found] = verbs.exec(texts) ?? [];
    return found === undefined ? [] : edits(words.slice(found.split(" ").length), command);
  };

/** Editors of files: each word is one, but behind an option that takes commands. */
export const edited: Edits = (words, command) =>
  each(
    words.filter((_, index) => !/^(?:-[a-zA-Z]*[csS]|-p|--cmd|--eval)$/.test(words[index - 1]?.value ?? "")),
    command,
  );

/** awk's program names what it prints to. */
export const printedByAwk: Edits = (words, command) =>
  words.flatMap((word) =>
    Array.from(
      (word.value ?? word.raw).matchAll(/>{1,2}\s*\\?"([^"\\]+)\\?"/g),
      ([, path = ""]) => path,
    ).flatMap((path) => editOf(command, { ...word, value: path, like: path })),
  );
