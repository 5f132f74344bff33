/** `su` and `runuser`, with the words behind them. */
import { valuedLetter } from "../shell/wrappers.ts";
import type { Told } from "./stepped.ts";

/** `su [-] USER -c TEXT`, `su -s /bin/sh USER -c TEXT`, `su USER SCRIPT`, `runuser -u USER -- CMD`. */
export function suCommand(args: readonly (string | null)[]): Told {
  const rest: (string | null)[] = [];
  let text: string | null | undefined;
  let user: string | null | undefined;
  let group: string | null | undefined;
  let hasShell = false;
  for (let i = 0; i < args.length; i++) {
    const { name, value } = optionOf(args[i] ?? null);
    const next = () => value ?? args[++i] ?? null;
    if (name === "-c" || name === "--command") text = next();
    else if (name === "-u" || name === "--user") user = next();
    else if (name === "-g" || name === "--group" || name === "-G" || name === "--supp-group") group = next();
    else if (name === "-s" || name === "--shell") {
      next();
      hasShell = true;
    } else if (name === "-w" || name === "--whitelist-environment") next();
    else if (user !== undefined && name === undefined) {
      rest.push(...args.slice(i));
      break;
    } else if (user !== undefined && name === "--") {
      rest.push(...args.slice(i + 1));
      break;
    } else if (name === undefined) rest.push(args[i] ?? null);
  }
  const groups = group === undefined ? {} : { group };
  if (user !== undefined) {
    const isMixed = text !== undefined || hasShell || args.includes("-l") || args.includes("-");
    const refuses = isMixed ? `refuses ${text === undefined ? "a shell" : "-c"} together with -u` : undefined;
    return { user, ...groups, takes: "names", command: rest, ...(refuses === undefined ? {} : { refuses }) };
  }
  const named = { user: rest.length === 0 ? "root" : (rest[0] ?? null), ...groups, takes: "names" } as const;
  if (text !== undefined) return { ...named, command: [text], shell: true, needsShell: !hasShell };
  // Without -c the words behind the user are the shell's own: a script, and what it is called with.
  const script = rest.slice(1);
  return { ...named, command: script.length === 0 ? [] : ["sh", ...script], needsShell: !hasShell };
}

// su(1) and runuser(1): those of the short options that take a value.
const VALUED = "cugGsw";

/** An option with the value that stands in the same word, of several letters the last one; none for an operand. */
function optionOf(word: string | null): { readonly name?: string; readonly value?: string } {
  if (word === null || !word.startsWith("-")) return {};
  if (word.startsWith("--")) {
    const equals = word.indexOf("=");
    return equals < 0 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  }
  const at = valuedLetter(word, VALUED);
  if (at < 0) return { name: word };
  const name = `-${word[at]}`;
  return at === word.length - 1 ? { name } : { name, value: word.slice(at + 1) };
}
