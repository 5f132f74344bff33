/** What a container listens on, for rules that accuse a port of having nobody behind it. */
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";
import { isStock } from "../servers/files.ts";
import { isStarted, SERVER_NAMES } from "../servers/questions.ts";
import type { Listener } from "../servers/types.ts";
import type { Supervisor } from "../start/record.ts";
import { isServerItself } from "../stock/programs/servers.ts";
import { isSupervisor, listensOnNothing } from "../stock/programs/tools.ts";

/**
 * All listeners of a run; `undefined` when there may be others: a program that is not nginx or Apache, a server that
 * does not start, or a configuration that is not known to the end.
 */
export function allListeners({
  processes,
  supervisors,
  nginx,
  apache,
}: Run): readonly Listener[] | undefined {
  const servers = [nginx, apache].filter(isStarted);
  if (processes.others !== undefined || servers.length === 0) return undefined;
  const isKnown = processes.list.every(({ program }) => {
    if (listensOnNothing(program) || servers.some(({ kind }) => isServerItself(program, kind))) return true;
    return isSupervisor(program) && supervisors.every(isDeaf);
  });
  const areWhole = servers.every(
    ({ starts, listenersIncomplete }) => starts.known && starts.value && listenersIncomplete === undefined,
  );
  return isKnown && areWhole ? servers.flatMap(({ listeners }) => listeners) : undefined;
}

/**
 * Whether its servers load nothing but what their base or package brought: what has an image say of another port then
 * counts on a configuration that it is given when it is started.
 */
export function isUnconfigured({ nginx, apache }: Run): boolean {
  const servers = [nginx, apache].filter(isStarted);
  return servers.every(
    ({ loaded, unloaded }) => unloaded.length === 0 && loaded.every(({ container }) => isStock(container)),
  );
}

/** Whether supervisord itself listens on no port. */
function isDeaf({ config: { sections, others } }: Supervisor): boolean {
  return others === undefined && [...sections.keys()].every((name) => !name.startsWith("inet_http_server"));
}

/**
 * All listeners of an image however it is started: by itself, as a service, or as an image of the repo that is built on
 * it; `undefined` when there may be others.
 */
export function listenersOfImage({ links }: Fleet, run: Run): readonly Listener[] | undefined {
  const all = links.runsOn(run.image).map(allListeners);
  return all.every((listeners) => listeners !== undefined) ? all.flat() : undefined;
}

/** Whether only the container itself reaches a listener. */
export function isLoopback({ address }: Listener): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** "nginx listens on 127.0.0.1 only, which …", for messages about a port that is open to the container itself alone. */
export function loopbackText({ server, address }: Listener): string {
  return `${SERVER_NAMES[server]} listens on ${address} only, which nothing outside the container can reach`;
}

/** "nginx listens on 8080, 8443", for messages. */
export function listeningText(listeners: readonly Listener[]): string {
  const servers = [...new Set(listeners.map(({ server }) => server))];
  const texts = servers.map((server) => {
    const ports = listeners.filter((one) => one.server === server).map(({ port }) => port);
    return `${SERVER_NAMES[server]} listens on ${[...new Set(ports)].sort((a, b) => a - b).join(", ")}`;
  });
  return texts.length === 0 ? "no server listens on any port" : texts.join(", ");
}
