import type { LabCase, Theme } from "../case.ts";
import { APACHE, apacheWith, START_APACHE } from "./images.ts";

const PORT = "RUN sed -i 's/^Listen 80$/Listen 8080/' /etc/apache2/ports.conf\n";
/** Debian's Apache on 8080 as www-data; `lines` prepare its folders. */
const as = (name: string, lines: string, files: LabCase["files"] = {}, user = "www-data"): LabCase =>
  apacheWith(`as ${user}, ${name}`, `${PORT}${lines}USER ${user}\n`, files);
const RUN = "RUN mkdir -p /run/apache2 && chown www-data /run/apache2\n";
const LOGS = "RUN chown -R www-data /var/log/apache2\n";
const line = (text: string) => `RUN echo '${text}' >> /etc/apache2/apache2.conf\n`;
const site = (text: string) => ({ "z.conf": text });
const COPY = "COPY z.conf /etc/apache2/sites-enabled/\n";
const tree = {
  "x/a.txt": "Listen 8082\n",
  "x/s/b.conf": "Listen 8083\n",
  "x/s/t/.hidden": "Listen 8084\n",
};

export const apacheWrites: Theme = {
  name: "apache-writes",
  cases: [
    as("nothing handed over", ""),
    as("the folder of the pid file alone", RUN),
    as("the logs alone", LOGS),
    as("both", RUN + LOGS),
    as("the folder of the logs without the logs", `${RUN}RUN chown www-data /var/log/apache2\n`),
    as("the logs without their folder", `${RUN}RUN chown www-data /var/log/apache2/*\n`),
    as("the folder of the pid file made and not given", `RUN mkdir /run/apache2\n${LOGS}`),
    as(
      "the folder of the pid file by its other name",
      `RUN mkdir /var/run/apache2 && chown www-data /var/run/apache2\n${LOGS}`,
    ),
    as("the folder of the pid file by its mode", `RUN install -d -m 1777 /run/apache2\n${LOGS}`),
    as("another pid file and no folder for it", LOGS + line("PidFile /tmp/apache2.pid")),
    as("another pid file, the folder as well", RUN + LOGS + line("PidFile /tmp/apache2.pid")),
    as("another pid file in root's folder", RUN + LOGS + line("PidFile /run/apache2.pid")),
    as(
      "logs that are links to the output",
      `${RUN}RUN chmod 755 /var/log/apache2 && cd /var/log/apache2 && ln -sf /dev/stderr error.log && ln -sf /dev/stdout access.log && ln -sf /dev/stdout other_vhosts_access.log\n`,
    ),
    as(
      "a site that logs to root's folder",
      `${RUN}${LOGS}${COPY}`,
      site("<VirtualHost *:8080>\nCustomLog /var/log/shop.log common\n</VirtualHost>\n"),
    ),
    as(
      "a site that logs to a pipe",
      `${RUN}${LOGS}${COPY}`,
      site('<VirtualHost *:8080>\nCustomLog "|/bin/cat" common\n</VirtualHost>\n'),
    ),
    as(
      "a site that logs to /dev/stdout",
      `${RUN}${LOGS}${COPY}`,
      site("<VirtualHost *:8080>\nErrorLog /dev/stderr\nCustomLog /dev/stdout common\n</VirtualHost>\n"),
    ),
    as(
      "a site that logs to a folder of its own",
      `${RUN}${LOGS}RUN mkdir /srv/log && chown www-data /srv/log\n${COPY}`,
      site("<VirtualHost *:8080>\nErrorLog /srv/log/error.log\n</VirtualHost>\n"),
    ),
    apacheWith("a pid file in no folder, as root", line("PidFile /run/nowhere/x.pid")),
    apacheWith("a pid file from ServerRoot on", line("PidFile own.pid")),
    apacheWith("an error log in no folder, as root", line("ErrorLog /nosuch/error.log")),
    apacheWith(
      "a site's log in no folder, as root",
      COPY,
      site("<VirtualHost *:80>\nCustomLog /nosuch/x.log common\n</VirtualHost>\n"),
    ),
    apacheWith(
      "a log in no folder, of a site that nothing reaches",
      COPY,
      site("<VirtualHost *:81>\nErrorLog /nosuch/x.log\n</VirtualHost>\n"),
    ),
    apacheWith(
      "a log under a condition that does not hold",
      COPY,
      site("<IfModule nosuch_module>\nErrorLog /nosuch/x.log\n</IfModule>\n"),
    ),
    apacheWith(
      "a site of the repo on a port that nothing listens on",
      COPY,
      site("<VirtualHost *:8080>\nDocumentRoot /srv\n</VirtualHost>\n"),
    ),
    apacheWith(
      "a site that brings its port",
      COPY,
      site("Listen 8080\n<VirtualHost *:8080>\nDocumentRoot /srv\n</VirtualHost>\n"),
    ),
    apacheWith(
      "a folder that is included with all below it",
      `COPY x /etc/apache2/conf-x\n${line("IncludeOptional conf-x")}`,
      tree,
    ),
    apacheWith("a folder that is included by a pattern", `COPY x /opt/x\n${line("Include /opt/*")}`, tree),
    apacheWith(
      "files of a folder, and not those below",
      `COPY x /opt/x\n${line("Include /opt/x/*.txt")}`,
      tree,
    ),
    apacheWith("an empty folder that is included", `RUN mkdir /etc/apache2/own\n${line("Include own/")}`),
    apacheWith("a folder that is included and not there", line("Include own/")),
    apacheWith("a folder that may be included and is not there", line("IncludeOptional own/")),
    apacheWith("a pattern in a folder that is not there", line("Include own/*.conf")),
    apacheWith(
      "a2dissite of a site by no name of its own",
      `RUN a2dissite default; true\n${COPY}`,
      site("Listen 8080\n<VirtualHost *:8080>\n</VirtualHost>\n"),
    ),
    apacheWith("a2ensite of no site", `RUN a2ensite nosuch; true\n${COPY}`, site("Listen 8080\n")),
    apacheWith("a variable that is defined above its use", COPY, site("Define PORT 8080\nListen ${PORT}\n")),
    apacheWith(
      "a port through a variable that is defined below it",
      COPY,
      site("Listen ${PORT}\nDefine PORT 8080\n"),
    ),
    {
      name: "apache2 itself as www-data, with what envvars would set",
      files: {
        Dockerfile: `${APACHE}${PORT}${RUN}${LOGS}ENV APACHE_RUN_USER=www-data APACHE_RUN_GROUP=www-data APACHE_PID_FILE=/run/apache2/apache2.pid APACHE_RUN_DIR=/run/apache2 APACHE_LOCK_DIR=/run/lock/apache2 APACHE_LOG_DIR=/var/log/apache2\nUSER www-data\nCMD ["apache2", "-D", "FOREGROUND"]\n`,
      },
    },
    {
      name: "apache2 itself as root, with a folder for its pid file that nothing makes",
      files: {
        Dockerfile: `${APACHE}ENV APACHE_RUN_USER=www-data APACHE_RUN_GROUP=www-data APACHE_PID_FILE=/run/apache2/apache2.pid APACHE_RUN_DIR=/tmp APACHE_LOCK_DIR=/tmp APACHE_LOG_DIR=/var/log/apache2\nCMD ["apache2", "-D", "FOREGROUND"]\n`,
      },
    },
    apacheWith(
      "a site's log to /dev/stdout, as root",
      COPY,
      site("<VirtualHost *:80>\nErrorLog /dev/stderr\nCustomLog /dev/stdout common\n</VirtualHost>\n"),
      START_APACHE,
    ),
    apacheWith(
      "an empty folder that is included by a pattern",
      `RUN mkdir /etc/apache2/own\n${line("Include own/*.conf")}`,
    ),
    apacheWith("an absent folder that may be included by a pattern", line("IncludeOptional own/*.conf")),
    apacheWith(
      "a folder that is included, and one below it that is empty",
      `COPY x /etc/apache2/x\nRUN mkdir /etc/apache2/x/none\n${line("Include x")}`,
      tree,
    ),
    apacheWith("a pattern for folders", `COPY x /opt/x\n${line("Include /opt/x/*/b.conf")}`, tree),
    apacheWith("a file that is included and not there", line("Include own.conf")),
    apacheWith("a file that may be included and is not there", line("IncludeOptional own.conf")),
    apacheWith(
      "a2dissite of the default site",
      `RUN a2dissite 000-default\n${COPY}`,
      site("Listen 8080\n<VirtualHost *:8080>\n</VirtualHost>\n"),
    ),
    apacheWith(
      "a2dissite of a site that is disabled already",
      `RUN a2dissite 000-default && a2dissite 000-default\n${COPY}`,
      site("Listen 8080\n"),
    ),
    apacheWith("a2ensite of a site that is enabled already", "RUN a2ensite 000-default\n"),
    apacheWith(
      "a2ensite of a site with TLS, and its module",
      "RUN a2enmod ssl && a2ensite default-ssl && apt-get update && apt-get install -y ssl-cert\n",
    ),
    apacheWith("a2ensite of a site with TLS, without its module", "RUN a2ensite default-ssl\n"),
    apacheWith(
      "a2ensite of a site with TLS, without its certificate",
      "RUN a2enmod ssl && a2ensite default-ssl\n",
    ),
    apacheWith("a2enmod of a module that is there", `RUN a2enmod rewrite\n${line("RewriteEngine on")}`),
    apacheWith(
      "a2dismod that leaves a directive without its module",
      `RUN a2dismod -f alias\n${COPY}`,
      site("Alias /x /srv\n"),
    ),
    apacheWith("a2dismod of the module that everything needs", "RUN a2dismod -f mpm_event\n"),
    apacheWith("a2enmod of a second module of processes", "RUN a2enmod mpm_prefork; true\n"),
    apacheWith("a2disconf of what is enabled", "RUN a2disconf security charset\n"),
    apacheWith(
      "a2enconf of what the repo brings",
      "COPY z.conf /etc/apache2/conf-available/own.conf\nRUN a2enconf own\n",
      site("Listen 8080\n"),
    ),
    apacheWith(
      "a2disconf of what is not there",
      `RUN a2disconf nosuch; true\n${COPY}`,
      site("Listen 8080\n"),
    ),
    apacheWith("a2enmod of two modules in one word", 'RUN a2enmod "ssl headers"\n'),
    apacheWith("a2enmod by a name with its ending", "RUN a2enmod ssl.load\n"),
    apacheWith("a2enmod by the name of its settings", "RUN a2enmod ssl.conf; true\n"),
    apacheWith("a2enmod of nothing", "RUN a2enmod\n"),
    apacheWith("a2enmod of no module and of one", "RUN a2enmod nosuch ssl; true\n"),
    apacheWith("a2enmod with an option that it does not know", "RUN a2enmod -x ssl; true\n"),
    apacheWith("a2enmod by a pattern", "RUN a2enmod -q 'ss?'\n"),
    apacheWith(
      "another module for processes in place of the first",
      "RUN a2dismod mpm_event && a2enmod mpm_worker\n",
    ),
    apacheWith("a2dismod that nothing answers", `RUN a2dismod alias; true\n${line("Alias /x /srv")}`),
    apacheWith(
      "a2dismod that something answers",
      `RUN echo 'Yes, do as I say!' | a2dismod alias\n${line("Alias /x /srv")}`,
    ),
    apacheWith(
      "a2dismod of a module that others need",
      `RUN a2dismod -f filter; true\n${line("AddOutputFilterByType DEFLATE text/html")}`,
    ),
    apacheWith(
      "a2dismod -f takes those along that need it",
      `RUN a2dismod -f authz_core\n${line("Require all granted")}`,
    ),
    apacheWith("a2dismod of a module by a pattern", "RUN a2dismod 'mpm*'\n"),
    apacheWith(
      "a2ensite of a site whose name ends like a file",
      "COPY z.conf /etc/apache2/sites-available/my-conf.conf\nRUN a2ensite my-conf; true\n",
      site("Listen 8080\n"),
    ),
    apacheWith(
      "a2dissite of a file that is no link",
      `${COPY}RUN a2dissite z; true\n`,
      site("Listen 8080\n"),
    ),
    apacheWith(
      "a2dissite of a link that leads nowhere",
      "RUN rm /etc/apache2/sites-available/000-default.conf && a2dissite 000-default\n",
    ),
    apacheWith("a2dissite by a pattern", `RUN a2dissite '*'\n${COPY}`, site("Listen 8080\n")),
    apacheWith(
      "a2ensite of a site that wants a module",
      "COPY z.conf /etc/apache2/sites-available/own.conf\nRUN a2ensite own; true\n",
      site("# Depends: ssl\nListen 8080\n"),
    ),
    apacheWith(
      "a2ensite of a site whose module is there",
      "COPY z.conf /etc/apache2/sites-available/own.conf\nRUN a2enmod ssl && a2ensite own\n",
      site("# Depends: ssl\nListen 8080\n"),
    ),
    apacheWith(
      "proxy_http linked by hand without proxy",
      "RUN ln -s ../mods-available/proxy_http.load /etc/apache2/mods-enabled/\n",
    ),
    apacheWith("a mutex in a folder that is not there", COPY, site("Mutex file:/nosuch/lock\n")),
    apacheWith("a runtime folder that is not there", line("DefaultRuntimeDir /nosuch")),
    apacheWith("a log to syslog", line("ErrorLog syslog:local1")),
    apacheWith("a scoreboard in a folder that is not there", line("ScoreBoardFile /nosuch/score")),
    apacheWith(
      "a pid file of before",
      "RUN mkdir -p /run/apache2 && echo 99999 > /run/apache2/apache2.pid\n",
    ),
    apacheWith("a pid file that is empty", "RUN mkdir -p /run/apache2 && touch /run/apache2/apache2.pid\n"),
    apacheWith(
      "a pid file that holds no number",
      "RUN mkdir -p /run/apache2 && echo none > /run/apache2/apache2.pid\n",
    ),
    apacheWith(
      "a pid file whose number is followed by a word",
      "RUN mkdir -p /run/apache2 && echo 99999 x > /run/apache2/apache2.pid\n",
    ),
    apacheWith("a pid file of the repo's that is empty", `COPY own.pid /run/apache2/apache2.pid\n`, {
      "own.pid": "",
    }),
    apacheWith("a pid file that is a folder", "RUN mkdir -p /run/apache2/apache2.pid\n"),
    apacheWith("a log that is a folder", line("ErrorLog /var/log")),
    apacheWith(
      "a site's log that is a folder",
      `RUN mkdir /var/log/shop\n${COPY}`,
      site("<VirtualHost *:80>\nCustomLog /var/log/shop combined\n</VirtualHost>\n"),
    ),
    apacheWith(
      "a variable that is defined twice",
      COPY,
      site("Define PORT 8080\nDefine PORT 8081\nListen ${PORT}\n"),
    ),
    apacheWith(
      "a variable that is undefined again",
      COPY,
      site("Define PORT 8080\nUnDefine PORT\nListen ${PORT}\n"),
    ),
    apacheWith(
      "a variable that is defined in another site",
      "COPY a.conf z.conf /etc/apache2/sites-enabled/\n",
      { "a.conf": "<VirtualHost *:80>\nDefine PORT 8080\n</VirtualHost>\n", "z.conf": "Listen ${PORT}\n" },
    ),
    apacheWith(
      "a site of a host and a port that nothing listens on",
      COPY,
      site("<VirtualHost 127.0.0.1:8081>\nDocumentRoot /srv\n</VirtualHost>\n"),
    ),
    apacheWith("a site of every port", COPY, site("<VirtualHost *>\nDocumentRoot /srv\n</VirtualHost>\n")),
    apacheWith(
      "another main file by -f",
      "COPY z.conf /srv/own.conf\n",
      site(
        "ServerRoot /etc/apache2\nPidFile /tmp/a.pid\nLoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so\nLoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so\nErrorLog /tmp/e.log\nListen 8085\nUser www-data\nGroup www-data\n",
      ),
      'CMD ["apache2", "-f", "/srv/own.conf", "-D", "FOREGROUND"]\n',
    ),
    apacheWith(
      "another main file by -f, without a process module",
      "COPY z.conf /srv/own.conf\n",
      site(
        "ServerRoot /etc/apache2\nPidFile /tmp/a.pid\nErrorLog /tmp/e.log\nListen 8085\nUser www-data\nGroup www-data\n",
      ),
      'CMD ["apache2", "-f", "/srv/own.conf", "-D", "FOREGROUND"]\n',
    ),
    apacheWith(
      "a directive by -c",
      "COPY z.conf /srv/own.conf\n",
      site(
        "ServerRoot /etc/apache2\nPidFile /tmp/a.pid\nLoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so\nLoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so\nErrorLog /tmp/e.log\nUser www-data\nGroup www-data\n",
      ),
      'CMD ["apache2", "-f", "/srv/own.conf", "-c", "Listen 8086", "-D", "FOREGROUND"]\n',
    ),
  ],
};
