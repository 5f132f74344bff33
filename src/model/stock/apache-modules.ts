/** The modules that Debian's apache2 brings for a2enmod, as its mods-available has them (2.4.68 of Debian 12; 2.4.71 of Debian 13 alike). */

// Those with a .conf beside their .load.
const WITH_CONF = `
  actions alias autoindex cache_disk cgid dav_fs deflate dir http2 info ldap mime mime_magic mpm_event mpm_prefork
  mpm_worker negotiation proxy proxy_balancer proxy_ftp proxy_html reqtimeout setenvif ssl status userdir
`;

const WITHOUT_CONF = `
  access_compat allowmethods asis auth_basic auth_digest auth_form authn_anon authn_core authn_dbd authn_dbm authn_file
  authn_socache authnz_fcgi authnz_ldap authz_core authz_dbd authz_dbm authz_groupfile authz_host authz_owner authz_user
  brotli buffer cache cache_socache cern_meta cgi charset_lite data dav dav_lock dbd dialup dump_io echo env expires
  ext_filter file_cache filter headers heartbeat heartmonitor ident imagemap include lbmethod_bybusyness
  lbmethod_byrequests lbmethod_bytraffic lbmethod_heartbeat log_debug log_forensic lua macro md proxy_ajp proxy_connect
  proxy_express proxy_fcgi proxy_fdpass proxy_hcheck proxy_http proxy_http2 proxy_scgi proxy_uwsgi proxy_wstunnel
  ratelimit reflector remoteip request rewrite sed session session_cookie session_crypto session_dbd slotmem_plain
  slotmem_shm socache_dbm socache_memcache socache_redis socache_shmcb speling substitute suexec unique_id usertrack
  vhost_alias xml2enc
`;

// The "Depends" of their .load files.
const DEPENDS = `
  access_compat: authn_core
  asis: mime
  auth_basic: authn_core
  auth_digest: authn_core
  auth_form: session authn_core
  authn_dbd: dbd
  authnz_ldap: ldap
  authz_dbd: dbd authz_core
  authz_dbm: authz_core
  authz_groupfile: authz_core
  authz_host: authz_core
  authz_user: authz_core
  cache_disk: cache
  cache_socache: cache
  dav_fs: dav
  deflate: filter
  file_cache: cache
  include: mime
  lbmethod_bybusyness: proxy_balancer
  lbmethod_byrequests: proxy_balancer
  lbmethod_bytraffic: proxy_balancer
  lbmethod_heartbeat: proxy_balancer
  proxy_ajp: proxy
  proxy_balancer: proxy alias slotmem_shm
  proxy_connect: proxy
  proxy_express: proxy
  proxy_fcgi: proxy
  proxy_fdpass: proxy
  proxy_ftp: proxy
  proxy_hcheck: proxy
  proxy_html: proxy xml2enc
  proxy_http: proxy
  proxy_http2: proxy http2
  proxy_scgi: proxy
  proxy_uwsgi: proxy
  proxy_wstunnel: proxy
  ratelimit: env
  session_cookie: session
  session_crypto: session
  session_dbd: session
  ssl: setenvif mime socache_shmcb
`;

const PROCESSES = ["mpm_event", "mpm_prefork", "mpm_worker"];

/** Which a2dismod asks about before it disables them. */
const ESSENTIAL = new Set(
  "alias auth_basic authn_file authz_host authz_user autoindex deflate dir env filter logio mime negotiation setenvif unixd version watchdog".split(
    " ",
  ),
);

/** A module that the package brings. */
export interface DebianModule {
  readonly hasConf: boolean;
  readonly needs: readonly string[];
  readonly conflicts: readonly string[];
}

const needs = new Map(
  DEPENDS.trim()
    .split("\n")
    .map((line) => line.trim().split(": "))
    .map(([name = "", others = ""]) => [name, others.split(" ")] as const),
);

const modules: ReadonlyMap<string, DebianModule> = new Map([
  ...listed(WITH_CONF, true),
  ...listed(WITHOUT_CONF, false),
]);

function listed(names: string, hasConf: boolean): (readonly [string, DebianModule])[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => {
      const conflicts = PROCESSES.includes(name) ? PROCESSES.filter((other) => other !== name) : [];
      return [name, { hasConf, needs: needs.get(name) ?? [], conflicts }] as const;
    });
}

/** A module of Debian's package by its name without `_module`; `undefined` for one that only another package may bring. */
export function debianModule(name: string): DebianModule | undefined {
  return modules.get(name);
}

/** The names of all modules of Debian's package. */
export function debianModules(): readonly string[] {
  return [...modules.keys()];
}

/** Whether a2dismod asks before it disables a module (apache2 2.4.68). */
export function isEssentialModule(name: string): boolean {
  return ESSENTIAL.has(name);
}
