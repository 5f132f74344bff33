import { ownValue } from "../../names.ts";
import { resolvePath } from "../container-path.ts";
import { isStock } from "../servers/files.ts";
import type { WrittenPath } from "../servers/written.ts";
import { compiledInto, type NginxCompiled, TEMP_DIRECTIVES } from "../stock/nginx-compiled.ts";
import type { NginxCommand } from "./command.ts";
import type { DirectiveStep } from "./steps.ts";
import { everyStep, httpServers } from "./steps.ts";
import type { Nginx } from "./types.ts";

// Measured with nginx 1.22.1 as uid 1234 and as root: the pid file, every log without variables and every temp and
// cache folder are opened or made before the first request; one that fails is [emerg], and nginx does not start. A
// default of a temp folder or of the access log counts only where a server of http has no directive of its own or of
// http's; one in a location does not help. The log that is compiled in is opened, too, unless the main context names
// another. A folder that is there already is taken as it is.

const CACHES = /^(proxy|fastcgi|uwsgi|scgi)_cache_path$/;
const KINDS: Readonly<Record<string, WrittenPath["kind"]>> = {
  pid: "pid",
  error_log: "log",
  access_log: "log",
  ...Object.fromEntries(TEMP_DIRECTIVES.map((name) => [name, "temp" as const])),
};

/** What nginx writes at its start, as far as it is known. */
export function writtenPaths(nginx: Nginx): readonly WrittenPath[] {
  const { steps, command, install } = nginx;
  const compiled = compiledInto(install.title);
  const prefix = prefixOf(command, compiled);
  const named = everyStep(steps).flatMap(({ step }) => pathOf(step, prefix));
  const whole = nginx.incomplete === undefined && nginx.problems.length === 0 && steps.length > 0;
  return whole && compiled !== undefined ? [...named, ...defaultsOf(nginx, compiled)] : named;
}

function prefixOf({ prefix }: NginxCommand, compiled: NginxCompiled | undefined): string | undefined {
  if (prefix === undefined) return compiled?.prefix;
  return prefix?.startsWith("/") ? prefix : undefined;
}

function pathOf(step: DirectiveStep, prefix: string | undefined): readonly WrittenPath[] {
  const { directive, context, loaded } = step;
  const name = directive.name.value;
  const kind = CACHES.test(name) ? "temp" : ownValue(KINDS, name);
  const [word] = directive.args;
  if (kind === undefined || word === undefined || context === undefined) return [];
  if (kind === "pid" && context !== "main") return [];
  if (kind === "log" && isNoFile(word.value)) return [];
  if (word.value.includes("$") || (prefix === undefined && !word.value.startsWith("/"))) return [];
  const path = resolvePath(prefix ?? "/", word.value);
  const place = isStock(loaded.container) ? {} : { at: loaded.content.place(word.span) };
  return [{ kind, path, directive: name, ...place, because: loaded.because }];
}

/** `stderr`, `syslog:` and `memory:` are no files; `off` is one to error_log alone, and not judged there. */
function isNoFile(value: string): boolean {
  return /^(stderr|off)$|^(syslog|memory):/.test(value);
}

function defaultsOf(
  { steps, command: { errorLog } }: Nginx,
  compiled: NginxCompiled,
): readonly WrittenPath[] {
  const inMain = (name: string) => steps.some(({ directive }) => directive.name.value === name);
  const servers = httpServers(steps);
  const lacking = (name: string) =>
    servers.some(({ server, http }) => !holds(server, name) && !holds(http, name));
  const temp = TEMP_DIRECTIVES.filter(lacking).map((directive): WrittenPath => {
    return { kind: "temp", path: compiled.temp[directive], directive, because: [] };
  });
  const log = (path: string | undefined, directive: string): readonly WrittenPath[] =>
    path === undefined || isNoFile(path) || !path.startsWith("/")
      ? []
      : [{ kind: "log", path, directive, because: [] }];
  return [
    ...(inMain("pid") ? [] : [{ kind: "pid", path: compiled.pid, directive: "pid", because: [] } as const]),
    ...temp,
    ...(inMain("error_log") || errorLog === null ? [] : log(errorLog ?? compiled.errorLog, "error_log")),
    ...(lacking("access_log") ? log(compiled.accessLog, "access_log") : []),
  ];
}

function holds({ children }: DirectiveStep, name: string): boolean {
  return children.some(({ directive }) => directive.name.value === name);
}
