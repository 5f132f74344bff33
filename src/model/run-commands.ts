import { parseShell, type ShellCommand, type ShellWord } from "../parsers/shell.ts";
import type { Place, Span } from "../source.ts";
import { type ChainStep, shellLookup } from "./chain-steps.ts";
import { baseName, resolvePath } from "./container-path.ts";

/** A simple command of a RUN line in shell form, its words read as far as they can be. */
export interface RunCommand {
  /** The program's file name; `sudo` before it is left out. */
  readonly name: string;
  /** The program as it is written, with its folder. */
  readonly program: string;
  readonly args: readonly RunWord[];
  /** Where relative paths start; `null` when it cannot be told. */
  readonly folder: string | null;
  readonly at: Place;
  /** Whether it runs whenever the RUN line gets so far. */
  readonly sure: boolean;
  /** Whether `||` behind it takes its failure into account. */
  readonly mayFail: boolean;
}

/** A word with its value, `null` when it cannot be told; patterns of file names stay as they are. */
export interface RunWord {
  readonly value: string | null;
  readonly at: Place;
}

/** The commands of a RUN line, in order. Functions, scripts and texts of `sh -c` are not followed. */
export function runCommands(step: ChainStep): readonly RunCommand[] {
  const { shell } = step.instruction;
  if (step.instruction.keyword !== "RUN" || shell === undefined) return [];
  const script = parseShell(shell.text);
  if (script.problems.length > 0) return [];
  const place = (span: Span): Place => ({ file: step.image.file, span: shell.mapSpan(span) });
  const variables = new Map<string, string | undefined>();
  const fromStage = shellLookup(step);
  const lookup = (name: string) => (variables.has(name) ? variables.get(name) : fromStage(name));
  let folder = step.state.workdir;
  return script.commands.flatMap((command): readonly RunCommand[] => {
    for (const { name, value } of command.assignments) {
      const isSure = command.certainty === "always" && command.words.length === 0;
      variables.set(name, isSure ? (value.expand(lookup) ?? undefined) : undefined);
    }
    const found = readCommand(command, { lookup, place, folder, text: shell.text });
    if (found?.name === "cd" && !command.subshell) folder = changed(folder, found.args[0]?.value);
    return found === undefined ? [] : [found];
  });
}

interface Around {
  readonly lookup: (name: string) => string | undefined;
  readonly place: (span: Span) => Place;
  readonly folder: string | null;
  readonly text: string;
}

function readCommand(command: ShellCommand, around: Around): RunCommand | undefined {
  const words = command.words.map((word) => ({
    value: word.expand(around.lookup) ?? plainGlob(word),
    at: around.place(word.span),
  }));
  const own = words[0]?.value === "sudo" ? words.slice(1) : words;
  const [first, ...args] = own;
  if (typeof first?.value !== "string") return undefined;
  return {
    name: baseName(first.value),
    program: first.value,
    args,
    folder: around.folder,
    at: around.place(command.span),
    sure: command.certainty === "always",
    mayFail: /^\s*\|\|/.test(around.text.slice(command.span.end)),
  };
}

function plainGlob({ glob, raw }: ShellWord): string | null {
  return glob && /^[\w./*?[\]@%+,:=-]+$/.test(raw) ? raw : null;
}

function changed(folder: string | null, to: string | null | undefined): string | null {
  if (typeof to !== "string" || to === "-" || to.startsWith("~")) return null;
  return to.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", to) : null;
}

/** The absolute path of a word; `undefined` when it cannot be told. */
export function pathOf({ folder }: RunCommand, word: string): string | undefined {
  if (word.startsWith("/")) return resolvePath("/", word);
  return folder === null || word.startsWith("~") ? undefined : resolvePath(folder, word);
}
