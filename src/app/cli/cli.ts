/** The command line. What a command does is loaded when it is asked for: help is there at once. */
import type { Command } from "commander";
import { safe } from "../../escape/safe.ts";
import { screened } from "../../report/commands.ts";
import { severities } from "../../report/words.ts";
import type { Failure as Bug } from "../../work.ts";
import { EXIT } from "../exit.ts";
import { BUGS } from "../project.ts";
import { defineBaseline } from "./baseline.ts";
import { defineBases } from "./bases.ts";
import type { CheckFlags, FixFlags, InspectFlags } from "./check.ts";
import { chosen, emptyProgram, helpProblem, numbered, onTree, painted, usageExit } from "./commander.ts";
import { defineCompletion } from "./completion.ts";
import { defineDocs } from "./docs.ts";
import { CHECK_FORMATS, INSPECT_FORMATS } from "./formats.ts";
import { defineInit } from "./init.ts";
import { defineNew } from "./new.ts";
import type { Io, SharedFlags } from "./terminal.ts";
import { defineTidy } from "./tidy.ts";
import { withHints } from "./usage-hints.ts";

export type { Io } from "./terminal.ts";

/** Runs a command line (without the program's own name) and hands back the exit code. Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const exit = { code: EXIT.ok as number };
  const shown = screenedIo(io);
  try {
    const keelcheck = program(shown, exit);
    const problem = helpProblem(keelcheck, argv);
    if (problem !== undefined) keelcheck.error(`keelcheck: ${problem}`);
    await keelcheck.parseAsync(argv, { from: "user" });
    return exit.code;
  } catch (error) {
    return usageExit(error) ?? internalError(error, shown);
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

function bugSayer(io: Io): (bugs: readonly Bug[]) => Promise<void> {
  return async (bugs) => {
    if (bugs.length === 0) return;
    const { failureText } = await import("../../engine/check.ts");
    for (const failure of bugs) bug(failureText(failure), failure.error, io);
  };
}

function program(io: Io, exit: { code: number }): Command {
  const keelcheck = emptyProgram(io);
  const say = bugSayer(io);
  onTree(keelcheck.command("check"), CHECK_FORMATS)
    .description("Report each problem on its line. Exits with 1 when something is at or above fail-on.")
    .option("--since <revision>", "only what was introduced since this commit or branch")
    .option("--no-baseline", "count what the baseline holds too")
    .option("--rule <rule...>", "only these rules: nginx/user-root, user-root or 'nginx/*'")
    .addOption(chosen("--severity <level>", "only findings of at least this severity", severities))
    .addOption(
      chosen("--fail-on <level>", "fail on this severity instead of the policy's", [...severities, "never"]),
    )
    .option("--exclude <glob...>", "nothing of these images and paths")
    .option("--quiet", "only errors")
    .addOption(numbered("--max <count>", "show only so many findings, what matters most first"))
    .action(async (path: string, flags: CheckFlags) => {
      const { checkCommand } = await import("./check.ts");
      exit.code = await checkCommand(path, flags, { io, say });
    });
  onTree(keelcheck.command("inspect"), INSPECT_FORMATS)
    .description("Show what each image runs as, listens on and loads, and why.")
    .option("--image <name>", "only this image")
    .option("--since <revision>", "what changed since this commit or branch: before -> after")
    .action(async (path: string, flags: InspectFlags) => {
      const { inspectCommand } = await import("./check.ts");
      exit.code = await inspectCommand(path, flags, { io, say });
    });
  onTree(keelcheck.command("fix"))
    .description("Apply exact fixes: those that change nothing else, and with --unsafe the others too.")
    .option("--dry-run", "show the changes and write nothing")
    .option("--unsafe", "also apply fixes that may change what an image does")
    .option("--since <revision>", "only what was introduced since this commit or branch")
    .action(async (path: string, flags: FixFlags) => {
      const { fixCommand } = await import("./check.ts");
      exit.code = await fixCommand(path, flags, { io, say });
    });
  defineInit(onTree(keelcheck.command("init")), { io, say }, exit);
  const fresh = keelcheck.command("new").argument("<image>", "name of the image and of its folder");
  defineNew(onTree(fresh), { io, say }, exit);
  defineDocs(onTree(keelcheck.command("docs")), { io, say }, exit);
  defineTidy(onTree(keelcheck.command("tidy")), { io, say }, exit);
  defineBaseline(onTree(keelcheck.command("baseline")), { io, say }, exit);
  defineBases(keelcheck, { io, say }, exit);
  painted(keelcheck.command("explain"))
    .description("Print the page of a rule; without one, list all rules.")
    .argument("[rule]", "id of a rule, such as nginx/user-root")
    .action(async (rule: string | undefined, flags: SharedFlags) => {
      const { explainCommand } = await import("./explain.ts");
      exit.code = explainCommand(rule, flags, io);
    });
  defineCompletion(keelcheck, io);
  withHints(keelcheck);
  return keelcheck;
}
