/** Names that one directive makes and another uses: log formats, zones, upstreams, certificates and their keys. */
import type { ServerProblem } from "../../servers/types.ts";
import type { DirectiveStep } from "../steps.ts";
import { everyStep } from "../steps.ts";
import { blamed, type Configuration, isOpen, roomsNamed } from "./types.ts";

/** What nginx refuses since nothing makes it, or two do. */
export function nameProblems(configuration: Configuration): readonly ServerProblem[] {
  return ["http", "stream"].flatMap((name) =>
    roomsNamed(configuration.steps, name).flatMap((room) => {
      const inside = everyStep(room.children).map(({ step }) => step);
      return [
        ...formatProblems(inside, name, configuration),
        ...zoneProblems(inside, configuration),
        ...upstreamProblems(inside, name, configuration),
        ...(name === "http" ? [...keyProblems(room, configuration), ...bareTls(room, configuration)] : []),
      ];
    }),
  );
}

/** A format has to be made before it is used: ngx_http_log_set_log looks for it at once. */
function formatProblems(
  inside: readonly DirectiveStep[],
  room: string,
  { rendered }: Configuration,
): readonly ServerProblem[] {
  const made = new Map<string, DirectiveStep | undefined>(room === "http" ? [["combined", undefined]] : []);
  let isKnown = true;
  return inside.flatMap((step) => {
    if (step.open !== undefined) isKnown = false;
    const { directive } = step;
    const [first, format] = directive.args;
    if (first === undefined || isOpen(step, `${first.value} ${format?.value ?? ""}`, rendered)) return [];
    if (directive.name.value === "log_format") {
      const twice = made.get(first.value);
      if (made.has(first.value) && isKnown)
        return blamed(step, first, {
          key: `format twice ${first.value}`,
          message: `duplicate "log_format" name "${first.value}"`,
          ...(twice && { first: twice }),
        });
      made.set(first.value, step);
      return [];
    }
    if (
      directive.name.value === "access_log" &&
      room === "stream" &&
      format === undefined &&
      first.value !== "off"
    )
      return blamed(step, first, { key: "no log format", message: "log format is not specified" });
    if (directive.name.value !== "access_log" || first.value === "off" || format === undefined || !isKnown)
      return [];
    if (made.has(format.value)) return [];
    const later = inside.find(
      ({ directive: { name, args } }) => name.value === "log_format" && args[0]?.value === format.value,
    );
    const swallowed = format.startsLine ? `: a ";" is missing after "${first.value}"` : "";
    const message = `unknown log format "${format.value}"${later === undefined ? swallowed : ": it is defined only below"}`;
    return blamed(step, format, { key: `format ${format.value}`, message, ...(later && { first: later }) });
  });
}

// Which directives make the zones that another one uses.
const ZONES: readonly (readonly [uses: RegExp, makes: RegExp, parameter: string])[] = [
  [/^limit_req$/, /^limit_req_zone$/, "zone="],
  [/^limit_conn$/, /^limit_conn_zone$/, "zone="],
  [/^(proxy|fastcgi|uwsgi|scgi)_cache$/, /^(proxy|fastcgi|uwsgi|scgi)_cache_path$/, "keys_zone="],
];

function zoneProblems(
  inside: readonly DirectiveStep[],
  { complete, rendered }: Configuration,
): readonly ServerProblem[] {
  return ZONES.flatMap(([uses, makes, parameter]) => {
    const made = new Map<string, DirectiveStep>();
    const twice = inside
      .filter(({ directive }) => makes.test(directive.name.value))
      .flatMap((step) => {
        const word = step.directive.args.find(({ value }) => value.startsWith(parameter));
        const name = word?.value.slice(parameter.length).split(":")[0];
        if (word === undefined || name === undefined) return [];
        const before = made.get(name);
        made.set(name, before ?? step);
        if (before === undefined || isOpen(step, name, rendered)) return [];
        return blamed(step, word, {
          key: `zone twice ${name}`,
          message: `zone "${name}" is defined already`,
          first: before,
        });
      });
    if (!complete) return twice;
    const absent = inside
      .filter(({ directive }) => uses.test(directive.name.value))
      .flatMap((step) => {
        const { args, name: directive } = step.directive;
        const word =
          directive.value === "limit_req" ? args.find(({ value }) => value.startsWith("zone=")) : args[0];
        const name = word?.value.replace(/^zone=/, "");
        if (word === undefined || name === undefined || name.includes("$") || made.has(name)) return [];
        if (name === "off" && directive.value.endsWith("_cache")) return [];
        return blamed(step, word, { key: `zone ${name}`, message: `no zone "${name}" is defined` });
      });
    return [...twice, ...absent];
  });
}

