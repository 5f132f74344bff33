/** Reasons outside of a server's own configuration why it does not go on: the container ends, a port is closed to it. */

import { type Ground, mayBind, runtimeNames } from "../../policy/ports.ts";
import { type Accounts, type ContainerUser, quotedUser } from "../accounts.ts";
import type { Apache } from "../apache/types.ts";
import { type Fact, type Known, known, type Unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Nginx } from "../nginx/types.ts";
import { isStarted, SERVER_NAMES } from "../servers/questions.ts";
import type { Started, StartedProgram, Stop } from "../start/record.ts";
import { goesBehind } from "../stock/programs/background.ts";
import { type ServerProgram, serverProgram } from "../stock/programs/servers.ts";
import { isSupervisor } from "../stock/programs/tools.ts";
import { afterConflict } from "./conflicts.ts";
import { unreadableConfig } from "./readable.ts";
import { absentStops, corruptPidFile, startStops } from "./stops.ts";

interface Servers {
  readonly nginx: Nginx | undefined;
  readonly apache: Apache | undefined;
}

/** The servers as they are once all is told, and what stops the container or one of them. */
interface Ended extends Servers {
  readonly stops: readonly Stop[];
}

interface EndInput {
  readonly user: Fact<ContainerUser>;
  readonly runtime: Ground | undefined;
  readonly accounts: Accounts;
  readonly files: ContainerFiles;
  /** Why files that the start writes cannot be told. */
  readonly written: ReadonlySet<Unknown>;
  /** Why a script ends before it starts anything. */
  readonly end: Stop | undefined;
}

/** The servers, those that cannot go on turned to "does not start", with the reason. */
export function endedStarts(
  servers: Servers,
  started: Started,
  { user, runtime, accounts, files, written, end: before }: EndInput,
): Ended {
  const ended = before ?? containerEnd(servers, started, files);
  const end = noSuchUser(user, accounts) ?? factOf(ended);
  const stops: Stop[] = [...startStops(started), ...(ended === undefined ? [] : [ended])];
  const judged = <T extends Nginx | Apache>(server: T | undefined): T | undefined => {
    if (isStarted(server)) stops.push(...absentStops(server));
    if (server === undefined || !server.starts.known || !server.starts.value) return server;
    const stop =
      unreadableConfig(server, files, accounts) ??
      (server.kind === "apache" ? corruptPidFile(server, files) : undefined);
    if (stop !== undefined) stops.push(stop);
    const reason = end ?? closedPort(server, user, runtime) ?? factOf(stop);
    // What the start writes may be anything, also what the server refuses.
    const open =
      server.incomplete !== undefined && written.has(server.incomplete) ? server.incomplete : undefined;
    const starts = reason ?? open;
    return starts === undefined ? server : { ...server, starts };
  };
  const nginx = openUser(judged(servers.nginx), accounts);
  const apache = judged(servers.apache);
  return nginx === undefined || apache === undefined
    ? { nginx, apache, stops }
    : { ...afterConflict({ nginx, apache }, started), stops };
}

function factOf(stop: Stop | undefined): Known<boolean> | undefined {
  return stop && known(false, stop.at, [...(stop.because ?? []), stop]);
}

/** The container ends with its first process: when that only puts a server into the background, nothing is left. */
function containerEnd(
  { nginx, apache }: Servers,
  { programs, others, leaves, waits }: Started,
  files: ContainerFiles,
): Stop | undefined {
  // What ran behind the last program may go on as long as it.
  if (waits > 0 && waits === programs.length) return undefined;
  const first = programs.findLast(({ supervised }) => supervised !== true);
  if (
    first !== undefined &&
    isSupervisor(first.program) &&
    first.sure &&
    others === undefined &&
    leaves !== undefined
  ) {
    return leaves;
  }
  const last = programs.at(-1);
  if (last === undefined || others !== undefined || !last.sure || last.supervised === true) return undefined;
  if (programs.some(({ stays, supervised }) => stays && supervised === true)) return undefined;
  if (last.detached === true)
    return background(last.program, last, "start it in the foreground, or wait for it at the end");
  const config = (path: string) => textAt(files, path);
  if (last.refused === undefined && goesBehind({ ...last, config }) === true)
    return background(last.program, last, "start it in the foreground: its manual names the option");
  const server = serverProgram(last.program);
  // How a fork of nginx is configured is not read.
  if (server === undefined || server.product !== server.kind) return undefined;
  if (staysInFront(last, server, { nginx, apache })) return undefined;
  return background(SERVER_NAMES[server.kind], last, FOREGROUND[server.kind]);
}

