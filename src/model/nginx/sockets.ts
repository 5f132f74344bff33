import type { Place } from "../../source.ts";
import type { Budget } from "../../work.ts";
import type { ContainerUser } from "../accounts.ts";
import { type Fact, type Unknown, unknown } from "../fact.ts";
import { isStock } from "../servers/files.ts";
import type { Listener, ServerProblem } from "../servers/types.ts";
import type { Filter } from "./entrypoint-filter.ts";
import { readListen } from "./listen.ts";
import { foreignServers, misspeltListen } from "./open-listens.ts";
import { type Socket, socketProblems } from "./socket-problems.ts";
import type { DirectiveStep } from "./steps.ts";

/** The sockets of a configuration, and what nginx refuses about them. */
export interface NginxSockets {
  readonly listeners: readonly Listener[];
  /** Where datagrams are taken: `udp` of stream, `quic`. */
  readonly datagrams: readonly Listener[];
  /** How many sockets of the file system there are. */
  readonly paths: number;
  readonly problems: readonly ServerProblem[];
  readonly incomplete?: Unknown;
}

/** What adds `listen [::]` to the stock site: the official entrypoint. */
export interface Tidied {
  readonly path: string;
  readonly at: Place;
}

interface Collected {
  readonly sockets: Socket[];
  readonly datagrams: Socket[];
  readonly paths: Set<string>;
  readonly problems: ServerProblem[];
  incomplete: Unknown | undefined;
}

const SERVER_CONTEXTS = ["server", "stream server", "mail server"];

/** What decides about sockets besides the configuration. */
export interface SocketsInput {
  /** Each listener is a step. */
  readonly budget?: Budget;
  readonly processUser: Fact<ContainerUser>;
  /** The site that the entrypoint gives IPv6 to. */
  readonly tidied: Tidied | undefined;
  /** Container paths of files that were rendered from a template. */
  readonly rendered: ReadonlySet<string>;
  /** Which variables those files may still get. */
  readonly filter: Filter;
  /** Whether all of the configuration is known, to a nginx that wants certificates for TLS. */
  readonly complete: boolean;
  /** The first mistake that nginx stops at: behind it the words mean something else. */
  readonly mistake: Place | undefined;
}

/** What the servers of http, stream and mail listen on. */
export function socketsOf(steps: readonly DirectiveStep[], input: SocketsInput): NginxSockets {
  const collected: Collected = {
    sockets: [],
    datagrams: [],
    paths: new Set(),
    problems: [],
    incomplete: undefined,
  };
  for (const step of steps) {
    collected.incomplete ??= step.open ?? foreignServers(step);
    for (const child of step.children) {
      if (step.context === "main") collected.incomplete ??= child.open;
      if (child.directive.name.value !== "server" || child.directive.block === undefined) continue;
      if (isServerBlock(step)) addServer(collected, { server: child, parent: step }, input);
    }
  }
  const { sockets, datagrams, paths, problems, incomplete } = collected;
  return {
    listeners: [...merged(sockets).map(listenerOf), ...ipv6Of(sockets, input.tidied)],
    datagrams: merged(datagrams).map(listenerOf),
    paths: paths.size,
    problems: [
      ...problems,
      ...socketProblems({ sockets, datagrams }, steps, input.complete && incomplete?.key !== "mistake"),
    ],
    ...(incomplete === undefined ? {} : { incomplete }),
  };
}

function isServerBlock({ directive, context }: DirectiveStep): boolean {
  return context === "main" && ["http", "stream", "mail"].includes(directive.name.value);
}

/** A `server` block, and the `http`, `stream` or `mail` around it. */
interface ServerBlock {
  readonly server: DirectiveStep;
  readonly parent: DirectiveStep;
}

function addServer(collected: Collected, { server, parent }: ServerBlock, input: SocketsInput): void {
  const { processUser } = input;
  const open = server.children.find((child) => child.open !== undefined)?.open;
  collected.incomplete ??= open;
  const listens = server.children.filter(
    ({ directive, context }) =>
      directive.name.value === "listen" &&
      SERVER_CONTEXTS.includes(context ?? "") &&
      directive.args.length > 0,
  );
  if (listens.length > 0) return addListens(collected, { server, listens }, input);
  if (open !== undefined) return;
  if (input.mistake !== undefined) {
    collected.incomplete ??= unknown(
      { key: "mistake", why: "nginx stops at this mistake before it listens" },
      input.mistake,
    );
    return;
  }
  const misspelt = misspeltListen(server);
  if (misspelt !== undefined) {
    collected.incomplete ??= misspelt;
    return;
  }
  const at = server.loaded.content.place(server.directive.name.span);
  if (parent.directive.name.value !== "http") {
    const message = 'no "listen" is defined for this server';
    collected.problems.push({ key: "no listen", at, message, related: [] });
    return;
  }
  if (!processUser.known) {
    collected.incomplete ??= processUser;
    return;
  }
  // ngx_http_core_server: 80 for the superuser, 8000 for all others.
  const port = processUser.value.root ? 80 : 8000;
  const socket = { address: "0.0.0.0", port, socket: `0.0.0.0:${port}` };
  collected.sockets.push({
    ...socket,
    at,
    step: server,
    implicit: true,
    bind: false,
    isDefault: false,
    server,
  });
}