// These have no port that is meant where none is said.
const WITHOUT_DEFAULT = /^(fastcgi|uwsgi|scgi|memcached)_pass$/;

function upstreamProblems(
  inside: readonly DirectiveStep[],
  room: string,
  { complete, rendered }: Configuration,
): readonly ServerProblem[] {
  const made = new Map<string, DirectiveStep>();
  const own = inside.filter(
    ({ directive }) => directive.name.value === "upstream" && directive.block !== undefined,
  );
  const problems = own.flatMap((step) => {
    const [word] = step.directive.args;
    if (word === undefined || isOpen(step, word.value, rendered)) return [];
    const before = made.get(word.value.toLowerCase());
    made.set(word.value.toLowerCase(), before ?? step);
    const twice =
      before === undefined
        ? []
        : blamed(step, word, {
            key: `upstream twice ${word.value}`,
            message: `duplicate upstream "${word.value}"`,
            first: before,
          });
    const holds = step.children.some(
      ({ open, directive }) => open !== undefined || directive.name.value === "server",
    );
    const none = holds
      ? []
      : blamed(step, word, {
          key: `upstream ${word.value}`,
          message: `no servers are inside upstream "${word.value}"`,
        });
    return [...twice, ...none];
  });
  const uses = inside.flatMap((step) => {
    const [word] = step.directive.args;
    if (word === undefined || word.value.includes("$") || /unix:/i.test(word.value)) return [];
    const name = step.directive.name.value;
    const inUpstream = name === "server" && step.context === "stream upstream";
    if (!WITHOUT_DEFAULT.test(name) && !inUpstream && !/^(proxy|grpc)_pass$/.test(name)) return [];
    const [, host = "", port] = /^(?:\w+:\/\/)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/.exec(word.value) ?? [];
    if (made.has(host.toLowerCase()) && !inUpstream)
      return port === undefined
        ? []
        : blamed(step, word, {
            key: `upstream port ${host}`,
            message: `upstream "${host}" may not have port ${port}`,
          });
    const needs = WITHOUT_DEFAULT.test(name) || room === "stream";
    if (!needs || port !== undefined || host === "" || (!complete && !inUpstream)) return [];
    const message = inUpstream
      ? `no port in upstream "${host}"`
      : `no port in upstream "${host}", and no "upstream" of that name is defined`;
    return blamed(step, word, { key: `port ${host}`, message });
  });
  return [...problems, ...uses];
}

/** ngx_http_ssl_merge_srv_conf: a certificate needs its key, in the server or in http. */
function keyProblems(http: DirectiveStep, { complete }: Configuration): readonly ServerProblem[] {
  if (!complete) return [];
  const named = (block: DirectiveStep, name: string) =>
    block.children.filter(({ directive }) => directive.name.value === name);
  const servers = http.children.filter(({ directive }) => directive.name.value === "server");
  const shared = named(http, "ssl_certificate");
  const sharedKeys = named(http, "ssl_certificate_key");
  return servers.flatMap((server) => {
    const own = named(server, "ssl_certificate");
    const certificates = own.length > 0 ? own : shared;
    const ownKeys = named(server, "ssl_certificate_key");
    const keys = ownKeys.length > 0 ? ownKeys : sharedKeys;
    const without = certificates[keys.length];
    if (without === undefined) return [];
    const word = without.directive.args[0];
    return blamed(without, word, {
      key: `key of ${word?.value}`,
      message: `no "ssl_certificate_key" is defined for certificate "${word?.value}"`,
    });
  });
}

/** ngx_http_ssl_merge_srv_conf of releases that have it: a server with `ssl on` needs a certificate. */
function bareTls(http: DirectiveStep, { complete }: Configuration): readonly ServerProblem[] {
  if (!complete) return [];
  const last = ({ children }: DirectiveStep, name: string) =>
    children.findLast(({ directive }) => directive.name.value === name);
  const shared = last(http, "ssl");
  const certificates = ["ssl_certificate", "ssl_reject_handshake"];
  if (certificates.some((name) => last(http, name) !== undefined)) return [];
  const servers = http.children.filter(({ directive }) => directive.name.value === "server");
  return servers.flatMap((server) => {
    const ssl = last(server, "ssl") ?? shared;
    const [word] = ssl?.directive.args ?? [];
    if (ssl === undefined || word?.value.toLowerCase() !== "on") return [];
    if (certificates.some((name) => last(server, name) !== undefined)) return [];
    const message = 'no "ssl_certificate" is defined for the "ssl" directive';
    return blamed(ssl, word, { key: "no certificate ssl", message });
  });
}
