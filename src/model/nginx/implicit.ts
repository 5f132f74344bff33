import type { Place } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import { isStock } from "../servers/files.ts";
import { misspeltListen } from "./open-listens.ts";
import { httpServers } from "./steps.ts";
import type { Nginx } from "./types.ts";

/** A server of http that does not say where it listens. */
export interface ImplicitServer {
  /** The word `server`. */
  readonly at: Place;
  /** Its first name, if it has one. */
  readonly name?: string;
  /** The port that nginx takes; the superuser's where both may be. */
  readonly port: number;
  /** The port in words, with what decides about it. */
  readonly fallback: string;
  readonly because: readonly Evidence[];
}

/**
 * Servers of the repo's own without `listen`. One that includes what cannot be told may have it there, and behind a
 * mistake that nginx stops at the words mean something else.
 */
export function implicitServers(nginx: Nginx): readonly ImplicitServer[] {
  if (nginx.problems.length > 0) return [];
  const taken = portTaken(nginx);
  return httpServers(nginx.steps).flatMap(({ server }) => {
    const { directive, loaded, children } = server;
    const open = misspeltListen(server) !== undefined || children.some((child) => child.open !== undefined);
    const listens = children.some((child) => child.directive.name.value === "listen");
    if (open || listens || isStock(loaded.container)) return [];
    const named = children.find((child) => child.directive.name.value === "server_name");
    const name = named?.directive.args[0]?.value;
    const at = loaded.content.place(directive.name.span);
    return [{ at, ...taken, ...(name === undefined ? {} : { name }), because: loaded.because }];
  });
}

/** ngx_http_core_server: 80 for the superuser, 8000 for all others. */
function portTaken({ master }: Nginx): Pick<ImplicitServer, "port" | "fallback"> {
  if (!master.known) return { port: 80, fallback: "80 as root and 8000 otherwise" };
  return master.value.root
    ? { port: 80, fallback: "80 because it is started as root" }
    : { port: 8000, fallback: "8000 because it is not started as root" };
}
