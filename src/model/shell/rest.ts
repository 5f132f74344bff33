/** What a text of the shell is called with: `$1`, `$#`, `"$@"`. */
import type { ShellWord } from "../../parsers/shell/parse.ts";

/** The words that `"$@"` stands for; `null` is any number of words that cannot be told. */
export type Rest = readonly (string | null)[];

/** Whether a name is one of what a script is called with: `$1`, `$#`. */
export function isArgument(name: string): boolean {
  return /^([1-9]\d*|#)$/.test(name);
}

/** The value of `$1` or `$#`: "" is unset, `undefined` cannot be told. */
export function argumentValue(rest: Rest, name: string): string | undefined {
  const open = rest.indexOf(null);
  if (name === "#") return open < 0 ? String(rest.length) : undefined;
  const index = Number(name) - 1;
  return open >= 0 && index >= open ? undefined : (rest[index] ?? "");
}

/** Whether a word is all that a script is called with. */
export function isRest(raw: string): boolean {
  return /^"?\$(@|\*|\{@\}|\{\*\})"?$/.test(raw);
}

/** A word of a command as it comes to be, with the word that is written for it. */
export interface ReadWord {
  readonly value: string | null;
  readonly written: ShellWord;
}

/** The words of a command; `"$@"` stands for as many as there are. */
export function readWords(
  words: readonly ShellWord[],
  rest: Rest,
  read: (word: ShellWord) => string | null,
): readonly ReadWord[] {
  return words.flatMap((written) =>
    isRest(written.raw) ? rest.map((value) => ({ value, written })) : [{ value: read(written), written }],
  );
}

/** The arguments behind `set -- …` and `shift`; `undefined` for every other command. */
export function argumentsBehind(
  { words }: { readonly words: readonly ShellWord[] },
  rest: Rest,
  lookup: (name: string) => string | undefined,
): Rest | undefined {
  const [head, first, ...others] = words;
  if (head?.text === "set" && first?.text === "--")
    return others.flatMap((word) => (isRest(word.raw) ? rest : [word.expand(lookup)]));
  if (head?.text !== "shift") return undefined;
  const count = first === undefined ? "1" : (first.text ?? "");
  if (!/^\d{1,3}$/.test(count) || others.length > 0) return [null];
  const open = rest.indexOf(null);
  return open >= 0 && open < Number(count) ? [null] : rest.slice(Number(count));
}
