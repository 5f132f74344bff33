import { knownDirective } from "../../parsers/nginx/entries.ts";
import type { NginxWord } from "../../parsers/nginx/parse.ts";
import type { Reason } from "../fact.ts";
import { ipv6Of } from "../servers/addresses.ts";
import type { Filter } from "./entrypoint-filter.ts";
import { REPLACED_SETTLE, replacedReason } from "./replaced.ts";

/** One address and port of a `listen`, as the kernel shows it. */
export interface ListenAddress {
  readonly address: string;
  readonly port: number;
  /** What tells two `listen` of one server apart for nginx. */
  readonly socket: string;
}

/** What a `listen` asks for: addresses, a refusal in nginx's words, or something that cannot be told. */
export type Listen =
  | {
      readonly kind: "addresses";
      readonly addresses: readonly ListenAddress[];
      readonly transport: "tcp" | "udp";
      readonly bind: boolean;
      /** Why there may be more than these. */
      readonly open?: Reason;
    }
  /** A socket of the file system. */
  | { readonly kind: "unix"; readonly socket: string }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "open"; readonly reason: Reason; readonly settle?: string };

// More ports in one range than this are not a configuration that anyone has.
const MOST_PORTS = 65535;

/**
 * Reads the arguments of `listen`, after ngx_parse_url of nginx 1.31 and ngx_http_core_listen; `mayReplace` says which
 * variables a rendered file may still get.
 */
export function readListen(args: readonly NginxWord[], mayReplace?: Filter): Listen {
  const value = args[0]?.value ?? "";
  const options = args.slice(1).map((word) => word.value);
  if (/^unix:/i.test(value)) return { kind: "unix", socket: value };
  if (isReplaced(value, mayReplace))
    return { kind: "open", reason: replacedReason(value), settle: REPLACED_SETTLE };
  const split = splitAddress(value);
  if (typeof split === "string") return { kind: "refused", message: split };
  const { host, ports } = split;
  if (host === "") return { kind: "refused", message: `no host in "${value}" of the "listen" directive` };
  if (host.includes("$")) {
    return {
      kind: "refused",
      message: `"listen" takes no variables: nginx looks for a host named "${value}"`,
    };
  }
  const address = addressOf(host);
  if (address === undefined) {
    const why = `listen ${value} depends on how the name ${host} is resolved`;
    return {
      kind: "open",
      reason: { key: `host ${host}`, why },
      settle: "write an address in place of the name",
    };
  }
  const foreign = options.findIndex((option) => !PARAMETER.test(option) && !isBinding(option));
  if (foreign >= 0) return { kind: "refused", message: invalidParameter(args, foreign + 1) };
  const transport = options.includes("udp") || options.includes("quic") ? "udp" : "tcp";
  const both = address === "::" && options.includes("ipv6only=off");
  return {
    kind: "addresses",
    transport,
    bind: options.some(isBinding),
    ...(host.toLowerCase() === "localhost" ? { open: byNetwork(value) } : {}),
    addresses: ports.map((port) => ({
      address: both ? "*" : address,
      port,
      socket: `${address.includes(":") ? `[${address}]` : address}:${port}`,
    })),
  };
}

/**
 * getaddrinfo with AI_ADDRCONFIG: beside an interface of IPv4 alone `::1` is none of its answers; 1.22.1 then refuses the
 * name where hosts has it twice.
 */
function byNetwork(value: string): Reason {
  const why = `whether listen ${value} means [::1] too depends on the container's network`;
  return { key: `listen ${value}`, why };
}

/** Whether something else than nginx may put a variable in; `${NAME:-default}` is known to nobody. */
function isReplaced(value: string, mayReplace: Filter | undefined): boolean {
  if (mayReplace === undefined) return /\$\{\w+\}/.test(value);
  return [...value.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)].some(([, plain, braced]) =>
    mayReplace(plain ?? braced ?? ""),
  );
}

/** nginx's words; a parameter that begins a line with a directive's name is the next directive. */
function invalidParameter(args: readonly NginxWord[], index: number): string {
  const word = args[index];
  const message = `invalid parameter "${word?.value}" of the "listen" directive`;
  const isNext = word?.startsLine === true && knownDirective(word.value);
  return isNext ? `${message}: a ";" is missing after "${args[index - 1]?.value}"` : message;
}

// These make nginx bind the address by itself, beside a wildcard of the same port (the manual of "listen").
const BINDING =
  /^(bind$|setfib=|fastopen=|backlog=|rcvbuf=|sndbuf=|accept_filter=|deferred$|ipv6only=|reuseport$|so_keepalive=)/;

// The others of nginx 1.31, of its stream module, and of versions before.
const PARAMETER = /^(default|default_server|ssl|http2|http3|quic|udp|spdy|proxy_protocol|multipath|rtmp)$/;

/** Whether a word of `listen` is an option of the socket itself. */
export function isBinding(option: string): boolean {
  return BINDING.test(option);
}

function splitAddress(value: string): { readonly host: string; readonly ports: readonly number[] } | string {
  const wrong = (text: string) => `invalid port in "${text}" of the "listen" directive`;
  if (value.startsWith("[")) {
    const close = value.indexOf("]");
    if (close < 0) return `invalid host in "${value}" of the "listen" directive`;
    const rest = value.slice(close + 1);
    if (rest === "") return { host: value.slice(0, close + 1), ports: [80] };
    const ports = rest.startsWith(":") ? portsOf(rest.slice(1)) : undefined;
    return ports === undefined ? wrong(value) : { host: value.slice(0, close + 1), ports };
  }
  if (value.includes("/")) return `invalid host in "${value}" of the "listen" directive`;
  const colon = value.indexOf(":");
  if (colon >= 0) {
    const host = value.slice(0, colon);
    const ports = portsOf(value.slice(colon + 1));
    if (host === "") return { host, ports: [] };
    if (value.slice(colon + 1).includes("$")) return { host: value, ports: [] };
    return ports === undefined ? wrong(value) : { host, ports };
  }
  if (!/^\d+(-\d+)?$/.test(value)) return { host: value, ports: [80] };
  const ports = portsOf(value);
  return ports === undefined ? wrong(value) : { host: "*", ports };
}

function portsOf(text: string): readonly number[] | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  if (first < 1 || last > MOST_PORTS || last < first) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function addressOf(host: string): string | undefined {
  if (host === "*") return "0.0.0.0";
  if (host.startsWith("[")) return ipv6Of(host);
  if (host.toLowerCase() === "localhost") return "127.0.0.1";
  const parts = host.split(".");
  const numeric = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return numeric ? parts.map(Number).join(".") : undefined;
}
