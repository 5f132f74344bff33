import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import {
  apache,
  apachectl,
  CONF,
  DOCKERFILE,
  edited,
  httpdConf,
  IMAGE,
  plain,
  supervised,
} from "../repos.ts";

const LIBRARY = "\u007fELF\u0000\u0001";

const line = (before: string, more: Files = {}): Files =>
  edited({ ...apachectl, [`${IMAGE}/html/apache2.conf`]: httpdConf(80), ...more }, DOCKERFILE, [
    "USER www-data",
    `${before}\nUSER www-data`,
  ]);

/** What Debian's apachectl puts together of its environment and of `envvars`. */
const byControl: Readonly<Record<string, Files>> = {
  "ENV APACHE_CONFDIR": line("ENV APACHE_CONFDIR=/var/www/html"),
  "ENV APACHE_ARGUMENTS": line("ENV APACHE_ARGUMENTS='-f /var/www/html/apache2.conf'"),
  "ENV APACHE_ARGUMENTS with a folder": line("ENV APACHE_ARGUMENTS='-d /var/www/html'"),
  "ENV APACHE_HTTPD": line("ENV APACHE_HTTPD='/usr/sbin/apache2 -f /var/www/html/apache2.conf'"),
  "ENV APACHE_HTTPD of another program": line("ENV APACHE_HTTPD=/var/www/html/x"),
  "ENV APACHE_ENVVARS": line("ENV APACHE_ENVVARS=/var/www/html/v", {
    [`${IMAGE}/html/v`]: "export APACHE_RUN_USER=www-data APACHE_RUN_GROUP=www-data\nexec nginx\n",
  }),
  "an argument of envvars": line(
    `RUN echo 'export APACHE_ARGUMENTS="-f /var/www/html/apache2.conf"' >> /etc/apache2/envvars`,
  ),
  "a program of envvars": line("RUN echo 'exec nginx -g \"daemon off;\"' >> /etc/apache2/envvars"),
  "another program of envvars": line("RUN echo APACHE_HTTPD=/var/www/html/x >> /etc/apache2/envvars"),
  "a sourced file of envvars": line("RUN echo . /var/www/html/v >> /etc/apache2/envvars", {
    [`${IMAGE}/html/v`]: "APACHE_HTTPD=/var/www/html/x\n",
  }),
  "an envvars of the repo": line("COPY envvars /etc/apache2/envvars", {
    [`${IMAGE}/envvars`]: "export APACHE_RUN_USER=www-data APACHE_RUN_GROUP=www-data\nsh /var/www/html/x\n",
  }),
};

const conf = ([from, to]: readonly [string, string], more: Files = {}): Files =>
  edited({ ...apache, ...more }, `${IMAGE}/httpd.conf`, [from, to]);
const DIR = "LoadModule dir_module modules/mod_dir.so";
const LOG = "ErrorLog /proc/self/fd/2";
const library: Files = { [`${IMAGE}/html/x.so`]: LIBRARY };

/** What httpd loads into itself and starts besides. */
const byHttpd: Readonly<Record<string, Files>> = {
  "LoadModule of the repo": conf(
    [DIR, `${DIR}\nLoadModule x_module /usr/local/apache2/htdocs/x.so`],
    library,
  ),
  "LoadModule of the repo by a relative path": conf(
    [DIR, `${DIR}\nLoadModule x_module htdocs/x.so`],
    library,
  ),
  "LoadFile of the repo": conf([DIR, `${DIR}\nLoadFile htdocs/x.so`], library),
  "a module of httpd that is the repo's": edited({ ...apache, [`${IMAGE}/x.so`]: LIBRARY }, DOCKERFILE, [
    "USER www-data",
    "COPY x.so /usr/local/apache2/modules/mod_dir.so\nUSER www-data",
  ]),
  "a piped log": conf([LOG, 'ErrorLog "|/usr/local/apache2/htdocs/x"']),
  "a piped log of a shell": conf([LOG, `ErrorLog "|$/bin/sh -c 'httpd -f htdocs/e.conf'"`]),
  "a piped log without a shell": conf([LOG, 'ErrorLog "||/usr/local/apache2/htdocs/x"']),
  "a piped access log": conf([
    LOG,
    `${LOG}\nLoadModule log_config_module modules/mod_log_config.so\nCustomLog "|tee /tmp/a; nginx" "%h"`,
  ]),
  "a pass phrase": conf([
    LOG,
    `${LOG}\nLoadModule ssl_module modules/mod_ssl.so\nSSLPassPhraseDialog exec:/usr/local/apache2/htdocs/x`,
  ]),
  "a map": conf([
    LOG,
    `${LOG}\nLoadModule rewrite_module modules/mod_rewrite.so\nRewriteEngine on\nRewriteMap m prg:/usr/local/apache2/htdocs/x`,
  ]),
};

const sections = ([from, to]: readonly [string, string]): Files =>
  edited(supervised, `${IMAGE}/sup.conf`, [from, to]);

const bySupervisor: Readonly<Record<string, Files>> = {
  "an interface": sections([
    "[program:nginx]",
    "[rpcinterface:x]\nsupervisor.rpcinterface_factory = x.rpc:make\n\n[program:nginx]",
  ]),
  "the usual interface by another factory": sections([
    "[program:nginx]",
    "[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory = x:make\n\n[program:nginx]",
  ]),
  "a PATH that leads nowhere": sections([
    "[supervisord]\n",
    '[supervisord]\nenvironment=PATH="/opt/tools"\n',
  ]),
};

function table(what: string, base: Files, heads: Readonly<Record<string, Files>>): readonly Change[] {
  return Object.entries(heads).map(([name, head]) => ({ name: `${what}: ${name}`, base, head }));
}

/** What servers and what starts them take from elsewhere than their command and their directives. */
export const serverSettings: readonly Change[] = [
  ...table("apachectl", apachectl, byControl),
  ...table("httpd", apache, byHttpd),
  ...table("supervisord", supervised, bySupervisor),
  {
    name: "nginx: load_module of the repo",
    base: plain,
    head: edited({ ...plain, [`${IMAGE}/html/x.so`]: LIBRARY }, CONF, [
      "worker_processes auto;",
      "load_module /usr/share/nginx/html/x.so;\nworker_processes auto;",
    ]),
  },
];