function addListens(
  collected: Collected,
  { server, listens }: { readonly server: DirectiveStep; readonly listens: readonly DirectiveStep[] },
  { rendered, filter, budget }: SocketsInput,
): void {
  const seen = new Map<string, Place>();
  for (const step of listens) {
    const { directive, loaded } = step;
    const at = loaded.content.place(directive.args[0]?.span);
    const mayReplace = rendered.has(loaded.container.path) ? filter : undefined;
    const listen = readListen(directive.args, mayReplace);
    if (listen.kind === "refused") {
      const key = `listen ${directive.args.map(({ value }) => value).join(" ")}`;
      collected.problems.push({ key, at, message: listen.message, related: [] });
    }
    if (listen.kind === "addresses" && listen.open !== undefined)
      collected.incomplete ??= unknown(listen.open, at);
    if (listen.kind === "open") collected.incomplete ??= unknown(listen.reason, at, listen.settle);
    if (listen.kind === "unix") {
      const before = seen.get(listen.socket);
      if (before !== undefined) collected.problems.push(doubled(listen.socket, at, before));
      seen.set(listen.socket, before ?? at);
      collected.paths.add(`${server.context} ${listen.socket}`);
    }
    if (listen.kind !== "addresses") continue;
    const isDefault = directive.args.some(({ value }) => value === "default_server" || value === "default");
    const isUdp = listen.transport === "udp";
    for (const address of listen.addresses) {
      budget?.spend();
      const name = `${listen.transport} ${address.socket}`;
      const before = seen.get(name);
      if (before === undefined) {
        seen.set(name, at);
        (isUdp ? collected.datagrams : collected.sockets).push({
          ...address,
          at,
          step,
          implicit: false,
          bind: listen.bind,
          isDefault,
          server,
        });
        continue;
      }
      collected.problems.push(doubled(address.socket, at, before));
      break;
    }
  }
}

function doubled(socket: string, at: Place, before: Place): ServerProblem {
  const message = `a duplicate listen ${socket}: a server may name it only once`;
  const related = [{ at: before, note: "it is named here first" }];
  return { key: `listen twice ${socket}`, at, message, related };
}

/** One socket for each address and port; a wildcard takes in the addresses of its family and port (ngx_http_init_listening). */
function merged(sockets: readonly Socket[]): readonly Socket[] {
  const unique = new Map<string, Socket>();
  for (const socket of sockets) {
    const name = `${socket.address} ${socket.port}`;
    const before = unique.get(name);
    // Where an own site asks for what the default site has as well, it is the own line that is shown.
    if (before === undefined || (isStockSocket(before) && !isStockSocket(socket))) unique.set(name, socket);
  }
  const takenIn = ({ address, port, bind }: Socket) => {
    const wildcard = address.includes(":") ? "::" : "0.0.0.0";
    return !bind && address !== wildcard && address !== "*" && unique.has(`${wildcard} ${port}`);
  };
  return [...unique.values()].filter((socket) => !takenIn(socket));
}

function listenerOf({ address, port, at, implicit, step }: Socket): Listener {
  const stock = isStock(step.loaded.container) ? { stock: true as const } : {};
  return { server: "nginx", address, port, at, implicit, ...stock, because: step.loaded.because };
}

function isStockSocket({ step }: Socket): boolean {
  return isStock(step.loaded.container);
}

function ipv6Of(sockets: readonly Socket[], tidied: Tidied | undefined): readonly Listener[] {
  if (tidied === undefined) return [];
  const own = sockets.filter(({ step }) => step.loaded.container.path === tidied.path);
  if (own.some(({ address }) => address.includes(":") || address === "*")) return [];
  const over6 = new Set(sockets.filter(({ address }) => address === "::").map(({ port }) => port));
  const added = own.filter(({ address, port }) => address === "0.0.0.0" && !over6.has(port));
  return added.map((socket) => ({
    ...listenerOf(socket),
    address: "::",
    because: [{ at: tidied.at, note: `the entrypoint adds listen [::]:${socket.port} to ${tidied.path}` }],
  }));
}
