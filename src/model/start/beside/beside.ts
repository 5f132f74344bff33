/** What runs in a container again and again beside what is started: its health check, and what cron is told. */
import { isServer } from "../../stock/programs/servers.ts";
import { type Here, nothingStarted, type Started } from "../record.ts";

/** Follows what runs beside: the servers that it starts as well, and its scripts, for what they write. */
export function beside({ started, input, step }: Here, follow: (here: Here) => void): Started {
  const own = nothingStarted();
  follow({ started: own, input, step: { ...step, sure: false } });
  for (const script of own.scripts) started.scripts.push({ ...script, aside: true });
  for (const program of own.programs)
    if (isServer(program.program)) started.beside.push({ ...program, stays: true });
  started.besideDoubt ??= own.foreign;
  return own;
}
