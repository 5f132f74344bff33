/** Each listening socket takes one of a worker's connections, and so does its channel to the master (ngx_event_init_conf). */
import { compareReleases } from "../../parsers/nginx/releases.ts";
import { isNumber } from "../../parsers/nginx/values.ts";
import type { ServerProblem } from "../servers/types.ts";
import { blamed, type Configuration, isOpen } from "./refused/types.ts";
import type { NginxSockets } from "./sockets.ts";

// Older ones start, and their workers end.
const REFUSED_SINCE = "1.15.2";

/** `worker_connections` that are not more than the sockets; what is not known of these would only add some. */
export function tooFewConnections(
  { steps, rendered, build }: Configuration,
  { listeners, datagrams, paths }: NginxSockets,
): readonly ServerProblem[] {
  const { releases } = build;
  if (releases !== undefined && compareReleases(releases.from, REFUSED_SINCE) < 0) return [];
  const sockets = listeners.length + datagrams.length + paths;
  return steps
    .filter(({ context, directive }) => context === "main" && directive.name.value === "events")
    .flatMap(({ children }) => children)
    .flatMap((step) => {
      const { name, args } = step.directive;
      const [word] = args;
      if (name.value !== "worker_connections" || word === undefined || !isNumber(word.value)) return [];
      if (isOpen(step, word.value, rendered) || Number(word.value) > sockets) return [];
      const message = `${word.value} worker_connections are not enough for ${sockets} listening ${sockets === 1 ? "socket" : "sockets"}: nginx needs one more than it has sockets`;
      return blamed(step, word, { key: "worker_connections", message });
    });
}
