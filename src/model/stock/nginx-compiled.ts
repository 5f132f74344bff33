import { ownValue } from "../../names.ts";

/** Paths that are compiled into a build of nginx: what it writes when no directive names another. */
export interface NginxCompiled {
  /** What relative paths of logs, pid and temp folders start from, unless `-p` names another. */
  readonly prefix: string;
  readonly pid: string;
  /** Absent: the process's own error output. */
  readonly errorLog?: string;
  readonly accessLog: string;
  /** By the directive that names another. */
  readonly temp: Readonly<Record<TempDirective, string>>;
}

/** Directives of temp folders that have a default. */
export type TempDirective = (typeof TEMP_DIRECTIVES)[number];

/** Each has a compiled default; the one of client bodies is made first. */
export const TEMP_DIRECTIVES = [
  "client_body_temp_path",
  "proxy_temp_path",
  "fastcgi_temp_path",
  "uwsgi_temp_path",
  "scgi_temp_path",
] as const;

const LOGS = { errorLog: "/var/log/nginx/error.log", accessLog: "/var/log/nginx/access.log" };

// `nginx -V` of Debian 12's 1.22.1: --error-log-path=stderr.
const debian: NginxCompiled = {
  prefix: "/usr/share/nginx",
  pid: "/run/nginx.pid",
  accessLog: LOGS.accessLog,
  temp: tempBelow("/var/lib/nginx", "body", ""),
};

// `nginx -V` of nginx.org's packages: --pid-path=/var/run/nginx.pid up to 1.26, /run/nginx.pid since.
const nginxOrg: NginxCompiled = {
  prefix: "/etc/nginx",
  pid: "/run/nginx.pid",
  ...LOGS,
  temp: tempBelow("/var/cache/nginx", "client_temp", "_temp"),
};

// `nginx -V` of Alpine 3.20's 1.26.
const alpine: NginxCompiled = {
  prefix: "/var/lib/nginx",
  pid: "/run/nginx/nginx.pid",
  ...LOGS,
  temp: tempBelow("/var/lib/nginx/tmp", "client_body", ""),
};

// `nginx -V` of RHEL 9's and Fedora's package.
const rhel: NginxCompiled = {
  prefix: "/usr/share/nginx",
  pid: "/run/nginx.pid",
  ...LOGS,
  temp: tempBelow("/var/lib/nginx/tmp", "client_body", ""),
};

// OpenResty is configured with a prefix and nothing else (docker-openresty, 2026-06).
const openresty: NginxCompiled = {
  prefix: "/usr/local/openresty/nginx",
  pid: "/usr/local/openresty/nginx/logs/nginx.pid",
  errorLog: "/usr/local/openresty/nginx/logs/error.log",
  accessLog: "/usr/local/openresty/nginx/logs/access.log",
  temp: tempBelow("/usr/local/openresty/nginx", "client_body_temp", "_temp"),
};

function tempBelow(folder: string, body: string, suffix: string): NginxCompiled["temp"] {
  return {
    client_body_temp_path: `${folder}/${body}`,
    proxy_temp_path: `${folder}/proxy${suffix}`,
    fastcgi_temp_path: `${folder}/fastcgi${suffix}`,
    uwsgi_temp_path: `${folder}/uwsgi${suffix}`,
    scgi_temp_path: `${folder}/scgi${suffix}`,
  };
}

const BY_TITLE: Readonly<Record<string, NginxCompiled>> = {
  "nginx.org's build": nginxOrg,
  "the official nginx image": nginxOrg,
  "the unprivileged image": nginxOrg,
  "Debian's nginx package": debian,
  "Alpine's nginx package": alpine,
  "Red Hat's nginx package": rhel,
  "OpenResty's image": openresty,
};

/** What is compiled into the nginx of an install, by the install's title; `undefined` when that is not known. */
export function compiledInto(title: string): NginxCompiled | undefined {
  return ownValue(BY_TITLE, title);
}
