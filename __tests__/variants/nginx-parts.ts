import { block, type Directive, directive } from "./nginx-writer.ts";
import type { Random } from "./random.ts";

/** What a site does, in listeners. */
export interface Site {
  readonly port: number;
  readonly ipv6: boolean;
  /** Text in place of the port where a template has a variable. */
  readonly portText?: string;
}

/** `listen` lines of a server in one of their spellings. */
export function listens(random: Random, { port, ipv6, portText }: Site): readonly Directive[] {
  const text = portText ?? String(port);
  const options = random.pick([[], [], [], ["default_server"], ["reuseport"], ["deferred"], ["backlog=511"]]);
  const over4 = random.pick([text, text, `*:${text}`, `0.0.0.0:${text}`, ...(portText ? [] : [`0${text}`])]);
  const four = directive("listen", over4, ...options);
  if (!ipv6) return [four];
  const six = directive("listen", `[::]:${text}`, ...options, ...random.pick([[], [], ["ipv6only=on"]]));
  const one = directive("listen", `[::]:${text}`, ...options, "ipv6only=off");
  return random.pick([[four, six], [four, six], [six, four], [one]]);
}

/** The same as `Variant.servers` says it. */
export function listenFacts({ port, ipv6 }: Site): readonly string[] {
  return ipv6 ? [`4:${port}`, `6:${port}`] : [`4:${port}`];
}

/** A server block with what such blocks have. */
export function server(random: Random, site: Site): Directive {
  const extra: readonly (readonly Directive[])[] = [
    [
      directive(
        "server_name",
        ...random.pick([["_"], ["shop.example.com", "www.example.com"], ["localhost"]]),
      ),
    ],
    [directive("root", random.pick(["/usr/share/nginx/html", "/srv/www"])), directive("index", "index.html")],
    [directive("client_max_body_size", random.pick(["10m", "0", "512k"]))],
    [directive("add_header", "X-Frame-Options", "DENY", "always")],
    [directive("error_page", "500", "502", "503", "504", "/50x.html")],
    [block("location", ["~", "\\.(css|js)$"], [directive("expires", "1h")])],
    [
      block(
        "location",
        ["=", "/healthz"],
        [directive("return", "200", "ok\\n"), directive("access_log", "off")],
      ),
    ],
    [block("if", ["($request_method", "=", "POST)"], [directive("return", "405")])],
    [
      block(
        "location",
        ["/api/"],
        [directive("proxy_pass", "http://app:3000"), directive("proxy_set_header", "Host", "$host")],
      ),
    ],
    [directive("rewrite", "^/old/(.*)$", "/new/$1", "permanent")],
  ];
  const chosen = extra.filter(() => random.chance(0.3));
  const last = block("location", ["/"], [directive("try_files", "$uri", "$uri/", "=404")]);
  return block("server", [], [...listens(random, site), ...chosen.flat(), last]);
}

/** What may stand beside the servers in a fragment of `http`; `free` where the stock configuration says nothing of gzip and tokens. */
export function httpExtras(random: Random, free: boolean): readonly Directive[] {
  const taken: readonly (readonly Directive[])[] = [
    [directive("gzip", "on"), directive("gzip_types", "text/css", "application/javascript")],
    [directive("server_tokens", "off")],
  ];
  const all: readonly (readonly Directive[])[] = [
    ...(free ? taken : []),
    [block("map", ["$uri", "$is_asset"], [directive("default", "0"), directive("~\\.css$", "1")])],
    [block("upstream", ["backend"], [directive("server", "app:3000"), directive("keepalive", "8")])],
    [directive("log_format", "timed", "$remote_addr $request_time")],
  ];
  return all.filter(() => random.chance(0.2)).flat();
}

/** A whole configuration. */
export interface Main {
  readonly user?: readonly string[];
  readonly pid?: string;
  /** Directives of `http` besides the usual. */
  readonly http: readonly Directive[];
  /** Temp paths that an unprivileged nginx can write. */
  readonly temp?: string;
  /** The file does not lie in /etc/nginx, to which plain names would be relative. */
  readonly absolute?: boolean;
  /** Whether nginx may open the container's streams, which belong to the user that it starts as; so by default. */
  readonly streams?: boolean;
}

const TEMP = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

/** A main configuration with what such files have. */
export function mainConfiguration(
  random: Random,
  { user, pid, http, temp, absolute, streams = true }: Main,
): readonly Directive[] {
  const head: readonly Directive[] = [
    ...(user === undefined ? [] : [directive("user", ...user)]),
    directive("worker_processes", random.pick(["auto", "1", "4"])),
    ...(pid === undefined ? [] : [directive("pid", pid)]),
    ...(random.chance(0.5) && streams
      ? [directive("error_log", "/dev/stderr", random.pick(["warn", "notice"]))]
      : []),
    ...(random.chance(0.2) ? [directive("worker_rlimit_nofile", "8192")] : []),
  ];
  const events = block("events", [], random.chance(0.7) ? [directive("worker_connections", "1024")] : []);
  const temps =
    temp === undefined ? [] : TEMP.map((name) => directive(`${name}_temp_path`, `${temp}/${name}`));
  const common: readonly Directive[] = [
    directive(
      "include",
      absolute ? "/etc/nginx/mime.types" : random.pick(["mime.types", "/etc/nginx/mime.types"]),
    ),
    directive("default_type", "application/octet-stream"),
    ...(random.chance(0.5) && streams ? [directive("access_log", "/dev/stdout")] : []),
    ...(random.chance(0.5) ? [directive("sendfile", "on")] : []),
  ];
  const whole = block("http", [], [...common, ...temps, ...http]);
  // nginx takes the directives of its main context in any order.
  return random.chance(0.2) ? [events, ...head, whole] : [...head, events, whole];
}
