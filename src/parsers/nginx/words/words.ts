/** What nginx's own handlers refuse in the arguments of single directives, by the text alone; after the sources of nginx 1.31. */
import { ownValue } from "../../../names.ts";
import type { NginxDirective } from "../parse.ts";
import type { DirectiveEntry } from "../table.ts";
import type { ValueProblem } from "../values.ts";
import { type Check, variableName } from "./checks.ts";
import {
  accessLogOff,
  aio,
  directio,
  errorLog,
  keepaliveTimeout,
  limitConn,
  limitConnZone,
  limitReq,
  limitReqZone,
  logFormat,
  openFileCache,
  openLogFileCache,
  sslSessionCache,
  use,
  workerConnections,
  workerPriority,
  workerProcesses,
} from "./core.ts";
import {
  access,
  addHeader,
  condition,
  errorPage,
  expires,
  geo,
  gzipDisable,
  limitExcept,
  location,
  returns,
  rewrite,
  serverName,
  tryFiles,
} from "./http.ts";
import {
  cachePath,
  cacheValid,
  hash,
  keepalive,
  param,
  pass,
  proxyPass,
  proxyRedirect,
  resolver,
  server,
  splitPath,
  tempPath,
  upstreamZone,
} from "./upstream.ts";

/** The first argument that the directive's handler refuses. */
export function wordProblem(directive: NginxDirective, entry: DirectiveEntry): ValueProblem | undefined {
  const name = directive.name.value;
  const check = ownValue(CHECKS, name) ?? FAMILIES.find(([ending]) => name.endsWith(ending))?.[1];
  return check?.(directive.args, entry);
}

const FAMILIES: readonly (readonly [ending: string, check: Check])[] = [
  ["_cache_valid", cacheValid],
  ["_temp_path", tempPath],
];

const CHECKS: Readonly<Record<string, Check>> = {
  access_log: accessLogOff,
  add_header: addHeader,
  add_trailer: addHeader,
  aio,
  allow: access,
  auth_request_set: variableName(0),
  deny: access,
  directio,
  error_log: errorLog,
  error_page: errorPage,
  expires,
  fastcgi_cache_path: cachePath,
  fastcgi_param: param,
  fastcgi_pass: pass,
  fastcgi_split_path_info: splitPath,
  geo,
  grpc_pass: pass,
  gzip_disable: gzipDisable,
  hash,
  if: condition,
  keepalive,
  keepalive_timeout: keepaliveTimeout,
  limit_conn: limitConn,
  limit_conn_zone: limitConnZone,
  limit_except: limitExcept,
  limit_req: limitReq,
  limit_req_zone: limitReqZone,
  location,
  log_format: logFormat,
  map: variableName(1),
  memcached_pass: pass,
  open_file_cache: openFileCache,
  open_log_file_cache: openLogFileCache,
  proxy_cache_path: cachePath,
  proxy_pass: proxyPass,
  proxy_redirect: proxyRedirect,
  resolver,
  return: returns,
  rewrite,
  scgi_cache_path: cachePath,
  scgi_param: param,
  scgi_pass: pass,
  server,
  server_name: serverName,
  set: variableName(0),
  split_clients: variableName(1),
  ssl_session_cache: sslSessionCache,
  try_files: tryFiles,
  use,
  uwsgi_cache_path: cachePath,
  uwsgi_param: param,
  uwsgi_pass: pass,
  worker_connections: workerConnections,
  worker_priority: workerPriority,
  worker_processes: workerProcesses,
  zone: upstreamZone,
};
