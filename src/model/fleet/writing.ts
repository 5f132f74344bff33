import { isSamePlace } from "../../source.ts";
import type { Apache } from "../apache/types.ts";
import { apacheUnwritable } from "../apache-start/unwritable.ts";
import { known } from "../fact.ts";
import type { Nginx } from "../nginx/types.ts";
import { type Surroundings, type UnwritablePath, unwritablePaths } from "../nginx-start/unwritable.ts";
import type { Run } from "../runs/types.ts";
import type { ProgramSection } from "../start/supervisor/config.ts";
import { supervisorUnwritable } from "../supervisor-start/unwritable.ts";

type Blocked = Pick<UnwritablePath, "at" | "who" | "path" | "why">;

/** The run, its servers turned to "does not start" where they cannot write what they must. */
export function writing(run: Run, around: Surroundings): Run {
  const ofSupervisor = (server: Nginx | Apache) =>
    run.processes.list.some(({ at, supervised }) => supervised && at === server.launched.at)
      ? supervisorUnwritable(run, around).filter(({ program }) => isOf(server, program))
      : [];
  const nginx =
    run.nginx &&
    blockedStart(run.nginx, (server) => [...unwritablePaths(run, around), ...ofSupervisor(server)]);
  const apache =
    run.apache &&
    blockedStart(run.apache, (server) => [...apacheUnwritable(run, around), ...ofSupervisor(server)]);
  const ended = [nginx, apache].filter((server) => server !== undefined).map(({ kind }) => kind);
  if (ended.length === 0) return run;
  return {
    ...run,
    ...(nginx && { nginx }),
    ...(apache && { apache }),
    listeners: run.listeners.filter(({ server }) => !ended.includes(server)),
  };
}

function blockedStart<T extends Nginx | Apache>(
  server: T,
  find: (server: T) => readonly Blocked[],
): T | undefined {
  const blocked = server.starts.known && server.starts.value ? find(server) : [];
  const [first] = blocked;
  if (first === undefined) return undefined;
  const because = blocked.map(({ at, who, path, why }) => ({
    at,
    note: `${who} cannot write ${path}: ${why}`,
  }));
  return { ...server, starts: known(false, first.at, because) };
}

/** Whether a supervisord's trouble is that of a server: of all that it starts, or of the program that is one. */
function isOf({ launched }: Nginx | Apache, program: ProgramSection | undefined): boolean {
  const command = program?.values.get("command");
  return program === undefined || (command !== undefined && isSamePlace(command.at, launched.at));
}
