import type { Place } from "../source.ts";
import { type Fact, type Unknown, unknown } from "./fact.ts";
import type { ContainerUser, Listener, ServerProblem } from "./model.ts";
import { type ListenAddress, readListen } from "./nginx-listen.ts";
import type { Step } from "./nginx-tree.ts";
import { isStock } from "./server-files.ts";

/** The sockets of a configuration, and what nginx refuses about them. */
export interface NginxSockets {
  readonly listeners: readonly Listener[];
  readonly problems: readonly ServerProblem[];
  readonly incomplete?: Unknown;
}

/** What adds `listen [::]` to the stock site: the official entrypoint. */
export interface Tidied {
  readonly path: string;
  readonly at: Place;
}

interface Socket extends ListenAddress {
  readonly at: Place;
  readonly step: Step;
  readonly implicit: boolean;
  readonly bind: boolean;
  readonly isDefault: boolean;
}

interface Collected {
  readonly sockets: Socket[];
  readonly problems: ServerProblem[];
  incomplete: Unknown | undefined;
}

const SERVER_CONTEXTS = ["server", "stream server", "mail server"];

/** What the servers of http, stream and mail listen on; `tidied` is the site that the entrypoint gives IPv6 to. */
export function socketsOf(
  steps: readonly Step[],
  processUser: Fact<ContainerUser>,
  tidied?: Tidied,
): NginxSockets {
  const collected: Collected = { sockets: [], problems: [], incomplete: undefined };
  for (const step of steps) {
    collected.incomplete ??= step.open ?? foreignServers(step);
    for (const child of step.children) {
      if (step.context === "main") collected.incomplete ??= child.open;
      if (child.directive.name.value !== "server" || child.directive.block === undefined) continue;
      if (isServerBlock(step)) addServer(collected, child, step, processUser);
    }
  }
  const { sockets, problems, incomplete } = collected;
  return {
    listeners: [...merged(sockets).map(listenerOf), ...ipv6Of(sockets, tidied)],
    problems: [...problems, ...doubledDefaults(sockets)],
    ...(incomplete === undefined ? {} : { incomplete }),
  };
}

function isServerBlock({ directive, context }: Step): boolean {
  return context === "main" && ["http", "stream", "mail"].includes(directive.name.value);
}

/** A block of a module (rtmp) that holds listeners of its own. */
function foreignServers(step: Step): Unknown | undefined {
  const { directive, context, loaded } = step;
  if (directive.block === undefined || context !== "main") return undefined;
  if (["http", "stream", "mail", "events"].includes(directive.name.value)) return undefined;
  if (!holdsListen(step)) return undefined;
  return unknown(
    `the block "${directive.name.value}" belongs to a module that is not known`,
    loaded.content.place(directive.name.span),
  );
}

function holdsListen({ children }: Step): boolean {
  return children.some((child) => child.directive.name.value === "listen" || holdsListen(child));
}

function addServer(collected: Collected, server: Step, parent: Step, processUser: Fact<ContainerUser>): void {
  const open = server.children.find((child) => child.open !== undefined)?.open;
  collected.incomplete ??= open;
  const listens = server.children.filter(
    ({ directive, context }) =>
      directive.name.value === "listen" &&
      SERVER_CONTEXTS.includes(context ?? "") &&
      directive.args.length > 0,
  );
  if (listens.length > 0) return addListens(collected, listens);
  if (open !== undefined) return;
  const at = server.loaded.content.place(server.directive.name.span);
  if (parent.directive.name.value !== "http") {
    collected.problems.push({ at, message: 'no "listen" is defined for this server', related: [] });
    return;
  }
  if (!processUser.known) {
    collected.incomplete ??= processUser;
    return;
  }
  // ngx_http_core_server: 80 for the superuser, 8000 for all others.
  const port = processUser.value.root ? 80 : 8000;
  const socket = { address: "0.0.0.0", port, socket: `0.0.0.0:${port}` };
  collected.sockets.push({ ...socket, at, step: server, implicit: true, bind: false, isDefault: false });
}

function addListens(collected: Collected, listens: readonly Step[]): void {
  const seen = new Map<string, Place>();
  for (const step of listens) {
    const { directive, loaded } = step;
    const at = loaded.content.place(directive.args[0]?.span);
    const unrendered = loaded.container.because.some(({ note }) => note.includes("is rendered to"));
    const listen = readListen(directive.args, unrendered);
    if (listen.kind === "refused") collected.problems.push({ at, message: listen.message, related: [] });
    if (listen.kind === "open") collected.incomplete ??= unknown(listen.why, at);
    if (listen.kind !== "addresses") continue;
    const isDefault = directive.args.some(({ value }) => value === "default_server" || value === "default");
    for (const address of listen.addresses) {
      const before = seen.get(address.socket);
      if (before === undefined) {
        seen.set(address.socket, at);
        collected.sockets.push({ ...address, at, step, implicit: false, bind: listen.bind, isDefault });
        continue;
      }
      const message = `a duplicate listen ${address.socket}: one server may name it once`;
      collected.problems.push({ at, message, related: [{ at: before, note: "it is named here first" }] });
      break;
    }
  }
}

function doubledDefaults(sockets: readonly Socket[]): readonly ServerProblem[] {
  const first = new Map<string, Place>();
  return sockets.flatMap(({ isDefault, socket, at, step }) => {
    const kind = `${step.context} ${socket}`;
    if (!isDefault) return [];
    const before = first.get(kind);
    if (before === undefined) {
      first.set(kind, at);
      return [];
    }
    const message = `a duplicate default server for ${socket}: one server may be it`;
    return [{ at, message, related: [{ at: before, note: "the other one is here" }] }];
  });
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
