import { baseName } from "../container-path.ts";
import { isServer } from "../stock/programs/servers.ts";
import { isMultiCall, type WrapperOptions, wrapperOptions } from "../stock/programs/tools.ts";

/** A command without `sudo`, `env A=b`, `exec`, `tini --` and the like before it, up to a program that is to be kept. */
export function unwrapped(
  words: readonly (string | null)[],
  kept: (name: string) => boolean = () => false,
): readonly (string | null)[] {
  let rest = words;
  for (let program = rest[0]; typeof program === "string"; program = rest[0]) {
    const name = baseName(program);
    if (isMultiCall(name) && isApplet(rest[1])) {
      rest = rest.slice(1);
      continue;
    }
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

/** A word behind BusyBox that is one of its programs; its httpd is another than Apache. */
function isApplet(word: string | null | undefined): boolean {
  return typeof word === "string" && /^[a-z[][\w-]*$/.test(word) && !isServer(word);
}

/** What `env` sets before the command behind it; `undefined` cannot be told. */
export function environmentSet(words: readonly (string | null)[]): ReadonlyMap<string, string | undefined> {
  const end = words.findIndex(
    (word) => word === null || !/^(.*\/)?(env|exec|command|nice|nohup|-.*|\w+=.*)$/s.test(word),
  );
  const before = words.slice(0, end < 0 ? words.length : end);
  if (!before.some((word) => /^(.*\/)?env$/.test(word ?? ""))) return new Map();
  return new Map(
    before.flatMap((word): [string, string][] => {
      const [, name, value = ""] = /^(\w+)=(.*)$/s.exec(word ?? "") ?? [];
      return name === undefined ? [] : [[name, value]];
    }),
  );
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
    const split = name === "env" ? splitString(words, i) : undefined;
    if (split !== undefined) return split;
    if (typeof word === "string" && /^-./.test(word)) {
      if (takesNext(word, valued)) i++;
      continue;
    }
    if (name === "env" && typeof word === "string" && /^\w+=/.test(word)) continue;
    break;
  }
  return words.slice(name === "timeout" ? i + 1 : i);
}

/** The words of `env -S TEXT`, which env splits as a shell would, but for what it expands (env(1) of coreutils). */
function splitString(
  words: readonly (string | null)[],
  index: number,
): readonly (string | null)[] | undefined {
  const [, joined] = /^(?:-[a-z0]*S|--split-string=?)(.*)$/s.exec(words[index] ?? "") ?? [];
  if (joined === undefined) return undefined;
  const text = joined === "" ? (words[index + 1] ?? null) : joined;
  const rest = words.slice(joined === "" ? index + 2 : index + 1);
  if (text === null || /["'\\$]/.test(text)) return [null, ...rest];
  return behindOptions(
    [...text.split(/\s+/).filter((word) => word !== ""), ...rest],
    { letters: "uC" },
    "env",
  );
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
