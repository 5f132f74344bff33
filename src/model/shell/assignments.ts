/** Variables that a shell text sets. */
import type { ShellCommand, ShellWord } from "../../parsers/shell/parse.ts";
import type { ShellInput } from "./effects.ts";

/** A variable that a text has set. */
export interface SetVariable {
  readonly value: string | undefined;
  /** Set only under a condition: behind it, the value cannot be told. */
  readonly maybe: boolean;
}

/** A variable's value in a word as it is written. */
export type Lookup = ShellInput["lookup"];

/** Takes the names that `export` and its like give a value to. */
export function exportNames(
  variables: Map<string, SetVariable>,
  command: ShellCommand,
  { lookup, maybe }: { readonly lookup: Lookup; readonly maybe: boolean },
): void {
  for (const { name, value } of command.assignments)
    variables.set(name, { value: assignedValue(value, lookup), maybe });
  for (const word of command.words.slice(1)) {
    const text = expanded(word, lookup);
    const cut = text?.indexOf("=") ?? -1;
    if (text !== null && cut > 0) variables.set(text.slice(0, cut), { value: text.slice(cut + 1), maybe });
  }
}

/** A word's value. */
export function expanded(word: ShellWord, lookup: Lookup): string | null {
  return word.expand((name) => lookup(name, word.raw));
}

/** A variable's new value; a fresh temporary folder is known well enough: nothing of the image lies in it. */
export function assignedValue(value: ShellWord, lookup: Lookup): string | undefined {
  if (/^["']?(?:\$\(|`)\s*mktemp\b/.test(value.raw)) return "/tmp/mktemp";
  return expanded(value, lookup) ?? undefined;
}

/** What is set around a word. */
interface SetHere {
  readonly variables: ReadonlyMap<string, SetVariable>;
  readonly mayAssign: (name: string, before?: string) => boolean;
  readonly input: Pick<ShellInput, "lookup">;
}

/** A variable's value: what the text set itself, unless a loop or `read` sets it, else what is around it. */
export function valueIn(
  { variables, mayAssign, input }: SetHere,
  { name, raw, maybe }: { name: string; raw: string | undefined; maybe: boolean },
): string | undefined {
  const set = variables.get(name);
  // `$1`, `$@`, `$?`: what a text or a function is called with is not followed.
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined;
  if (set !== undefined) return set.maybe && !maybe ? undefined : set.value;
  const around = input.lookup(name, raw);
  return mayAssign(name, around) ? undefined : around;
}

/** A word's value; a pattern of file names that nothing else is mixed into stands as it is, for file commands. */
export function wordOrGlob(word: ShellWord, lookup: Lookup): string | null {
  const [, below] = /^~((?:\/[\w./@%+-]*)?)$/.exec(word.raw) ?? [];
  // Without a value it is the user's own home, which nothing here knows.
  const home = below === undefined ? undefined : lookup("HOME", word.raw);
  if (home !== undefined && home !== "") return home + below;
  const glob = word.glob && /^[\w./*?[\]@%+,:=-]+$/.test(word.raw);
  return expanded(word, lookup) ?? (glob ? word.raw : null);
}
