/** Programs that supervisord starts as root. */
import type { SupervisorProgram } from "../../parsers/supervisor.ts";
import type { Place } from "../../source.ts";
import type { FileContent } from "../files/types.ts";
import type { Process, Run } from "../runs/types.ts";
import { supervisorConfigs } from "../start/supervisor-files.ts";
import { isIdle, isSupervisor } from "../stock/programs/tools.ts";
import { isOpaqueStarter, needsRoot } from "../stock/programs/users.ts";

/** A program that supervisord starts as root and that is not known to give it up. */
export interface RootProgram {
  readonly name: string;
  /** What is started, as the process is called. */
  readonly program: string;
  readonly at: Place;
  /** Whether its own section says root. */
  readonly said: boolean;
  /** Whether it surely keeps root; else it is only not known to give it up. */
  readonly sure: boolean;
  readonly startedAt: Place;
}

/** The programs of a run's supervisord that run as root; none where supervisord itself is not root. */
export function rootPrograms({ image, processes }: Run): readonly RootProgram[] {
  return processes.list.flatMap((process) => {
    if (!isSupervisor(process.program) || !process.user.known || !process.user.value.root) return [];
    const { args, at } = process;
    const { configs, others } = supervisorConfigs(image.files, { args, folder: null, at });
    const itself = configs[0]?.parsed.user;
    // With a user of its own supervisord gives up root before it starts anything.
    if (others !== undefined || (itself !== undefined && !isRoot(itself.text))) return [];
    const startedBy = processesByLine(processes.list);
    return configs.flatMap(({ content, parsed }) =>
      parsed.programs.flatMap((program) => rootProgram(program, { content, startedBy, process })),
    );
  });
}

interface Around {
  readonly content: FileContent;
  /** The processes that a line starts, at once or by what it starts. */
  readonly startedBy: (line: Place) => readonly Process[];
  readonly process: Process;
}

function processesByLine(processes: readonly Process[]): Around["startedBy"] {
  const lines = new Map<string, Process[]>();
  const keyOf = ({ file, span }: Place) => (span === undefined ? undefined : `${span.start} ${file.path}`);
  for (const process of processes) {
    const keys = new Set([process.at, ...process.because.map(({ at }) => at)].map(keyOf));
    for (const key of keys) {
      if (key === undefined) continue;
      const same = lines.get(key) ?? [];
      same.push(process);
      lines.set(key, same);
    }
  }
  return (line) => lines.get(keyOf(line) ?? "") ?? [];
}

function rootProgram(
  program: SupervisorProgram,
  { content, startedBy, process }: Around,
): readonly RootProgram[] {
  const { name, command, user, autostart, span } = program;
  if (!autostart || command === undefined || (user !== undefined && !isRoot(user.text))) return [];
  const line = content.place(command.span);
  const keeper = thatStay(startedBy(line)).find((started) => keepsRoot(started));
  if (keeper === undefined) return [];
  const sure = keeper.givesUpRoot === false;
  const at = content.place(user?.span ?? span);
  return [{ name, program: keeper.program, at, said: user !== undefined, sure, startedAt: process.at }];
}

/** What a script waits with, or asks first, is not what it is there for. */
function thatStay(started: readonly Process[]): readonly Process[] {
  const staying = started.filter(({ stays }) => stays);
  const busy = staying.filter(({ program }) => !isIdle(program));
  if (busy.length > 0) return busy;
  return staying.length === 0 || staying.some(({ user }) => !user.known || user.value.root)
    ? started
    : staying;
}

function isRoot(text: string | null): boolean {
  return text === "root" || text === "0";
}

function keepsRoot({ program, user, givesUpRoot }: Process): boolean {
  if (!user.known || !user.value.root || givesUpRoot === true) return false;
  return !needsRoot(program) && !isOpaqueStarter(program);
}
