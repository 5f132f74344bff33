import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Who a process was seen as: the kernel's effective ids, and the name that the image's passwd has for it. */
export interface SeenUser {
  readonly uid: number;
  readonly name?: string;
  readonly gid: number;
}

/** A server as it was seen once the container had come to rest. */
export interface SeenServer {
  readonly kind: "nginx" | "apache";
  readonly starts: boolean;
  readonly master?: SeenUser;
  /** Absent when the server has no process but its first. */
  readonly workers?: SeenUser;
  /** TCP sockets as `address:port`, sorted; `*` is one socket of both families. */
  readonly listeners?: readonly string[];
}

/** A socket of the file system that somebody listens on. */
export interface SeenSocketFile {
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  /** Four octal digits. */
  readonly mode: string;
  /** nginx's workers may not write it, or not come to it. */
  readonly closed?: true;
}

/** php-fpm as it was seen once the container had come to rest. */
export interface SeenFpm {
  readonly starts: boolean;
  readonly master?: SeenUser;
  readonly pools?: readonly { readonly name: string; readonly user: SeenUser }[];
  readonly sockets?: readonly SeenSocketFile[];
}

/** What `ps` and `ss` show of a container at rest. */
export interface Listing {
  /** Its processes in the order of their ids; those of one user and command line once. */
  readonly processes: readonly { readonly user: string; readonly command: string }[];
  /** Its listening TCP sockets as `ss` writes them, and the program that holds each. */
  readonly sockets: readonly { readonly address: string; readonly program: string }[];
}

/** What a container was seen to do. */
export interface Observation {
  /** The fingerprint of the case that was observed. */
  readonly of: string;
  /** The digest of the folder that a given base image was built from. */
  readonly base?: string;
  /** Who the entry process was started as; absent when there is no such user. */
  readonly entry?: SeenUser;
  readonly servers: readonly SeenServer[];
  /** Where php-fpm is installed. */
  readonly fpm?: SeenFpm;
  /** Recorded where the case asks for it. */
  readonly listing?: Listing;
  /** The exit code of an entry process that ended by itself: the container stops with it. */
  readonly exit?: number;
  /** The last lines that a server or container that does not run has said; for people, never compared. */
  readonly said?: readonly string[];
}

export type Observations = Readonly<Record<string, Observation>>;

/** The folder of the records. */
export const OBSERVED = join(import.meta.dirname, "observed");

/** What was recorded for a theme, by the names of its cases. */
export function readObservations(theme: string): Observations {
  const path = join(OBSERVED, `${theme}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Observations) : {};
}

/** Records what was observed of a theme, in the order of `names`; what is no longer a case goes. */
export function writeObservations(theme: string, observed: Observations, names: readonly string[]): void {
  const kept = names.flatMap((name) => (observed[name] === undefined ? [] : [[name, observed[name]]]));
  writeFileSync(join(OBSERVED, `${theme}.json`), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

/** The part of an observation that must come out the same every time; which of two programs starts first need not. */
export function comparable({ entry, servers, fpm, listing, exit }: Observation): string {
  const processes = listing?.processes.map(({ user, command }) => `${user} ${command}`).sort();
  return JSON.stringify({ entry, servers, fpm, processes, sockets: listing?.sockets, exit });
}
