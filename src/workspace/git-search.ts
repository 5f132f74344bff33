/** Which files of a commit hold one of some strings. */
import type { BlobBytes } from "./git-ahead.ts";
import { gitExplanation, pieces, runGit, WorkspaceError } from "./git-run.ts";
import { readName } from "./names.ts";
import type { Entry, SearchWhere } from "./workspace.ts";

/** A commit, by its full id. */
export interface Committed {
  readonly repo: string;
  readonly commit: string;
}

/** An entry with the id of its blob. */
export type BlobEntry = Entry & { readonly id: string };

/** What is searched: a commit, its entries sorted by path, and the blobs that are at hand. */
export interface Searched extends Committed {
  readonly entries: readonly BlobEntry[];
  readonly bytes: BlobBytes;
}

// Each string is looked for by itself; git looks for all of them at once.
const MOST_STRINGS = 100;

/** Searches what is at hand, where that is all that is asked for, and else has git search; sorted by path. */
export function searchCommit(
  searched: Searched,
  strings: readonly string[],
  where: SearchWhere,
): readonly string[] {
  const lines = strings.flatMap((string) => string.split("\n").filter(Boolean));
  if (lines.length === 0) return [];
  const { names } = where;
  if (names === undefined) return searchByGit(searched, lines, where);
  const isNamed = named(names);
  // Git searches what is behind no link and in no other repo.
  const files = searched.entries.filter(
    ({ path, kind }) => (kind === "file" || kind === "executable") && isNamed(path),
  );
  if (files.length === 0) return [];
  if (lines.length > MOST_STRINGS || !files.every(({ id }) => searched.bytes.has(id)))
    return searchByGit(searched, lines, where);
  const words = lines.map((line) => Buffer.from(line));
  const holds = where.words === true ? holdsWord : holdsString;
  return files.flatMap(({ path, id }) => {
    const bytes = searched.bytes.get(id);
    return bytes !== undefined && words.some((word) => holds(bytes, word)) ? [path] : [];
  });
}

/** As git matches a name below any folder, in any case. */
function named(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map((glob) =>
    glob
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^/]*"),
  );
  const expression = new RegExp(`(?:^|/)(?:${patterns.join("|")})$`, "i");
  return (path) => expression.test(path);
}

function holdsString(bytes: Buffer, word: Buffer): boolean {
  return bytes.includes(word);
}

/** As `git grep -w` has it: no letter, digit or underscore stands on either side. */
function holdsWord(bytes: Buffer, word: Buffer): boolean {
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1)) {
    if (!isWordByte(bytes[at - 1]) && !isWordByte(bytes[at + word.length])) return true;
  }
  return false;
}

function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && /\w/.test(String.fromCharCode(byte));
}

/** Whatever the person's own configuration says of searching. */
const PLAIN = ["--no-full-name", "--no-color", "--no-recurse-submodules"];

function searchByGit(
  { repo, commit }: Committed,
  lines: readonly string[],
  { names = [], words }: SearchWhere,
): readonly string[] {
  const pathspecs = names.map((name) => `:(icase,glob)**/${name}`);
  const how = ["grep", ...PLAIN, "-l", "-z", "-F", ...(words === true ? ["-w"] : []), "-f", "-"];
  // The strings go in by its input: thousands of them are too long for a command line. An empty line is in every file.
  const result = runGit(repo, [...how, commit, "--", ...pathspecs], { input: `${lines.join("\n")}\n` });
  // Exit code 1 and no message: nothing holds it.
  if (!result.ok && result.message !== "") throw new WorkspaceError(gitExplanation(result.message, repo));
  if (!result.ok) return [];
  return [...pieces(result.output)].flatMap((piece) => {
    const name = readName(piece.subarray(commit.length + 1));
    return name.readable ? [name.path] : [];
  });
}
