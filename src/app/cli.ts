import { relative, resolve, sep } from "node:path";
import { Command, CommanderError, Option, type OutputConfiguration } from "commander";
import { crashText } from "../engine/check.ts";
import { jsonBases } from "../report/bases-json.ts";
import { basesText } from "../report/bases-text.ts";
import { githubCommands } from "../report/github.ts";
import { inspectText } from "../report/inspect-text.ts";
import { jsonFacts, jsonReport } from "../report/json.ts";
import { safe } from "../report/safe.ts";
import { textReport } from "../report/text.ts";
import { rules as allRules } from "../rules/index.ts";
import { runBases } from "./bases.ts";
import { addBase } from "./bases-add.ts";
import { addedText } from "./bases-added.ts";
import { type CheckAnswer, runCheck } from "./check.ts";
import { EXIT, type Failure, type Outcome } from "./exit.ts";
import { explain } from "./explain.ts";
import { failureText } from "./failure.ts";
import { runInspect } from "./inspect.ts";
import { type LoadOptions, openWorkspace, readPolicyFile } from "./load.ts";
import { noProgress } from "./progress.ts";
import { BUGS, VERSION } from "./project.ts";
import { errorPaint, type Io, paint, type SharedFlags, textStyle } from "./terminal.ts";

export type { Io } from "./terminal.ts";

interface CheckFlags extends SharedFlags {
  readonly format: "text" | "json" | "github";
}

interface BasesFlags extends SharedFlags {
  readonly format: "text" | "json";
}

interface InspectFlags extends SharedFlags {
  readonly format: "text" | "json";
  readonly image?: string;
}

/** Runs a command line (without the program's own name) and hands back the exit code. Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const exit = { code: EXIT.ok as number };
  try {
    await program(io, exit).parseAsync(argv, { from: "user" });
    return exit.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return internalError(error, io);
  }
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

function program(io: Io, exit: { code: number }): Command {
  const keelcheck = new Command("keelcheck")
    .description("Checks what each image of a deployment repo really runs as, listens on and loads.")
    .version(VERSION, "--version", "print the version")
    .helpOption("--help", "print this help")
    .helpCommand(false)
    .configureOutput(outputOf(io))
    .exitOverride();
  onTree(keelcheck.command("check"), ["text", "json", "github"])
    .description("Report what is wrong, at its line. Exits with 1 when something is at or above fail-on.")
    .action(async (path: string, flags: CheckFlags) => {
      exit.code = await checkCommand(path, flags, io);
    });
  onTree(keelcheck.command("inspect"), ["text", "json"])
    .description("Say what each image runs as, listens on and loads, and why.")
    .option("--image <name>", "only this image")
    .action(async (path: string, flags: InspectFlags) => {
      exit.code = await inspectCommand(path, flags, io);
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
    .description("List the base images that are not known, with what settles each; `bases add` records one.")
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
      exit.code = await basesAddCommand(ref, path, flags, io);
    });
}

function outputOf(io: Io): OutputConfiguration {
  const width = () => io.columns ?? 80;
  return {
    writeOut: io.out,
    writeErr: io.err,
    getOutHelpWidth: width,
    getErrHelpWidth: width,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
    outputError: (text, write) => write(text.replace(/^error: /, "keelcheck: ").replace(/\n(?=\()/, " ")),
  };
}

function onTree(command: Command, formats: readonly string[]): Command {
  const format = new Option("--format <format>", "how to write it").choices(formats).default("text");
  const tree = command
    .argument("[path]", "root of the deployment repo", ".")
    .addOption(format)
    .option("--policy <file>", "policy to use in place of .github/keelcheck.yml")
    .option("--images <glob...>", "image folders to read in place of the policy's");
  return painted(tree);
}

function painted(command: Command): Command {
  return command
    .option("--color", "paint the output, also where it is no terminal")
    .option("--no-color", "paint nothing");
}

async function checkCommand(path: string, flags: CheckFlags, io: Io): Promise<number> {
  const answer = await withTree(path, flags, io, (options) => runCheck({ ...options, today: today() }));
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(checkOutput(answer, path, flags, io));
  for (const crash of answer.crashes) bug(crashText(crash), crash.error, io);
  return answer.exitCode;
}

function checkOutput({ report, conclusion }: CheckAnswer, path: string, flags: CheckFlags, io: Io): string {
  if (flags.format === "json") return jsonReport(report, conclusion);
  if (flags.format === "text") return textReport(report, textStyle(flags, io));
  const prefix = prefixOf(resolve(io.cwd, path), io);
  return githubCommands(report, prefix === "" ? {} : { pathPrefix: prefix });
}

/** The folder's path in the checkout that a workflow runs in: what annotations are relative to. */
function prefixOf(folder: string, { env }: Io): string {
  if (!env.GITHUB_WORKSPACE) return "";
  const path = relative(env.GITHUB_WORKSPACE, folder).split(sep).join("/");
  return path.startsWith("..") ? "" : path;
}

