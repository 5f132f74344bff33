/** What a shell is told to read by its arguments. */
import { isShell } from "../stock/programs/shells.ts";
import { unwrapped } from "./wrappers.ts";

/** The text behind `-c`, a script, or what comes to its input; `args` are what the text or script is called with. */
export type ShellCall =
  | { readonly kind: "text"; readonly text: string | null; readonly args: readonly (string | null)[] }
  | { readonly kind: "file"; readonly file: string | null; readonly args: readonly (string | null)[] }
  | { readonly kind: "input" };

// Options with a value in the next word: `bash -eo pipefail setup.sh` (bash(1), "Options").
const VALUED = /^([-+]\w*[oO]|--(rcfile|init-file))$/;

/** Reads the arguments of a shell; a word that cannot be told is taken for no option. */
export function shellCall(words: readonly (string | null)[]): ShellCall {
  let byText = false;
  let byInput = false;
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index];
    if (typeof word !== "string" || !/^[-+]./.test(word)) break;
    if (word === "--") {
      index++;
      break;
    }
    byText ||= /^-\w*c\w*$/.test(word);
    byInput ||= /^-\w*s\w*$/.test(word);
    if (VALUED.test(word)) index++;
  }
  const operand = words[index];
  const args = words.slice(index + 1);
  // What stands behind a text is its $0 first.
  if (byText) return { kind: "text", text: operand === undefined ? "" : operand, args: args.slice(1) };
  if (byInput || operand === undefined || operand === "-") return { kind: "input" };
  return { kind: "file", file: operand, args };
}

/**
 * What the words before a text, those of SHELL, have read: the text, or another where they hold one already, and the
 * text is only its `$0`. `null` where it is no shell that reads it, or none that can be told.
 */
export function shellReads(words: readonly string[], text: string): string | null {
  const [program, ...args] = unwrapped([...words, text]);
  if (typeof program !== "string" || !isShell(program)) return null;
  const call = shellCall(args);
  return call.kind === "text" ? call.text : null;
}
