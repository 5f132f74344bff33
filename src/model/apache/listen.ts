import type { Place } from "../../source.ts";
import { type Reason, type Unknown, unknown } from "../fact.ts";
import type { ContainerFile } from "../files/types.ts";
import { ipv6Of } from "../servers/addresses.ts";
import type { Listener, ServerProblem } from "../servers/types.ts";
import type { ApacheStep, ApacheTree } from "./reading.ts";

/** Apache's sockets, and what it refuses about them. */
export interface ApacheSockets {
  readonly listeners: readonly Listener[];
  readonly problems: readonly ServerProblem[];
  readonly incomplete?: Unknown;
}

interface Socket {
  /** As the kernel shows it: `*` for both families. */
  readonly address: string;
  readonly port: number;
  /** Without an address, which is not the same to Apache as `[::]`. */
  readonly bare: boolean;
  readonly at: Place;
  readonly step: ApacheStep;
}

type Read =
  | Pick<Socket, "address" | "port" | "bare">
  | { readonly refused: string }
  | { readonly open: Reason };

/** What the `Listen` lines in force make Apache listen on. */
export function apacheSockets({ steps, incomplete }: ApacheTree, main: ContainerFile): ApacheSockets {
  const sockets: Socket[] = [];
  const problems: ServerProblem[] = [];
  let more = incomplete;
  const lines = steps.filter(({ name, sections }) => name === "listen" && sections.length === 0);
  for (const step of lines) {
    const at = placeOf(step);
    const read = readLine(step);
    if (step.maybe !== undefined) more ??= step.maybe;
    else if ("open" in read) more ??= unknown(read.open, at);
    else if ("refused" in read) {
      const key = `Listen ${step.args.join(" ")}`;
      problems.push({ key, at, message: read.refused, related: [] });
    } else sockets.push({ ...read, at, step });
  }
  if (lines.length === 0 && more === undefined && main.content.known && problems.length === 0) {
    const message = 'no "Listen" in the configuration: Apache stops without a listening socket';
    problems.push({ key: "no Listen", at: main.content.value.place(), message, related: [] });
  }
  return {
    listeners: merged(sockets).map(({ address, port, at, step }) => ({
      server: "apache",
      address,
      port,
      at,
      implicit: false,
      because: step.loaded.because,
    })),
    problems: [...problems, ...clashes(sockets)],
    ...(more === undefined ? {} : { incomplete: more }),
  };
}

/** Reads `Listen`, after ap_set_listener and apr_parse_addr_port of httpd 2.4. */
function readLine({ args, missing, open, directive }: ApacheStep): Read {
  const [value = ""] = args;
  const name = missing ?? open;
  if (name !== undefined)
    return {
      open: {
        key: `variable ${name}`,
        why: `${directive.args.map((word) => word.value).join(" ")} depends on ${name}, which is unknown`,
      },
    };
  if (args.length < 1 || args.length > 2) {
    return {
      refused: `"Listen" takes 1 or 2 arguments, not ${args.length}: Apache takes no comment after a directive`,
    };
  }
  const match = /^(?:(.*):)?(\d+)$/.exec(value);
  if (match === null) return { refused: `"Listen ${value}" names no port` };
  const port = Number(match[2]);
  const host = match[1];
  if (port < 1 || port > 65535) return { refused: `"Listen ${value}": a port is a number from 1 to 65535` };
  if (host === undefined) return { address: "*", port, bare: true };
  if (host === "") return { refused: `"Listen ${value}" has no address before its colon` };
  if (host === "*") return { address: "*", port, bare: true };
  if (host.includes(":")) {
    // What stands before the last colon is the address, with or without brackets.
    const address = ipv6Of(host.startsWith("[") ? host : `[${host}]`);
    if (address === undefined) return { refused: `"Listen ${value}" has no valid address` };
    return { address: address === "::" ? "*" : address, port, bare: false };
  }
  if (host.toLowerCase() === "localhost") return { address: "127.0.0.1", port, bare: false };
  if (/^\d+(\.\d+){3}$/.test(host)) return { address: host, port, bare: false };
  return {
    open: { key: `host ${host}`, why: `Listen ${value} depends on how the name ${host} is resolved` },
  };
}

function placeOf({ directive, loaded }: ApacheStep): Place {
  return loaded.content.place(directive.args[0]?.span ?? directive.span);
}

/** Two that Apache cannot bind both; `0.0.0.0` beside a socket of both families is taken in by it. */
function clashes(sockets: readonly Socket[]): readonly ServerProblem[] {
  const before = new Map<number, Bound>();
  return sockets.flatMap((socket, index): readonly ServerProblem[] => {
    const { port, at } = socket;
    const bound = before.get(port) ?? { byAddress: new Map() };
    before.set(port, bound);
    const first = clashing(bound, socket.address);
    note(bound, socket, index);
    if (first === undefined) return [];
    const message = `port ${port} is bound twice: Apache can bind it only once`;
    const related = [{ at: first.socket.at, note: "it is bound here first" }];
    return [{ key: `bound twice ${port}`, at, message, related }];
  });
}

interface Placed {
  readonly socket: Socket;
  readonly index: number;
}

/** The first socket of a port by its address, with any address but 0.0.0.0, and with one of IPv4 alone. */
interface Bound {
  readonly byAddress: Map<string, Placed>;
  specific?: Placed;
  ipv4?: Placed;
}

function note(bound: Bound, socket: Socket, index: number): void {
  const placed = { socket, index };
  const { address } = socket;
  if (!bound.byAddress.has(address)) bound.byAddress.set(address, placed);
  if (address !== ANY_IPV4) bound.specific ??= placed;
  if (address !== "*" && !address.includes(":")) bound.ipv4 ??= placed;
}

const ANY_IPV4 = "0.0.0.0";

/** The first of the sockets before that an address clashes with. */
function clashing({ byAddress, specific, ipv4 }: Bound, address: string): Placed | undefined {
  const isIpv4 = address !== "*" && !address.includes(":");
  const others =
    address === "*"
      ? [specific]
      : address === ANY_IPV4
        ? [ipv4]
        : [byAddress.get("*"), isIpv4 ? byAddress.get(ANY_IPV4) : undefined];
  const found = [byAddress.get(address), ...others].filter((one) => one !== undefined);
  return found.sort((left, right) => left.index - right.index)[0];
}

function merged(sockets: readonly Socket[]): readonly Socket[] {
  const seen = new Set<string>();
  const both = new Set(sockets.filter(({ address }) => address === "*").map(({ port }) => port));
  return sockets.filter(({ address, port }) => {
    const key = `${address} ${port}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return address !== ANY_IPV4 || !both.has(port);
  });
}
