import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option, type OutputConfiguration } from "commander";
import { failureText } from "../../engine/check.ts";
import { nearest } from "../../policy/nearest.ts";
import { screened } from "../../report/commands.ts";
import { jsonBases } from "../../report/json/bases.ts";
import { safe } from "../../report/safe.ts";
import { basesText } from "../../report/text/bases.ts";
import { severities } from "../../report/words.ts";
import { rules as allRules } from "../../rules/index.ts";
import type { Failure as Bug } from "../../work.ts";
import { runBases } from "../bases.ts";
import { addBase } from "../bases-add.ts";
import { addedText } from "../bases-added.ts";
import { type CommandFailure, EXIT } from "../exit.ts";
import { explain } from "../explain.ts";
import { BUGS, VERSION } from "../project.ts";
import {
  CHECK_FORMATS,
  type CheckFlags,
  checkCommand,
  type FixFlags,
  fixCommand,
  INSPECT_FORMATS,
  type InspectFlags,
  inspectCommand,
} from "./check.ts";
import { type Io, paint, type SharedFlags, textStyle } from "./terminal.ts";
import { failed, withTree } from "./tree.ts";

export type { Io } from "./terminal.ts";

interface BasesFlags extends SharedFlags {
  readonly format: "text" | "json";
}

/** Runs a command line (without the program's own name) and hands back the exit code. Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const exit = { code: EXIT.ok as number };
  const shown = screenedIo(io);
  try {
    await program(shown, exit).parseAsync(argv, { from: "user" });
    return exit.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return internalError(error, shown);
  }
}

/** In a workflow what is printed is read by a runner: only the commands that are meant as such reach it. */
function screenedIo(io: Io): Io {
  return {
    ...io,
    commands: io.commands ?? io.out,
    out: (text) => io.out(screened(text)),
    err: (text) => io.err(screened(text)),
  };
}

/** One line that says how to report it; the stack only for those who ask. */
function internalError(error: unknown, io: Io): number {
  bug(error instanceof Error ? error.message : String(error), error, io);
  return EXIT.internal;
}

function bug(message: string, error: unknown, { err, env }: Io): void {
  const debug = env.KEELCHECK_DEBUG ? "" : " (KEELCHECK_DEBUG=1 shows where it happened)";
  err(`keelcheck: internal error: ${safe(message)}; please report it at ${BUGS}${debug}\n`);
  if (env.KEELCHECK_DEBUG && error instanceof Error) err(`${error.stack ?? ""}\n`);
}

function bugSayer(io: Io): (bugs: readonly Bug[]) => void {
  return (bugs) => {
    for (const failure of bugs) bug(failureText(failure), failure.error, io);
  };
}

