/** Programs that supervisord starts as root. */
import type { Place } from "../../source.ts";
import type { Process, Run } from "../runs/types.ts";
import type { ProgramSection, SupervisorConfig } from "../start/supervisor/config.ts";
import { isIdle } from "../stock/programs/tools.ts";
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
export function rootPrograms({ supervisors, processes }: Run): readonly RootProgram[] {
  const startedBy = processesByLine(processes.list);
  return supervisors.flatMap(({ at: startedAt, config, user, problems }) => {
    // With a user of its own supervisord gives up root before it starts anything.
    if (config.others !== undefined || !user.known || !user.value.root) return [];
    if (problems.some(({ stops }) => stops === "supervisord")) return [];
    return config.programs.flatMap((program) => rootProgram(program, { config, startedBy, startedAt }));
  });
}

interface Around {
  readonly config: SupervisorConfig;
  /** The processes that a line starts, at once or by what it starts. */
  readonly startedBy: (line: Place) => readonly Process[];
  /** The command that starts supervisord. */
  readonly startedAt: Place;
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
  { program: name, values, at: head }: ProgramSection,
  { config, startedBy, startedAt }: Around,
): readonly RootProgram[] {
  const command = values.get("command");
  const user = values.get("user");
  const text = user && config.expand(user);
  const isRoot = user === undefined || (text?.kind === "text" && /^(root|0)$/.test(text.text));
  if (command === undefined || !isRoot) return [];
  const keeper = thatStay(startedBy(command.at)).find((started) => keepsRoot(started));
  if (keeper === undefined) return [];
  const sure = keeper.givesUpRoot === false;
  return [{ name, program: keeper.program, at: user?.at ?? head, said: user !== undefined, sure, startedAt }];
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

function keepsRoot({ program, user, givesUpRoot }: Process): boolean {
  if (!user.known || !user.value.root || givesUpRoot === true) return false;
  return !needsRoot(program) && !isOpaqueStarter(program);
}
