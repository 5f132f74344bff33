/** What every command line of Keelcheck is made of. The only user of commander. */
import {
  Argument,
  Command,
  CommanderError,
  InvalidArgumentError,
  Option,
  type OutputConfiguration,
} from "commander";
import { safe } from "../../escape/safe.ts";
import { nearest } from "../../names.ts";
import { EXIT } from "../exit.ts";
import { VERSION } from "../project.ts";
import type { CompletedCommand, CompletedOption } from "./completion/words.ts";
import type { Io } from "./terminal.ts";

/** The program without its commands. */
export function emptyProgram(io: Io): Command {
  return new Command("keelcheck")
    .description("Checks what each image of a deployment repo really runs as, listens on and loads.")
    .version(VERSION, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .configureOutput(outputOf(io))
    .exitOverride();
}

/** What is wrong with a command line that asks for the help of a command; commander prints its own then. */
export function helpProblem(program: Command, argv: readonly string[]): string | undefined {
  const [first, name, inner] = argv;
  if (first !== "help" || name === "help") return undefined;
  const command = program.commands.find((each) => each.name() === name);
  if (command === undefined) return unknownCommand(name, program);
  return command.commands.length === 0 ? undefined : unknownCommand(inner, command);
}

/** `undefined` for no name, and for one that is a command's. */
function unknownCommand(name: string | undefined, { commands }: Command): string | undefined {
  const names = commands.map((command) => command.name());
  if (name === undefined || name.startsWith("-") || names.includes(name)) return undefined;
  const near = nearest(name, names);
  return `unknown command '${name}'${near === undefined ? "" : ` (Did you mean ${near}?)`}`;
}

/** The exit code of what a command line that is not run throws; `undefined` for any other error. */
export function usageExit(error: unknown): number | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
}

function outputOf(io: Io): OutputConfiguration {
  const width = () => io.columns ?? 80;
  return {
    writeOut: io.out,
    // An argument may hold anything.
    writeErr: (text) => io.err(text.split("\n").map(safe).join("\n")),
    getOutHelpWidth: width,
    getErrHelpWidth: width,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
    outputError: (text, write) => write(text.replace(/^error: /, "keelcheck: ").replace(/\n(?=\()/, " ")),
  };
}

/** A command on a tree: where it is, whose policy and which images count, and how it is written. */
export function onTree(command: Command, formats: readonly string[] = []): Command {
  const format = chosen("--format <format>", "output format", formats).default("text");
  if (formats.length > 0) command.addOption(format);
  const tree = command
    .argument("[path]", "root of the deployment repo", ".")
    .option("--policy <file>", "policy to use instead of .github/keelcheck.yml")
    .option("--images <glob...>", "image folders to read instead of the policy's");
  return painted(tree);
}

/** An option with a few words to choose from; a word that is nearly one of them is told. */
export function chosen(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices(words).argParser(oneOfWords(words));
}

/** An argument with a few words to choose from. */
export function chosenArgument(name: string, description: string, words: readonly string[]): Argument {
  return new Argument(name, description).choices(words).argParser(oneOfWords(words));
}

function oneOfWords(words: readonly string[]): (word: string) => string {
  return (word) => {
    if (words.includes(word)) return word;
    const near = nearest(word, words);
    const meant = near === undefined ? `Allowed choices are ${words.join(", ")}.` : `Did you mean "${near}"?`;
    throw new InvalidArgumentError(meant);
  };
}

/** An option that takes a number. */
export function numbered(flags: string, description: string): Option {
  return new Option(flags, description).argParser((word: string) => {
    if (!/^\d+$/.test(word)) throw new InvalidArgumentError("It must be a whole number.");
    return Number(word);
  });
}

/** A command with the options of colour. */
export function painted(command: Command): Command {
  return command
    .option("--color", "colour the output even where it is not a terminal")
    .option("--no-color", "do not colour the output");
}

/** What can be typed: the program itself first, then each command and the commands within. */
export function completedCommands(program: Command): readonly CompletedCommand[] {
  const help: CompletedCommand = {
    ...completed(program, ["help"]),
    description: "print the help of a command",
  };
  const all = program.commands.flatMap((command) => [
    completed(command, [command.name()]),
    ...command.commands.map((inner) => completed(inner, [command.name(), inner.name()])),
  ]);
  return [completed(program, []), ...all, { ...help, options: [] }];
}

function completed(command: Command, path: readonly string[]): CompletedCommand {
  const [first] = command.registeredArguments;
  return {
    name: path.join(" "),
    description: command.description(),
    options: [...command.options.map(completedOption), HELP],
    words: [...command.commands.map((inner) => inner.name()), ...(first?.argChoices ?? [])],
    onlyWords: first?.argChoices !== undefined,
  };
}

const HELP: CompletedOption = { names: ["-h", "--help"], description: "print this help", takes: "nothing" };

function completedOption({
  short,
  long,
  description,
  required,
  variadic,
  argChoices,
}: Option): CompletedOption {
  return {
    names: [short, long].flatMap((name) => name ?? []),
    description,
    takes: variadic ? "several" : required ? "one" : "nothing",
    ...(argChoices !== undefined && { words: argChoices }),
  };
}
