/** What the commands of a script do to files, and what they print for those behind them. */
import { parseShell, type ShellCommand, type ShellWord } from "../shell/parse.ts";
import type { CommandWord } from "./command-words.ts";
import { fileEffects } from "./edits/command-effects.ts";
import { printedPaths } from "./edits/command-lists.ts";
import { located, type ScriptReading, scriptFolder, wordOf } from "./script-reading.ts";

/** The files that a command writes, where its folder can be told; of a loop's variable, with each of its values. */
export function noteEdits(
  reading: ScriptReading,
  command: ShellCommand,
  words: readonly CommandWord[],
): void {
  const { variables } = reading;
  const looped = [...(command.loops ?? [])].map(
    ({ name, words: of }) => [name, loopPaths(reading, of)] as const,
  );
  const lists = new Map([...reading.lists, ...looped]);
  const name = command.words.flatMap((word) => word.variables).find((one) => lists.get(one) !== undefined);
  const paths = name === undefined ? undefined : lists.get(name);
  if (name === undefined || paths === undefined) return noteOnce(reading, command, words);
  const before = variables.get(name);
  for (const path of paths.slice(0, MOST_PATHS)) {
    variables.set(name, path);
    noteOnce(
      reading,
      command,
      command.words.map((word) => wordOf(reading, word)),
    );
  }
  if (before === undefined) variables.delete(name);
  else variables.set(name, before);
}

const MOST_PATHS = 50;

/** What `for` goes through: words, globs, and what a command in it prints. */
function loopPaths(reading: ScriptReading, words: readonly ShellWord[]): readonly string[] | undefined {
  const found = words.map((word): readonly string[] | undefined => {
    const { value } = wordOf(reading, word);
    if (value !== null) return value.split(/\s+/);
    const [, inner] = /^\$\(([\s\S]*)\)$/.exec(word.raw) ?? [];
    const commands = inner === undefined ? [] : parseShell(inner).commands;
    return printedBy(reading, commands);
  });
  return found.every((one) => one !== undefined) ? found.flat() : undefined;
}

/** What the first command of a pipeline prints that names paths. */
function printedBy(reading: ScriptReading, [first]: readonly ShellCommand[]): readonly string[] | undefined {
  return first && printedPaths(first.words.map((word) => wordOf(reading, word)));
}

function noteOnce(reading: ScriptReading, command: ShellCommand, words: readonly CommandWord[]): void {
  const { script } = reading;
  const folder = scriptFolder(reading);
  if (folder === null) return;
  const targets = [...command.redirects, ...command.inherited].flatMap(({ operator, target }) =>
    /^(?:>|>>|>\||&>|&>>)$/.test(operator) ? [wordOf(reading, target)] : [],
  );
  const placed = (word: CommandWord) => located(reading, { ...word, span: script.place(word.span) });
  const heredoc = command.redirects.find((one) => one.heredoc !== undefined)?.heredoc;
  const found = fileEffects({
    words: words.map(placed),
    targets: targets.map(placed),
    folder,
    span: script.place(command.span),
    ...(heredoc && { input: heredoc.text ?? heredoc.raw }),
    ...(command.pipe !== undefined && command.pipe.index > 0 && { before: reading.before?.[0]?.value ?? "" }),
    ...(command.pipe !== undefined &&
      command.pipe.index > 0 &&
      reading.printed && { printed: reading.printed }),
  });
  for (const edit of found.edits) reading.edits.push(edit);
  for (const call of found.calls) reading.calls.push(call);
}

// What stands between a list of paths and what is done to them, and leaves them as they are.
const SIFTS = /^(?:e|f)?grep$|^(?:sort|uniq|head|tail|tac|shuf|tee|cat|tr)$/;

/** Keeps what a command prints for those behind it; `read` takes it into its variables. */
export function notePrinted(
  reading: ScriptReading,
  command: ShellCommand,
  words: readonly CommandWord[],
): void {
  const name = words[0]?.value ?? "";
  if (name === "read") {
    for (const { value } of words.slice(1)) {
      if (value === null || value.startsWith("-")) continue;
      const fed = command.inherited.find(
        ({ operator, target }) => operator === "<" && target.raw.startsWith("<("),
      );
      const inner = fed && printedBy(reading, parseShell(fed.target.raw.slice(2, -1)).commands);
      const paths = inner ?? (command.pipe === undefined ? undefined : reading.printed);
      if (paths === undefined) reading.lists.delete(value);
      else reading.lists.set(value, paths);
    }
    return;
  }
  const isSifted = command.pipe !== undefined && command.pipe.index > 0 && SIFTS.test(name);
  if (!isSifted && command.pipe !== undefined) reading.printed = printedPaths(words) ?? undefined;
}

/** What `echo` gives to a shell behind it; of a text that is decoded first nobody can tell what it does. */
export function pipedText(
  reading: ScriptReading,
  { pipe }: ShellCommand,
  words: readonly CommandWord[],
): string | undefined {
  const isBare = words.every(({ value }, index) => index === 0 || /^-[a-z]+$|^--?$/.test(value ?? ""));
  if (
    pipe === undefined ||
    pipe.index === 0 ||
    !isBare ||
    !/^(?:.*\/)?(?:ba|da|a)?sh$/.test(words[0]?.value ?? "")
  )
    return undefined;
  const [program, ...rest] = reading.before ?? [];
  if (program?.value !== "echo" && program?.value !== "printf") return undefined;
  const values = rest.flatMap(({ value }) => value ?? []);
  return values.length < rest.length ? undefined : values.join(" ").replaceAll("\\n", "\n");
}
