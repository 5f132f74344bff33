import type { Place } from "../../source.ts";
import type { ServerProblem } from "../servers/types.ts";
import { isBinding, type ListenAddress } from "./listen.ts";
import type { DirectiveStep } from "./steps.ts";

/** An address and port that a `server` listens on. */
export interface Socket extends ListenAddress {
  readonly at: Place;
  /** The `listen`, or the server where nothing says it. */
  readonly step: DirectiveStep;
  readonly server: DirectiveStep;
  readonly implicit: boolean;
  readonly bind: boolean;
  readonly isDefault: boolean;
}

/** What nginx refuses of the sockets of all servers together (ngx_http_add_addresses, ngx_http_ssl_init). */
export function socketProblems(
  { sockets, datagrams }: { readonly sockets: readonly Socket[]; readonly datagrams: readonly Socket[] },
  steps: readonly DirectiveStep[],
  complete: boolean,
): readonly ServerProblem[] {
  const twice = [sockets, datagrams].flatMap(doubledOptions);
  for (const one of besidesBoth(sockets)) twice.push(one);
  for (const one of betweenRooms(sockets)) twice.push(one);
  for (const one of betweenRooms(datagrams)) twice.push(one);
  if (!complete) return twice;
  return [
    ...twice,
    ...withoutCertificate(sockets, steps, "ssl"),
    ...withoutCertificate(datagrams, steps, "quic"),
  ];
}

/** What only one server may say of a socket of one transport. */
function doubledOptions(sockets: readonly Socket[]): ServerProblem[] {
  return [
    ...secondOf(
      sockets.filter(({ isDefault }) => isDefault),
      "default server",
      (socket) => `a duplicate default server for ${socket}: only one server may be it`,
    ),
    ...secondOf(
      sockets.filter(
        ({ step, implicit }) => !implicit && step.directive.args.some(({ value }) => isBinding(value)),
      ),
      "listen options",
      (socket) => `duplicate listen options for ${socket}: only one server may set them`,
    ),
  ];
}

function secondOf(
  sockets: readonly Socket[],
  what: string,
  say: (socket: string) => string,
): readonly ServerProblem[] {
  const first = new Map<string, Place>();
  return sockets.flatMap(({ socket, at, step }) => {
    const name = `${step.context} ${socket}`;
    const before = first.get(name);
    if (before !== undefined) {
      const related = [{ at: before, note: "the first one is here" }];
      return [{ key: `${what} ${socket}`, at, message: say(socket), related }];
    }
    first.set(name, at);
    return [];
  });
}

/** `[::]` with `ipv6only=off` takes the port over IPv4 too: nginx cannot bind that a second time. */
function besidesBoth(sockets: readonly Socket[]): readonly ServerProblem[] {
  const overIpv4 = new Map<string, Socket>();
  const nameOf = ({ port, server }: Socket) => `${server.context} ${port}`;
  for (const socket of sockets)
    if (/^\d+\./.test(socket.address) && !overIpv4.has(nameOf(socket))) overIpv4.set(nameOf(socket), socket);
  return sockets.flatMap((both) => {
    const other = overIpv4.get(nameOf(both));
    if (both.address !== "*" || other === undefined) return [];
    const message = `port ${both.port} is bound twice: with ipv6only=off this takes IPv4 as well`;
    const related = [{ at: other.at, note: "IPv4 is bound here" }];
    return [{ key: `both families ${both.port}`, at: both.at, message, related }];
  });
}

/** http, stream and mail do not know of each other's sockets: the second to bind one ends nginx, though `-t` takes it. */
function betweenRooms(sockets: readonly Socket[]): readonly ServerProblem[] {
  const first = new Map<string, Socket>();
  return sockets.flatMap((socket) => {
    const { port, server, at } = socket;
    const rooms = ["http", "stream", "mail"].filter((room) => room !== server.context);
    const before = rooms
      .flatMap((room) => overlapping(socket).map((where) => first.get(`${room} ${where}`)))
      .find((one) => one !== undefined);
    for (const where of taken(socket))
      if (!first.has(`${server.context} ${where}`)) first.set(`${server.context} ${where}`, socket);
    if (before === undefined || [socket, before].some(sharesPort)) return [];
    const message = `port ${port} is bound twice, by "${before.server.context}" and by "${server.context}"`;
    const related = [{ at: before.at, note: `"${before.server.context}" binds it here` }];
    return [{ key: `two rooms ${port}`, at, message, related }];
  });
}

/** What a socket takes of its port: its address, something of a family, all of it. */
function taken({ address, port }: Socket): readonly string[] {
  return [
    `${address} ${port}`,
    ...familiesOf(address).flatMap((family) => [
      `some ${family} ${port}`,
      ...(isWildcard(address) ? [`all ${family} ${port}`] : []),
    ]),
  ];
}

/** What another has to have taken for the two to overlap. */
function overlapping({ address, port }: Socket): readonly string[] {
  const families = familiesOf(address);
  if (isWildcard(address)) return families.map((family) => `some ${family} ${port}`);
  return [`${address} ${port}`, ...families.map((family) => `all ${family} ${port}`)];
}

function familiesOf(address: string): readonly string[] {
  if (address === "*") return ["IPv4", "IPv6"];
  return [address.includes(":") ? "IPv6" : "IPv4"];
}

function isWildcard(address: string): boolean {
  return ["*", "::", "0.0.0.0"].includes(address);
}

function sharesPort({ step, implicit }: Socket): boolean {
  return !implicit && step.directive.args.some(({ value }) => value === "reuseport");
}

/** The default server of an address with `ssl` or `quic` needs a certificate, its own or that of http. */
function withoutCertificate(
  sockets: readonly Socket[],
  steps: readonly DirectiveStep[],
  option: "ssl" | "quic",
): readonly ServerProblem[] {
  const ofHttp = steps
    .filter(({ directive }) => directive.name.value === "http")
    .flatMap(({ children }) => children);
  if (hasCertificate(ofHttp)) return [];
  const inHttp = sockets.filter(({ server }) => server.context === "http");
  return [...socketsByName(inHttp)].flatMap(([name, same]) => {
    const asking = same.find(({ step }) => step.directive.args.some(({ value }) => value === option));
    const main = same.find(({ isDefault }) => isDefault) ?? same[0];
    if (asking === undefined || main === undefined || hasCertificate(main.server.children)) return [];
    const message = `no "ssl_certificate" is defined for the "listen ... ${option}" directive`;
    const { directive, loaded } = main.server;
    const note = `this server answers on ${name} by default`;
    const related = [{ at: loaded.content.place(directive.name.span), note }];
    return [{ key: `no certificate ${name}`, at: asking.at, message, related }];
  });
}

function socketsByName(sockets: readonly Socket[]): ReadonlyMap<string, readonly Socket[]> {
  const named = new Map<string, Socket[]>();
  for (const socket of sockets) {
    const same = named.get(socket.socket) ?? [];
    same.push(socket);
    named.set(socket.socket, same);
  }
  return named;
}

function hasCertificate(steps: readonly DirectiveStep[]): boolean {
  return steps.some(({ directive: { name } }) => /^ssl_(certificate|reject_handshake)$/.test(name.value));
}
