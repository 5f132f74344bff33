import { DEBIAN_LINKS, PHP_LINKS } from "./apache-loaded.ts";
import type { ServerInstall } from "./install.ts";

// Read from Debian 12's apache2 2.4: only the lines that decide are kept, blanks and all.

// Made when the package is configured (apache2.postinst).
const DEBIAN_LOGS = ["error.log", "access.log", "other_vhosts_access.log"].map(
  (name) => `/var/log/apache2/${name}`,
);

/** Debian's and Ubuntu's package. */
export const apacheDebian: ServerInstall = {
  kind: "apache",
  title: "Debian's apache2 package",
  program: "/usr/sbin/apache2",
  mainConfig: "/etc/apache2/apache2.conf",
  prefix: "/etc/apache2",
  compiledUser: "#-1",
  files: {
    "/etc/apache2/apache2.conf": `DefaultRuntimeDir \${APACHE_RUN_DIR}
PidFile \${APACHE_PID_FILE}
User \${APACHE_RUN_USER}
Group \${APACHE_RUN_GROUP}
ErrorLog \${APACHE_LOG_DIR}/error.log
IncludeOptional mods-enabled/*.load
IncludeOptional mods-enabled/*.conf
Include ports.conf
<Directory />
\tRequire all denied
</Directory>
IncludeOptional conf-enabled/*.conf
IncludeOptional sites-enabled/*.conf
`,
    "/etc/apache2/ports.conf": `Listen 80
<IfModule ssl_module>
\tListen 443
</IfModule>
<IfModule mod_gnutls.c>
\tListen 443
</IfModule>
`,
    "/etc/apache2/sites-available/000-default.conf": `<VirtualHost *:80>
\tDocumentRoot /var/www/html
\tErrorLog \${APACHE_LOG_DIR}/error.log
\tCustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`,
    "/etc/apache2/sites-available/default-ssl.conf": `<VirtualHost *:443>
DocumentRoot /var/www/html
</VirtualHost>
`,
    "/etc/apache2/envvars": `export APACHE_RUN_USER=www-data
export APACHE_RUN_GROUP=www-data
export APACHE_PID_FILE=/var/run/apache2/apache2.pid
export APACHE_RUN_DIR=/var/run/apache2
export APACHE_LOCK_DIR=/var/lock/apache2
export APACHE_LOG_DIR=/var/log/apache2
`,
    "/etc/apache2/magic": "",
    "/etc/apache2/conf-available/charset.conf": "",
    "/etc/apache2/conf-available/localized-error-pages.conf": "",
    "/etc/apache2/conf-available/other-vhosts-access-log.conf": "",
    "/etc/apache2/conf-available/security.conf": "",
    "/etc/apache2/conf-available/serve-cgi-bin.conf": "",
    "/var/www/html/index.html": "",
    ...Object.fromEntries(DEBIAN_LOGS.map((path) => [path, ""])),
  },
  links: {
    ...DEBIAN_LINKS,
    "/etc/apache2/sites-enabled/000-default.conf": "/etc/apache2/sites-available/000-default.conf",
  },
  folders: [
    "/etc/apache2/conf-available",
    "/etc/apache2/conf-enabled",
    "/etc/apache2/mods-available",
    "/etc/apache2/mods-enabled",
    "/etc/apache2/sites-available",
    "/etc/apache2/sites-enabled",
    "/var/log/apache2",
    "/var/www/html",
  ],
  modes: { "/var/log/apache2": 0o750, ...Object.fromEntries(DEBIAN_LOGS.map((path) => [path, 0o640])) },
  users: [],
  defaultSites: [
    "/etc/apache2/sites-available/000-default.conf",
    "/etc/apache2/sites-enabled/000-default.conf",
  ],
  unlisted: ["/etc/apache2/mods-available", "/etc/apache2/conf-enabled"],
  envvars: "/etc/apache2/envvars",
};

// php's Dockerfile rewrites envvars so that the environment goes before it, and hands these folders to www-data.
const PHP_ENVVARS = [
  ["APACHE_RUN_USER", "www-data"],
  ["APACHE_RUN_GROUP", "www-data"],
  ["APACHE_PID_FILE", "/var/run/apache2/apache2.pid"],
  ["APACHE_RUN_DIR", "/var/run/apache2"],
  ["APACHE_LOCK_DIR", "/var/lock/apache2"],
  ["APACHE_LOG_DIR", "/var/log/apache2"],
] as const;

/** The official php image's Apache: Debian's package, with an envvars that only fills in. */
export const apachePhp: ServerInstall = {
  ...apacheDebian,
  title: "the official php image's Apache",
  links: {
    ...PHP_LINKS,
    "/var/log/apache2/error.log": "/dev/stderr",
    "/var/log/apache2/access.log": "/dev/stdout",
    "/var/log/apache2/other_vhosts_access.log": "/dev/stdout",
    "/etc/apache2/sites-enabled/000-default.conf": "/etc/apache2/sites-available/000-default.conf",
  },
  files: {
    ...Object.fromEntries(Object.entries(apacheDebian.files).filter(([path]) => !DEBIAN_LOGS.includes(path))),
    "/etc/apache2/envvars": PHP_ENVVARS.map(
      ([name, value]) => `: \${${name}:=${value}}\nexport ${name}\n`,
    ).join(""),
    "/etc/apache2/conf-available/docker-php.conf": "",
  },
  folders: [...apacheDebian.folders, "/run/apache2"],
  owners: { "/var/www/html": "www-data", "/var/log/apache2": "www-data", "/run/apache2": "www-data" },
  modes: { "/var/log/apache2": 0o1777, "/run/apache2": 0o1777, "/var/www/html": 0o1777 },
};
