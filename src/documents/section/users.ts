/** Who runs in a container, a row for each process that has a user of its own. */
import { readable, readableCode } from "../../escape/markdown-text.ts";
import type { ContainerUser } from "../../model/accounts.ts";
import type { Fact } from "../../model/fact.ts";
import type { Run } from "../../model/runs/types.ts";
import { isStarted, SERVER_NAMES } from "../../model/servers/questions.ts";
import { isServer } from "../../model/stock/programs/servers.ts";
import { isShell } from "../../model/stock/programs/shells.ts";
import { isIdle, isInit, isStepDownTool } from "../../model/stock/programs/tools.ts";
import type { RunRow, RunRows } from "./types.ts";

/** The rows of a run: the container, each server's workers, and programs that run as somebody else than the container. */
export function userRows(run: Run): RunRows {
  const { containerUser, processes, nginx, apache } = run;
  const rows = [rowOf("Container", containerUser)];
  const entry = labelOf(containerUser);
  for (const server of [nginx, apache].filter(isStarted)) {
    const { kind, master, workers } = server;
    const name = SERVER_NAMES[kind];
    if (labelOf(master) !== entry) rows.push(rowOf(`${name} main process`, master));
    rows.push(rowOf(`${name} workers`, workers));
  }
  for (const { program, user, stays } of processes.list) {
    const isOwn = !isHelper(program) && !isServer(program);
    if (stays && isOwn && labelOf(user) !== entry) rows.push(rowOf(readableCode(program), user));
  }
  const more = processes.others;
  const unknown = more === undefined ? [] : [`Other processes are unknown: ${readable(more.why)}.`];
  return { rows: [...new Map(rows.map((row) => [row.key, row])).values()], unknown };
}

function rowOf(process: string, user: Fact<ContainerUser>): RunRow {
  return { key: process.toLowerCase(), at: user.at, cells: { process, user: labelOf(user) } };
}

/** "`web` (1500)"; of somebody who is not known, why. */
function labelOf(user: Fact<ContainerUser>): string {
  if (!user.known) return `Unknown: ${readable(user.why)}`;
  const { name, uid } = user.value;
  if (name === undefined) return uid === undefined ? "A user without a name" : String(uid);
  return uid === undefined || user.value.root ? readableCode(name) : `${readableCode(name)} (${uid})`;
}

/** Whether a program waits or starts others: not what an image is there for. */
export function isHelper(program: string): boolean {
  return isIdle(program) || isShell(program) || isInit(program) || isStepDownTool(program);
}