function textAt(files: ContainerFiles, path: string): string | undefined {
  const found = files.lookup(path);
  return isFile(found) && found.content.known ? found.content.value.file.text : undefined;
}

function background(name: string, { at, because }: StartedProgram, help: string): Stop {
  const note = `${name} goes into the background, so the container ends at once`;
  return { key: `background ${name.toLowerCase()}`, at, note, help, because };
}

const FOREGROUND = {
  nginx: `add -g "daemon off;" to its command`,
  apache: "start it with apache2ctl -D FOREGROUND, or with the image's own httpd-foreground",
} as const;

function staysInFront({ args }: StartedProgram, server: ServerProgram, { nginx }: Servers): boolean {
  const byService = args.length === 1 && args[0] === null;
  if (byService) return false;
  if (server.inFront === true || args.some((arg) => arg === null)) return true;
  const words = args as readonly string[];
  if (server.kind === "apache")
    return words.some((word, i) => word === "-X" || isForeground(word, words[i + 1]));
  const globals = words.flatMap((word, i) =>
    word === "-g" ? [words[i + 1] ?? ""] : word.startsWith("-g") ? [word.slice(2)] : [],
  );
  // Of several -g the last one wins (nginx.c, ngx_get_options).
  if (/\b(daemon|master_process)\s+off\b/.test(globals.at(-1) ?? "")) return true;
  if (nginx === undefined || nginx.incomplete !== undefined || !nginx.masterProcess) return true;
  return nginx.loaded.some(({ parsed }) =>
    parsed.directives.some(({ name, args: values }) => name.value === "daemon" && values[0]?.value === "off"),
  );
}

function isForeground(word: string, next: string | undefined): boolean {
  const defined = word === "-D" ? next : word.startsWith("-D") ? word.slice(2) : undefined;
  return defined !== undefined && /^(FOREGROUND|NO_DETACH|ONE_PROCESS|DEBUG)$/.test(defined);
}

/** Where low ports are closed to anybody but root, a server that listens on one dies. */
function closedPort(
  server: Nginx | Apache,
  user: Fact<ContainerUser>,
  runtime: Ground | undefined,
): Known<boolean> | undefined {
  const { master } = server;
  if (runtime === undefined || !master.known || !user.known) return undefined;
  const closed = server.listeners.find(({ port }) => mayBind({ runtime }, master.value, port) === "no");
  if (closed === undefined) return undefined;
  const note = `${quotedUser(master.value)} cannot bind port ${closed.port} on ${runtimeNames[runtime]}`;
  return known(false, closed.at, [{ at: closed.at, note }]);
}

/** Docker looks the user up before it starts anything: a name that nobody has ends it there. */
function noSuchUser(
  user: Fact<ContainerUser>,
  { users, groups, others }: Accounts,
): Known<boolean> | undefined {
  if (!user.known || others !== undefined) return undefined;
  const { name, uid, group, root } = user.value;
  const missing =
    name !== undefined && uid === undefined && !root && !users.some((account) => account.name === name);
  const noGroup =
    group !== undefined && !/^\d+$/.test(group) && !groups.some((account) => account.name === group);
  if (!missing && !noGroup) return undefined;
  const what = missing ? `user ${name}` : `group ${group}`;
  return known(false, user.at, [
    { at: user.at, note: `there is no ${what} in the image, so the container does not start` },
  ]);
}

/** A user that the image may or may not have: nginx started as root ends where it is not there. */
function openUser(nginx: Nginx | undefined, { users, others }: Accounts): Nginx | undefined {
  if (nginx === undefined || others === undefined || !nginx.starts.known || !nginx.starts.value) return nginx;
  if (!nginx.master.known || !nginx.master.value.root) return nginx;
  const open = nginx.userDirectives.find(({ value }) => !users.some(({ name }) => name === value.user));
  return open === undefined ? nginx : { ...nginx, starts: others };
}
