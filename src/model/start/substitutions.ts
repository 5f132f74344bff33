/** Texts that `envsubst` fills in when the container starts, by whatever variables it finds in them. */
import { parseShell, type ShellCommand, type ShellScript } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import { baseName, resolvePath } from "../container-path.ts";
import type { Evidence } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles, FileContent } from "../files/types.ts";
import { commandsAhead } from "../shell/printed/pipes.ts";
import type { Started } from "./record.ts";

/** An `envsubst` without a list of the variables that are meant: it puts in all, also those that nothing sets. */
export interface Substitution {
  readonly at: Place;
  readonly because: readonly Evidence[];
  /** Path of the text in the container. */
  readonly path: string;
  readonly template: FileContent;
  /** Variables that the script itself gives a value. */
  readonly assigned: ReadonlySet<string>;
}

interface Around {
  readonly files: ContainerFiles;
  /** Where relative paths start; `null` when it cannot be told. */
  readonly folder: string | null;
  readonly environment: (name: string) => string | undefined;
}

/** The calls of `envsubst` in start scripts that name no variables, where the text that they read is known. */
export function bareSubstitutions({ scripts }: Started, around: Around): readonly Substitution[] {
  return scripts.flatMap(({ text, place, because }) => {
    if (!text.includes("envsubst")) return [];
    const parsed = parseShell(text, "start");
    const commands = allCommands(parsed);
    const assigned = new Set(commands.flatMap(assignedBy));
    return commands.flatMap((command): readonly Substitution[] => {
      if (!isBare(command)) return [];
      const path = inputOf(command, commands, around);
      const file = path === undefined ? undefined : around.files.lookup(path);
      if (path === undefined || !isFile(file) || !file.content.known) return [];
      return [{ at: place(command.span), because, path, template: file.content.value, assigned }];
    });
  });
}

function allCommands({ commands, functions }: ShellScript): readonly ShellCommand[] {
  const own = [...commands, ...functions.flatMap((one) => one.commands)];
  return own.flatMap((command) => [command, ...command.substitutions]);
}

/** `X=y`, `export X=y`. */
function assignedBy({ assignments, words }: ShellCommand): readonly string[] {
  const exported = words.flatMap(({ raw }) => /^(\w+)=/.exec(raw)?.[1] ?? []);
  return [...assignments.map(({ name }) => name), ...exported];
}

function isBare({ words: [program, ...args] }: ShellCommand): boolean {
  return baseName(program?.text ?? "") === "envsubst" && args.length === 0;
}

/** What it reads: `< FILE`, or `cat FILE |` before it. */
function inputOf(
  command: ShellCommand,
  commands: readonly ShellCommand[],
  { folder, environment }: Around,
): string | undefined {
  const [before] = commandsAhead(command, commands);
  const [program, first, ...others] = before?.words ?? [];
  const piped = program?.text === "cat" && others.length === 0 ? first : undefined;
  const word = command.redirects.findLast(({ operator }) => operator === "<")?.target ?? piped;
  const value = word?.expand((name) => environment(name) || undefined) ?? undefined;
  if (value === undefined || word?.glob === true) return undefined;
  return value.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", value) : undefined;
}
