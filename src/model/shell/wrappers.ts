import { baseName } from "../container-path.ts";
import { type WrapperOptions, wrapperOptions } from "../stock/programs/tools.ts";

/** A command without `sudo`, `env A=b`, `exec`, `tini --` and the like before it, up to a program that is to be kept. */
export function unwrapped(
  words: readonly (string | null)[],
  kept: (name: string) => boolean = () => false,
): readonly (string | null)[] {
  let rest = words;
  for (let program = rest[0]; typeof program === "string"; program = rest[0]) {
    const name = baseName(program);
    const valued = wrapperOptions(name);
    if (valued === undefined || kept(name)) return rest;
    // `sudo -u` changes the user: that is not only a wrapper.
    if (isSudo(name) && rest.some((word) => word !== null && /^(-u|--user)/.test(word))) return rest;
    const inner = behindOptions(rest.slice(1), valued, name);
    if (inner.length === 0) return rest;
    rest = inner;
  }
  return rest;
}

function isSudo(name: string): boolean {
  return name === "sudo" || name === "doas";
}

function behindOptions(
  words: readonly (string | null)[],
  valued: WrapperOptions,
  name: string,
): readonly (string | null)[] {
  let i = 0;
  for (; i < words.length; i++) {
    const word = words[i];
    if (word === "--") return words.slice(i + 1);
    if (typeof word === "string" && /^-./.test(word)) {
      if (takesNext(word, valued)) i++;
      continue;
    }
    if (name === "env" && typeof word === "string" && /^\w+=/.test(word)) continue;
    break;
  }
  return words.slice(name === "timeout" ? i + 1 : i);
}

/** Whether the value of an option is the word behind it: `-k 5`, `-vr 15:3`, `--rewrite 15:3`, and not `-k5` or `--rewrite=15:3`. */
function takesNext(word: string, { letters, long = [] }: WrapperOptions): boolean {
  if (word.startsWith("--")) return long.includes(word.slice(2));
  return valuedLetter(word, letters) === word.length - 1;
}

/** Where the letter that takes a value stands in a word of short options; -1 for none. */
export function valuedLetter(word: string, letters: string): number {
  return [...word].findIndex((letter, index) => index > 0 && letters.includes(letter));
}
