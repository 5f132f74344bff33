/** Reasons outside of a server's own configuration why it does not go on: the container ends, a port is closed to it. */

import type { Runtime } from "../policy/policy.ts";
import { mayBind } from "../policy/ports.ts";
import { type Fact, type Known, known } from "./fact.ts";
import type { Apache, ContainerUser, Nginx } from "./model.ts";
import type { Started, StartedProgram } from "./start.ts";

interface Servers {
  readonly nginx: Nginx | undefined;
  readonly apache: Apache | undefined;
}

/** The servers, those that cannot go on turned to "does not start", with the reason. */
export function endedStarts(
  servers: Servers,
  started: Started,
  { user, runtime }: { readonly user: Fact<ContainerUser>; readonly runtime: Runtime | undefined },
): Servers {
  const end = containerEnd(servers, started);
  const judged = <T extends Nginx | Apache>(server: T | undefined): T | undefined => {
    if (server === undefined || !server.starts.known || !server.starts.value) return server;
    const reason = end ?? closedPort(server, user, runtime);
    return reason === undefined ? server : { ...server, starts: reason };
  };
  return { nginx: judged(servers.nginx), apache: judged(servers.apache) };
}

/** The container ends with its first process: when that only puts a server into the background, nothing is left. */
function containerEnd({ nginx, apache }: Servers, { programs, others }: Started): Known<boolean> | undefined {
  const last = programs.at(-1);
  if (last === undefined || others !== undefined || !last.sure || last.supervised === true) return undefined;
  if (programs.some(({ stays, supervised }) => stays && supervised === true)) return undefined;
  const server = /^nginx(-debug)?$/.test(last.program)
    ? "nginx"
    : /^(apache2|apachectl|apache2ctl|httpd)$/.test(last.program)
      ? "apache"
      : undefined;
  if (server === undefined || staysInFront(last, { nginx, apache })) return undefined;
  const note = `${server} goes into the background, and the container ends with its first process`;
  return known(false, last.at, [...last.because, { at: last.at, note }]);
}

function staysInFront({ program, args }: StartedProgram, { nginx }: Servers): boolean {
  const byService = args.length === 1 && args[0] === null;
  if (byService) return false;
  if (args.some((arg) => arg === null)) return true;
  const words = args as readonly string[];
  if (!program.startsWith("nginx"))
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
  runtime: Runtime | undefined,
): Known<boolean> | undefined {
  const { master } = server;
  if (runtime === undefined || !master.known || !user.known) return undefined;
  const closed = server.listeners.find(({ port }) => mayBind({ runtime }, master.value, port) === "no");
  if (closed === undefined) return undefined;
  const note = `port ${closed.port} is closed to ${master.value.name ?? master.value.uid} on ${runtime}`;
  return known(false, closed.at, [{ at: closed.at, note }]);
}
