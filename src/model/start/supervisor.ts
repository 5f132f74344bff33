import { parseShell } from "../../parsers/shell/parse.ts";
import type { SupervisorProgram, SupervisorValue } from "../../parsers/supervisor.ts";
import type { ContainerUser } from "../accounts.ts";
import { type Fact, unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import type { Started, StartInput, Step } from "./record.ts";
import { type SupervisorConfig, supervisorConfigs } from "./supervisor-files.ts";

/** A program of supervisord's configuration. */
export interface SupervisorCommand {
  readonly words: readonly (string | null)[];
  readonly step: Step;
}

/** A supervisord as it is started. */
interface SupervisorCall {
  /** Its arguments, without the program. */
  readonly args: readonly (string | null)[];
  readonly input: StartInput;
  readonly step: Step;
}

/** The programs that supervisord starts by itself; what cannot be told is noted in `started`. */
export function* supervisorCommands(
  started: Started,
  { args, input, step }: SupervisorCall,
): Generator<SupervisorCommand> {
  const { files, folder } = input;
  const { configs, others } = supervisorConfigs(files, { args, folder, at: step.at });
  if (others !== undefined) started.others ??= others;
  const [main] = configs;
  if (main === undefined) return;
  if (!staysInFront(args, main)) {
    started.leaves = {
      at: step.at,
      note: "supervisord goes into the background, and the container ends with its first process",
    };
  }
  // With a user of its own supervisord gives up root before it starts anything; anybody else cannot change.
  const isRoot = step.user.known && step.user.value.root;
  const itself = isRoot ? userOf(main.parsed.user, main.content, { input, otherwise: step.user }) : step.user;
  for (const { content, parsed } of configs) {
    for (const program of parsed.programs) {
      if (!program.autostart) continue;
      const user = userOf(program.user, content, { input, otherwise: itself });
      const command = commandOf(program, content, { input, step, user });
      if (command !== undefined) yield command;
      else {
        const at = content.place(program.command?.span ?? program.span);
        started.others ??= unknown(
          { key: `command of ${program.name}`, why: `the command of program ${program.name} is unknown` },
          at,
        );
      }
    }
  }
}

/** `-n`, or `nodaemon=true` under `[supervisord]`. */
function staysInFront(args: readonly (string | null)[], { parsed }: SupervisorConfig): boolean {
  if (args.some((arg) => arg === null || arg === "-n" || arg === "--nodaemon")) return true;
  const value = parsed.sections.findLast(({ name }) => name === "supervisord")?.values.get("nodaemon");
  return value?.text === null || /^(true|1|yes|on)$/i.test(value?.text ?? "");
}

interface Around {
  readonly input: StartInput;
  readonly step: Step;
  readonly user: Fact<ContainerUser>;
}

function commandOf(
  { command }: SupervisorProgram,
  content: FileContent,
  { input, step, user }: Around,
): SupervisorCommand | undefined {
  if (command?.text === undefined || command.text === null) return undefined;
  // supervisord splits words as a shell does and starts no shell.
  const [first] = parseShell(command.text, "start").commands;
  return {
    words: first?.words.map((word) => word.expand(input.environment)) ?? [],
    step: {
      ...step,
      at: content.place(command.span),
      because: [...step.because, { at: step.at, note: "supervisord is started here" }],
      stays: true,
      supervised: true,
      depth: step.depth + 1,
      user,
    },
  };
}

function userOf(
  user: SupervisorValue | undefined,
  { place }: FileContent,
  { input, otherwise }: { readonly input: StartInput; readonly otherwise: Fact<ContainerUser> },
): Fact<ContainerUser> {
  if (user === undefined) return otherwise;
  const at = place(user.span);
  return user.text === null
    ? unknown({ key: "user", why: "the program's user is unknown" }, at)
    : input.userNamed(user.text, at);
}