async function inspectCommand(path: string, flags: InspectFlags, io: Io): Promise<number> {
  const image = flags.image === undefined ? {} : { image: flags.image };
  const answer = await withTree(path, flags, io, (options) => runInspect({ ...options, ...image }));
  if (!answer.ok) return failed(answer.failure, flags, io);
  const remarks = answer.remarks.map(safe);
  if (flags.format === "json") {
    io.out(jsonFacts(answer.images));
    for (const remark of remarks) io.err(`keelcheck: ${remark}\n`);
  } else {
    const text = inspectText(answer.images, textStyle(flags, io));
    io.out([...remarks, ...(remarks.length > 0 ? [""] : []), text].join("\n"));
  }
  return EXIT.ok;
}

async function basesCommand(path: string, flags: BasesFlags, io: Io): Promise<number> {
  const answer = await withTree(path, flags, io, (options) => runBases({ ...options, path }));
  if (!answer.ok) return failed(answer.failure, flags, io);
  const { report } = answer;
  io.out(flags.format === "json" ? jsonBases(report) : basesText(report, textStyle(flags, io)));
  return EXIT.ok;
}

async function basesAddCommand(ref: string, path: string, flags: SharedFlags, io: Io): Promise<number> {
  if (io.input === undefined) return failed(nothingPiped(ref), flags, io);
  const answer = addBase({ ref, folder: resolve(io.cwd, path), input: await io.input() });
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(addedText(answer.added));
  return EXIT.ok;
}

function nothingPiped(ref: string): Failure {
  const command = `docker image inspect ${ref} | keelcheck bases add ${ref}`;
  return { kind: "usage", message: `the image is read from standard input: ${command}` };
}

function explainCommand(rule: string | undefined, flags: SharedFlags, io: Io): number {
  const answer = explain(io.rules ?? allRules, rule, paint(flags, io));
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(answer.text);
  return EXIT.ok;
}

/** Opens the tree that a command names and does the work on it, with a progress line on a terminal. */
async function withTree<T>(
  path: string,
  flags: SharedFlags,
  io: Io,
  work: (options: LoadOptions) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const line = io.progress?.() ?? noProgress;
  try {
    line.say("reading the files");
    const opened = openWorkspace(resolve(io.cwd, path));
    if (!opened.ok) return opened;
    const policy = flags.policy === undefined ? undefined : readPolicyFile(flags.policy, io.cwd);
    if (policy?.ok === false) return policy;
    return await work({
      workspace: opened.workspace,
      ...(policy !== undefined && { policyFile: policy.file }),
      ...(flags.images !== undefined && { images: flags.images }),
      rules: io.rules ?? allRules,
      progress: line.say,
    });
  } finally {
    await line.done();
  }
}

function failed(failure: Failure, flags: SharedFlags, io: Io): number {
  io.err(failureText(failure, errorPaint(flags, io)));
  return EXIT.usage;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
