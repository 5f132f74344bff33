/** Which modules the stock installations of Apache load, as their files say it. */

// The links of Debian 12's and Ubuntu 24.04's mods-enabled; what they lead to decides nothing else that is asked.
const ENABLED =
  "access_compat.load alias auth_basic.load authn_core.load authn_file.load authz_core.load authz_host.load authz_user.load autoindex deflate dir env.load filter.load mime mpm_event negotiation reqtimeout setenvif status";

/** Links of mods-enabled for modules with a .load and a .conf, or with the one that is named. */
function enabledModules(names: string): Readonly<Record<string, string>> {
  const files = names
    .split(" ")
    .flatMap((name) => (name.includes(".") ? [name] : [`${name}.conf`, `${name}.load`]));
  return Object.fromEntries(
    files.map((file) => [`/etc/apache2/mods-enabled/${file}`, `/etc/apache2/mods-available/${file}`]),
  );
}

/** Debian's links of mods-enabled. */
export const DEBIAN_LINKS: Readonly<Record<string, string>> = enabledModules(ENABLED);

/** The official php image's: the other module for processes, and PHP's. */
export const PHP_LINKS: Readonly<Record<string, string>> = enabledModules(
  `${ENABLED.replace("mpm_event", "mpm_prefork")} php.load`,
);

// The LoadModule lines of its httpd.conf, in their order; those with a minus are commented out.
const OFFICIAL_MODULES = `mpm_event -mpm_prefork -mpm_worker authn_file -authn_dbm -authn_anon -authn_dbd -authn_socache
  authn_core authz_host authz_groupfile authz_user -authz_dbm -authz_owner -authz_dbd authz_core -authnz_ldap -authnz_fcgi
  access_compat auth_basic -auth_form -auth_digest -allowmethods -file_cache -cache -cache_disk -cache_socache
  -socache_shmcb -socache_dbm -socache_memcache -socache_redis -watchdog -macro -dbd -dumpio -echo -buffer -data
  -ratelimit reqtimeout -ext_filter -request -include filter -reflector -substitute -sed -charset_lite -deflate -xml2enc
  -proxy_html -brotli mime -ldap log_config -log_debug -log_forensic -logio -lua env -mime_magic -cern_meta -expires headers
  -ident -usertrack -unique_id setenvif version -remoteip -proxy -proxy_connect -proxy_ftp -proxy_http -proxy_fcgi
  -proxy_scgi -proxy_uwsgi -proxy_fdpass -proxy_wstunnel -proxy_ajp -proxy_balancer -proxy_express -proxy_hcheck -session
  -session_cookie -session_crypto -session_dbd -slotmem_shm -slotmem_plain -ssl -dialup -http2 -proxy_http2 -md
  -lbmethod_byrequests -lbmethod_bytraffic -lbmethod_bybusyness -lbmethod_heartbeat unixd -heartbeat -heartmonitor -dav
  status autoindex -asis -info -suexec -cgid -cgi -dav_fs -dav_lock -vhost_alias -negotiation dir -imagemap -actions
  -speling -userdir alias -rewrite`;

function loadModules(modules: string): string {
  const lines = modules.trim().split(/\s+/);
  return lines
    .map((one) => one.replace("-", ""))
    .map(
      (name, i) =>
        `${lines[i]?.startsWith("-") ? "#" : ""}LoadModule ${name}_module modules/mod_${name}.so\n`,
    )
    .join("");
}

/** The official image's LoadModule lines. */
export const OFFICIAL_LOADS: string = loadModules(OFFICIAL_MODULES);
