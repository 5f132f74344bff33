import type { Place } from "../../source.ts";

/** Where a server passes requests to by FastCGI on its own machine. */
export interface Pass {
  /** The word that names it. */
  readonly at: Place;
  /** As it is written there. */
  readonly text: string;
  /** What it may connect to: paths of sockets and ports; one of them is enough. */
  readonly targets: readonly (string | number)[];
}

/** Debian's and Alpine's /var/run is a link. */
export function shortRun(path: string): string {
  return path.replace(/^\/var\/run\//, "/run/");
}

/** The socket or port of a FastCGI address of this machine; `undefined` for another machine, or one that cannot be told. */
export function localTarget(text: string): string | number | undefined {
  if (text.includes("$")) return undefined;
  const [, path] = /^unix:(\/[^:|]+)/.exec(text) ?? [];
  if (path !== undefined) return shortRun(path);
  const [, port] = /^(?:localhost|127\.0\.0\.1|\[::1\]):(\d+)(?:\/|$)/.exec(text) ?? [];
  return port === undefined ? undefined : Number(port);
}
