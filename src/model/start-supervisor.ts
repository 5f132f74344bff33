import { parseShell } from "../parsers/shell.ts";
import { parseSupervisor } from "../parsers/supervisor.ts";
import type { Place, Span } from "../source.ts";
import { isFile } from "./container-files.ts";
import { parentOf, resolvePath } from "./container-path.ts";
import { type Fact, unknown } from "./fact.ts";
import type { ContainerUser } from "./model.ts";
import { fileAt, type Started, type StartInput, type Step } from "./start.ts";

// supervisord's search order is longer; these are the absolute ones (supervisord.org, "Configuration File").
const CONFIGS = ["/usr/etc/supervisord.conf", "/etc/supervisord.conf", "/etc/supervisor/supervisord.conf"];
// An include that includes itself would never end; the walk over commands stops at the same depth.
const DEEPEST = 8;

/** A program of supervisord's configuration. */
export interface SupervisorCommand {
  readonly words: readonly (string | null)[];
  readonly step: Step;
}

/** The programs that supervisord starts by itself; what cannot be told is noted in `started`. */
export function* supervisorCommands(
  started: Started,
  args: readonly (string | null)[],
  input: StartInput,
  step: Step,
): Generator<SupervisorCommand> {
  const flag = args.findIndex((arg) => arg === "-c" || arg === "--configuration");
  const named = flag >= 0 ? args[flag + 1] : undefined;
  const candidates = named ? [named] : CONFIGS;
  const path = candidates.find((candidate) =>
    isFile(input.files.lookup(resolvePath(input.folder ?? "/", candidate))),
  );
  if (path !== undefined) yield* commandsOf(started, path, input, step);
  else started.others ??= unknown("supervisord is started, and its configuration is not known", step.at);
}

function* commandsOf(
  started: Started,
  path: string,
  input: StartInput,
  step: Step,
): Generator<SupervisorCommand> {
  if (step.depth > DEEPEST) return;
  const content = fileAt(input, path);
  if (content === undefined || !("file" in content)) {
    started.others ??= unknown(`supervisord reads ${path}, which is not known`, step.at);
    return;
  }
  const parsed = parseSupervisor(content.file);
  for (const pattern of parsed.includes) {
    const { files, others } = input.files.glob(resolvePath(parentOf(resolvePath("/", path)), pattern));
    if (others !== undefined) started.others ??= others;
    for (const file of files)
      yield* commandsOf(started, file.path, input, { ...step, depth: step.depth + 1 });
  }
  for (const { name, command, user, autostart, span } of parsed.programs) {
    if (!autostart) continue;
    const at = content.place(command?.span ?? span);
    if (command?.text === undefined || command.text === null) {
      started.others ??= unknown(`the command of program ${name} cannot be told`, at);
      continue;
    }
    const because = [...step.because, { at: step.at, note: "supervisord is started here" }];
    // supervisord splits words as a shell does and starts no shell.
    const words =
      parseShell(command.text, "start").commands[0]?.words.map((word) => word.expand(input.environment)) ??
      [];
    yield {
      words,
      step: {
        ...step,
        at,
        because,
        stays: true,
        supervised: true,
        depth: step.depth + 1,
        user: programUser(user, input, { step, place: content.place }),
      },
    };
  }
}

function programUser(
  user: { readonly text: string | null; readonly span: Span } | undefined,
  input: StartInput,
  { step, place }: { step: Step; place: (span: Span) => Place },
): Fact<ContainerUser> {
  if (user === undefined) return step.user;
  const at = place(user.span);
  return user.text === null
    ? unknown("the program's user cannot be told", at)
    : input.userNamed(user.text, at);
}
