import { baseName } from "../container-path.ts";
import { isShell } from "../stock/programs/shells.ts";
import { wrapperOptions } from "../stock/programs/tools.ts";

/** A command without `sudo`, `env A=b`, `exec`, `tini --` and the like before it. */
export function unwrapped(words: readonly (string | null)[]): readonly (string | null)[] {
  let rest = words;
  for (let program = rest[0]; typeof program === "string"; program = rest[0]) {
    const name = baseName(program);
    const valued = wrapperOptions(name);
    if (valued === undefined) return rest;
    // `sudo -u` changes the user: that is not only a wrapper.
    if (name === "sudo" && rest.some((word) => word !== null && /^(-u|--user)/.test(word))) return rest;
    const inner = behindOptions(rest.slice(1), valued, name);
    if (inner.length === 0) return rest;
    rest = inner;
  }
  return rest;
}

function behindOptions(
  words: readonly (string | null)[],
  valued: string,
  name: string,
): readonly (string | null)[] {
  let i = 0;
  for (; i < words.length; i++) {
    const word = words[i];
    if (word === "--") return words.slice(i + 1);
    if (typeof word === "string" && /^-./.test(word)) {
      const letter = word.at(-1) ?? "";
      if (!word.startsWith("--") && word.length === 2 && valued.includes(letter)) i++;
      continue;
    }
    if (name === "env" && typeof word === "string" && /^\w+=/.test(word)) continue;
    break;
  }
  return words.slice(name === "timeout" ? i + 1 : i);
}

/** Whether the words before a text start a shell that reads it as sh does. */
export function isPosixShell(words: readonly string[]): boolean {
  const [program = ""] = unwrapped(words);
  return isShell(program ?? "");
}