function program(io: Io, exit: { code: number }): Command {
  const keelcheck = new Command("keelcheck")
    .description("Checks what each image of a deployment repo really runs as, listens on and loads.")
    .version(VERSION, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .configureOutput(outputOf(io))
    .exitOverride();
  const say = bugSayer(io);
  onTree(keelcheck.command("check"), CHECK_FORMATS)
    .description("Report each problem on its line. Exits with 1 when something is at or above fail-on.")
    .option("--since <revision>", "only what was introduced since this commit or branch")
    .option("--rule <rule...>", "only these rules: nginx/user-root, user-root or 'nginx/*'")
    .addOption(chosen("--severity <level>", "only findings of at least this severity", severities))
    .addOption(
      chosen("--fail-on <level>", "fail on this severity instead of the policy's", [...severities, "never"]),
    )
    .option("--exclude <glob...>", "nothing of these images and paths")
    .option("--quiet", "only errors")
    .addOption(
      new Option("--max <count>", "show only so many findings, what matters most first").argParser(countOf),
    )
    .action(async (path: string, flags: CheckFlags) => {
      exit.code = await checkCommand(path, flags, { io, say });
    });
  onTree(keelcheck.command("inspect"), INSPECT_FORMATS)
    .description("Show what each image runs as, listens on and loads, and why.")
    .option("--image <name>", "only this image")
    .option("--since <revision>", "what changed since this commit or branch: before -> after")
    .action(async (path: string, flags: InspectFlags) => {
      exit.code = await inspectCommand(path, flags, { io, say });
    });
  onTree(keelcheck.command("fix"))
    .description("Apply exact fixes: those that change nothing else, and with --unsafe the others too.")
    .option("--dry-run", "show the changes and write nothing")
    .option("--unsafe", "also apply fixes that may change what an image does")
    .option("--since <revision>", "only what was introduced since this commit or branch")
    .action(async (path: string, flags: FixFlags) => {
      exit.code = await fixCommand(path, flags, { io, say });
    });
  basesCommands(keelcheck, io, exit);
  painted(keelcheck.command("explain"))
    .description("Print the page of a rule; without one, list all rules.")
    .argument("[rule]", "id of a rule, such as nginx/user-root")
    .action((rule: string | undefined, flags: SharedFlags) => {
      exit.code = explainCommand(rule, flags, io);
    });
  return keelcheck;
}

function basesCommands(keelcheck: Command, io: Io, exit: { code: number }): void {
  const bases = onTree(keelcheck.command("bases"), ["text", "json"])
    .description("List the unknown base images and how to settle each; `bases add` records one.")
    .helpCommand(false)
    .enablePositionalOptions()
    .action(async (path: string, flags: BasesFlags) => {
      exit.code = await basesCommand(path, flags, io);
    });
  painted(bases.command("add"))
    .description("Record a base image: docker image inspect REF | keelcheck bases add REF")
    .argument("<ref>", "the image as FROM names it")
    .argument("[path]", "root of the deployment repo", ".")
    .action(async (ref: string, path: string, flags: SharedFlags) => {
      exit.code = await basesAddCommand({ ref, path }, flags, io);
    });
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

function onTree(command: Command, formats: readonly string[] = []): Command {
  const format = chosen("--format <format>", "output format", formats).default("text");
  if (formats.length > 0) command.addOption(format);
  const tree = command
    .argument("[path]", "root of the deployment repo", ".")
    .option("--policy <file>", "policy to use instead of .github/keelcheck.yml")
    .option("--images <glob...>", "image folders to read instead of the policy's");
  return painted(tree);
}

/** An option with a few words to choose from; a word that is nearly one of them is told. */
function chosen(flags: string, description: string, words: readonly string[]): Option {
  const option = new Option(
    flags,
    `${description} (choices: ${words.map((word) => `"${word}"`).join(", ")})`,
  );
  return option.argParser((word: string) => {
    if (words.includes(word)) return word;
    const near = nearest(word, words);
    const meant = near === undefined ? `Allowed choices are ${words.join(", ")}.` : `Did you mean "${near}"?`;
    throw new InvalidArgumentError(meant);
  });
}

function countOf(word: string): number {
  if (!/^\d+$/.test(word)) throw new InvalidArgumentError("It must be a number.");
  return Number(word);
}

function painted(command: Command): Command {
  return command
    .option("--color", "colour the output even where it is not a terminal")
    .option("--no-color", "do not colour the output");
}

async function basesCommand(path: string, flags: BasesFlags, io: Io): Promise<number> {
  const answer = await withTree({ path, flags, io }, (options) => runBases({ ...options, path }));
  if (!answer.ok) return failed(answer.failure, flags, io);
  const { report } = answer;
  io.out(flags.format === "json" ? jsonBases(report) : basesText(report, textStyle(flags, io)));
  bugSayer(io)(answer.bugs);
  return answer.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}

async function basesAddCommand(
  { ref, path }: { readonly ref: string; readonly path: string },
  flags: SharedFlags,
  io: Io,
): Promise<number> {
  if (io.input === undefined) return failed(nothingPiped(ref), flags, io);
  const answer = addBase({ ref, folder: resolve(io.cwd, path), input: await io.input() });
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(addedText(answer.added));
  return EXIT.ok;
}

function nothingPiped(ref: string): CommandFailure {
  const command = `docker image inspect ${ref} | keelcheck bases add ${ref}`;
  return { kind: "usage", message: `bases add reads the image from standard input: ${command}` };
}

function explainCommand(rule: string | undefined, flags: SharedFlags, io: Io): number {
  const answer = explain(io.rules ?? allRules, rule, paint(flags, io));
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(answer.text);
  return EXIT.ok;
}
