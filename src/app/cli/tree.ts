import { rules as allRules } from "../../rules/index.ts";
import { type CommandFailure, type CommandOutcome, EXIT } from "../exit.ts";
import { commandFailureText } from "../failure.ts";
import { type LoadOptions, openWorkspace } from "../load.ts";
import { readPolicyFile } from "../policy-files.ts";
import { noProgress } from "./progress.ts";
import { errorPaint, type Io, type SharedFlags } from "./terminal.ts";

/** A command on a tree. */
interface TreeCommand {
  /** The root of the repo. */
  readonly folder: string;
  readonly flags: SharedFlags;
  readonly io: Io;
}

/** Opens the tree that a command names and does the work on it, with a progress line on a terminal. */
export async function withTree<T>(
  { folder, flags, io }: TreeCommand,
  work: (options: LoadOptions) => Promise<CommandOutcome<T>>,
): Promise<CommandOutcome<T>> {
  const line = io.progress?.() ?? noProgress;
  try {
    line.say("reading the files");
    const opened = openWorkspace(folder);
    if (!opened.ok) return opened;
    const policy = flags.policy === undefined ? undefined : readPolicyFile(flags.policy, io.cwd);
    if (policy?.ok === false) return policy;
    return await work({
      workspace: opened.workspace,
      ...(policy !== undefined && { policyFile: policy.file }),
      ...(flags.images !== undefined && { images: flags.images }),
      rules: io.rules ?? allRules,
      progress: line.say,
      ...(io.newFailures && { newFailures: io.newFailures }),
      ...(io.stepsFor && { stepsFor: io.stepsFor }),
    });
  } finally {
    await line.done();
  }
}

/** Says why a command could not do its work; hands back its exit code. */
export function failed(failure: CommandFailure, flags: SharedFlags, io: Io): number {
  io.err(commandFailureText(failure, errorPaint(flags, io)));
  return EXIT.usage;
}

/** Today, `YYYY-MM-DD` in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
