/** Two servers on one port: the second to start dies (RUNTIME: measured with nginx 1.22 and Apache 2.4). */
import type { Apache } from "../apache/types.ts";
import { type Evidence, known, unknown } from "../fact.ts";
import type { Nginx } from "../nginx/types.ts";
import { conflictsOf } from "../servers/overlap.ts";
import type { Listener } from "../servers/types.ts";
import type { Started, StartedProgram } from "../start/record.ts";
import { isServerItself } from "../stock/programs/servers.ts";

interface Both {
  readonly nginx: Nginx;
  readonly apache: Apache;
}

/** The servers as they are once one of them has found its port taken; the same where none has. */
export function afterConflict({ nginx, apache }: Both, { programs }: Started): Both {
  if (isOff(nginx) || isOff(apache)) return { nginx, apache };
  const conflicts = conflictsOf([...nginx.listeners, ...apache.listeners]);
  const [conflict] = conflicts;
  const order = [programs.findIndex(isNginx), programs.findIndex(isApache)] as const;
  if (conflict === undefined || order.includes(-1)) return { nginx, apache };
  const second = order[0] < order[1] ? "apache" : "nginx";
  if (second === "apache" && conflicts.every(({ first, second: other }) => fallsBack(first, other))) {
    return { nginx, apache: { ...apache, listeners: apache.listeners.map(withoutIpv6(nginx)) } };
  }
  const late = programs[order[second === "apache" ? 1 : 0]] as StartedProgram;
  const listener = conflict.first.server === second ? conflict.first : conflict.second;
  const note = `port ${listener.port} is taken by ${second === "apache" ? "nginx" : "Apache"}, which starts first`;
  const sure =
    programs[order[0]]?.sure === true && programs[order[1]]?.sure === true && late.supervised !== true;
  const died: Evidence = { at: listener.at, note };
  const because = [...listener.because, died];
  const starts = sure
    ? known(false, listener.at, because)
    : unknown({ key: `port ${listener.port}`, why: note }, listener.at);
  if (second === "nginx")
    return { nginx: { ...nginx, starts }, apache: ended(apache, { late, programs, died, sure }) };
  return { nginx: ended(nginx, { late, programs, died, sure }), apache: { ...apache, starts } };
}

/** The container ends with its first process: where that is the one that dies, the other server goes with it. */
function ended<T extends Nginx | Apache>(
  other: T,
  {
    late,
    programs,
    died,
    sure,
  }: { late: StartedProgram; programs: readonly StartedProgram[]; died: Evidence; sure: boolean },
): T {
  const isEntry = late === programs.at(-1) && !(late.args.length === 1 && late.args[0] === null);
  if (!sure || !isEntry) return other;
  const note = "the container ends with it, since it is its first process";
  return { ...other, starts: known(false, late.at, [died, { at: late.at, note }]) };
}

function isOff({ starts }: Nginx | Apache): boolean {
  return starts.known && !starts.value;
}

function isNginx({ program }: StartedProgram): boolean {
  return isServerItself(program, "nginx");
}

function isApache({ program }: StartedProgram): boolean {
  return isServerItself(program, "apache");
}

/** Apache on both families takes IPv4 alone where nginx has only IPv6's. */
function fallsBack(one: Listener, other: Listener): boolean {
  const [nginx, apache] = one.server === "nginx" ? [one, other] : [other, one];
  return nginx.address === "::" && apache.address === "*";
}

function withoutIpv6(nginx: Nginx): (listener: Listener) => Listener {
  const ports = new Set(nginx.listeners.filter(({ address }) => address === "::").map(({ port }) => port));
  return (listener) =>
    listener.address === "*" && ports.has(listener.port) ? { ...listener, address: "0.0.0.0" } : listener;
}
