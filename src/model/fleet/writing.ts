import type { Apache } from "../apache/types.ts";
import { apacheUnwritable } from "../apache-start/unwritable.ts";
import { known } from "../fact.ts";
import type { Nginx } from "../nginx/types.ts";
import { type Surroundings, type UnwritablePath, unwritablePaths } from "../nginx-start/unwritable.ts";
import type { Run } from "../runs/types.ts";

/** The run, its servers turned to "does not start" where they cannot write what they must. */
export function writing(run: Run, around: Surroundings): Run {
  const nginx = run.nginx && blockedStart(run.nginx, () => unwritablePaths(run, around));
  const apache = run.apache && blockedStart(run.apache, () => apacheUnwritable(run, around));
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
  find: () => readonly UnwritablePath[],
): T | undefined {
  const blocked = server.starts.known && server.starts.value ? find() : [];
  const [first] = blocked;
  if (first === undefined) return undefined;
  const because = blocked.map(({ at, who, path, why }) => ({
    at,
    note: `${who} cannot write ${path}: ${why}`,
  }));
  return { ...server, starts: known(false, first.at, because) };
}
