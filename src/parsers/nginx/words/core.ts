/** Logs, workers, limits and caches. */
import { isNumber, isTime } from "../values.ts";
import { type Check, first, parameter, sizeOf, zone } from "./checks.ts";

const LEVELS =
  /^(emerg|alert|crit|error|warn|notice|info|debug|debug_(core|alloc|mutex|event|http|mail|stream))$/;

export const errorLog: Check = (args) =>
  first(
    args.slice(1),
    (value) => LEVELS.test(value),
    (value) => `invalid log level "${value}"`,
  );

export const workerProcesses: Check = ([word]) =>
  word === undefined || word.value === "auto" || isNumber(word.value)
    ? undefined
    : {
        word,
        message: `invalid value "${word.value}" in "worker_processes" directive, it must be a number or "auto"`,
      };

export const workerConnections: Check = ([word]) =>
  word === undefined || isNumber(word.value)
    ? undefined
    : { word, message: `invalid number "${word.value}" in "worker_connections" directive` };

export const workerPriority: Check = ([word]) =>
  word === undefined || /^[-+]?\d+$/.test(word.value)
    ? undefined
    : { word, message: `invalid number "${word.value}"` };

export const use: Check = ([word]) =>
  word === undefined || /^(epoll|poll|select|kqueue|eventport|\/dev\/poll|rtsig|iocp|win32)$/.test(word.value)
    ? undefined
    : { word, message: `invalid event type "${word.value}"` };

export const aio: Check = ([word]) =>
  word === undefined || /^(on|off|threads(=.*)?|sendfile)$/.test(word.value)
    ? undefined
    : { word, message: parameter(word.value) };

export const directio: Check = ([word]) =>
  word === undefined || word.value === "off" || /^\d+[kmg]?$/i.test(word.value)
    ? undefined
    : { word, message: `invalid value "${word.value}" in "directio" directive` };

export const accessLog: Check = ([target, , ...rest]) => {
  const [word] = rest;
  if (target?.value === "off") return undefined;
  if (word === undefined) return undefined;
  return first(
    rest,
    (value) => /^(buffer=\d+[kKmM]?|flush=\S+|gzip(=[1-9])?|if=.*)$/.test(value),
    (value) =>
      value.startsWith("gzip=")
        ? `invalid compression level "${value.slice(5)}"`
        : value.startsWith("buffer=")
          ? `invalid buffer size "${value.slice(7)}"`
          : parameter(value),
  );
};

export const accessLogOff: Check = (args, entry) => {
  const [target, extra] = args;
  if (target?.value === "off") return extra && { word: extra, message: parameter(extra.value) };
  return accessLog(args, entry);
};

export const logFormat: Check = ([, escaping]) =>
  escaping === undefined ||
  !escaping.value.startsWith("escape=") ||
  /^escape=(json|default|none)$/.test(escaping.value)
    ? undefined
    : { word: escaping, message: `unknown log format escaping "${escaping.value.slice(7)}"` };

export const openFileCache: Check = (args) =>
  first(
    args,
    (value) =>
      value === "off" ||
      /^max=0*[1-9]\d*$/.test(value) ||
      (value.startsWith("inactive=") && isTime(value.slice(9), "s")),
    (value) => `invalid "open_file_cache" parameter "${value}"`,
  );

export const openLogFileCache: Check = (args) =>
  first(
    args,
    (value) =>
      value === "off" ||
      /^(max|min_uses)=0*[1-9]\d*$/.test(value) ||
      (/^(inactive|valid)=/.test(value) && isTime(value.replace(/^\w+=/, ""), "s")),
    (value) => `invalid "open_log_file_cache" parameter "${value}"`,
  );

export const sslSessionCache: Check = (args) =>
  first(
    args,
    (value) => /^(off|none|builtin(:\d+)?|shared:[^:]+:\d+[kKmM]?)$/.test(value),
    (value) => `invalid session cache "${value}"`,
  ) ??
  first(
    args,
    (value) => !value.startsWith("shared:") || sizeOf(value.split(":")[2] ?? "") >= 8 * 4096,
    (value) => `session cache "${value}" is too small`,
  );

export const keepaliveTimeout: Check = (args, { module }) => {
  if (module !== "http_core") return undefined;
  const [server, header] = args;
  if (server !== undefined && !isTime(server.value, "ms"))
    return {
      word: server,
      message: `invalid value "${server.value}" in "keepalive_timeout" directive, it must be a time such as 30, 30s or 5m`,
    };
  return header === undefined || isTime(header.value, "s")
    ? undefined
    : {
        word: header,
        message: `invalid value "${header.value}" in "keepalive_timeout" directive, it must be a time such as 30, 30s or 5m`,
      };
};

export const limitReqZone: Check = ([, ...rest]) => {
  for (const word of rest) {
    const { value } = word;
    if (value.startsWith("zone=")) {
      const wrong = zone(word);
      if (wrong !== undefined) return wrong;
    } else if (value.startsWith("rate=")) {
      if (!/^rate=(?=.*[1-9])\d+(r\/[sm])?$/.test(value)) return { word, message: `invalid rate "${value}"` };
    } else if (value !== "sync") return { word, message: parameter(value) };
  }
  return undefined;
};

export const limitConnZone: Check = ([, word]) => {
  if (word === undefined) return undefined;
  return word.value.startsWith("zone=") ? zone(word) : { word, message: parameter(word.value) };
};

export const limitReq: Check = (args) =>
  first(
    args,
    (value) => /^(zone=.*|burst=0*[1-9]\d*|delay=0*[1-9]\d*|nodelay)$/.test(value),
    (value) =>
      value.startsWith("burst=")
        ? `invalid burst value "${value}"`
        : value.startsWith("delay=")
          ? `invalid delay value "${value}"`
          : parameter(value),
  );

export const limitConn: Check = ([, word]) => {
  if (word === undefined) return undefined;
  const { value } = word;
  if (!isNumber(value) || Number(value) === 0)
    return { word, message: `invalid number of connections "${value}"` };
  return Number(value) > 65535 ? { word, message: "connection limit must be less 65536" } : undefined;
};
