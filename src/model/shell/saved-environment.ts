/** A shell's variables that a text writes to a temporary file, to have them again behind files that it reads. */
import { parseShell, type ShellCommand } from "../../parsers/shell/parse.ts";

/** Whether a word names a file of `mktemp` that the text fills by `export -p` alone: reading it runs nothing. */
export function isSavedEnvironment(word: string, text: string): boolean {
  const [, name = ""] = /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(word) ?? [];
  if (name === "") return false;
  const { commands, functions } = parseShell(text, "start");
  const all = [...commands, ...functions.flatMap((one) => one.commands)];
  const isNamed = (raw: string) => new RegExp(`\\$\\{?${name}\\b`).test(raw);
  const set = all.flatMap(({ assignments, certainty }) =>
    assignments.filter((one) => one.name === name).map(({ value }) => ({ value, certainty })),
  );
  const filled = all.flatMap(({ redirects, inherited }) =>
    [...redirects, ...inherited].filter(({ target }) => isNamed(target.raw)),
  );
  return (
    set.length > 0 &&
    set.every(
      ({ value, certainty }) => certainty === "always" && /^"?\$\(\s*mktemp\b[^;&|<>]*\)"?$/.test(value.raw),
    ) &&
    filled.length > 0 &&
    all.every((command) => isFilledBy(command, isNamed))
  );
}

const USES = /^(\.|source|rm|chmod|\[|test)$/;

/** Whether what a command does with the file is to save variables there, to read it, or to remove it. */
function isFilledBy(
  { words, redirects, inherited }: ShellCommand,
  isNamed: (raw: string) => boolean,
): boolean {
  const [program, ...args] = words.map(({ raw }) => raw);
  if (inherited.some(({ target }) => isNamed(target.raw))) return false;
  if (redirects.some(({ target }) => isNamed(target.raw)))
    return /^(export -p|declare -p?x|declare -x?p)$/.test([program, ...args].join(" "));
  return USES.test(program ?? "") || !args.some(isNamed);
}
