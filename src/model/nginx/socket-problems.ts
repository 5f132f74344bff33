import type { Place } from "../../source.ts";
import type { ServerProblem } from "../servers/types.ts";
import { isBinding, type ListenAddress } from "./listen.ts";
import type { Step } from "./tree.ts";

/** An address and port that a `server` listens on. */
export interface Socket extends ListenAddress {
  readonly at: Place;
  /** The `listen`, or the server where nothing says it. */
  readonly step: Step;
  readonly server: Step;
  readonly implicit: boolean;
  readonly bind: boolean;
  readonly isDefault: boolean;
}

/** What nginx refuses of the sockets of all servers together (ngx_http_add_addresses, ngx_http_ssl_init). */
export function socketProblems(
  sockets: readonly Socket[],
  steps: readonly Step[],
  complete: boolean,
): readonly ServerProblem[] {
  const twice = [
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
  for (const one of besidesBoth(sockets)) twice.push(one);
  return complete ? [...twice, ...withoutCertificate(sockets, steps)] : twice;
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
  const overIpv4 = new Map<number, Socket>();
  for (const socket of sockets)
    if (/^\d+\./.test(socket.address) && !overIpv4.has(socket.port)) overIpv4.set(socket.port, socket);
  return sockets.flatMap((both) => {
    const other = overIpv4.get(both.port);
    if (both.address !== "*" || other === undefined) return [];
    const message = `port ${both.port} is bound twice: with ipv6only=off this takes IPv4 as well`;
    const related = [{ at: other.at, note: "IPv4 is bound here" }];
    return [{ key: `both families ${both.port}`, at: both.at, message, related }];
  });
}

/** The default server of an address with `ssl` needs a certificate, its own or that of http. */
function withoutCertificate(sockets: readonly Socket[], steps: readonly Step[]): readonly ServerProblem[] {
  const ofHttp = steps
    .filter(({ directive }) => directive.name.value === "http")
    .flatMap(({ children }) => children);
  if (hasCertificate(ofHttp)) return [];
  const inHttp = sockets.filter(({ server }) => server.context === "http");
  return [...socketsByName(inHttp)].flatMap(([name, same]) => {
    const ssl = same.find(({ step }) => step.directive.args.some(({ value }) => value === "ssl"));
    const main = same.find(({ isDefault }) => isDefault) ?? same[0];
    if (ssl === undefined || main === undefined || hasCertificate(main.server.children)) return [];
    const message = 'no "ssl_certificate" is defined for the "listen ... ssl" directive';
    const { directive, loaded } = main.server;
    const note = `this server answers on ${name} by default`;
    const related = [{ at: loaded.content.place(directive.name.span), note }];
    return [{ key: `no certificate ${name}`, at: ssl.at, message, related }];
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

function hasCertificate(steps: readonly Step[]): boolean {
  return steps.some(({ directive: { name } }) => /^ssl_(certificate|reject_handshake)$/.test(name.value));
}
