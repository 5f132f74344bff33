import type { Theme } from "../case.ts";
import { APACHE, apacheWith, START_APACHE } from "./images.ts";

const site = {
  "web.conf": "Listen 8081\n<VirtualHost *:8081>\nDocumentRoot /var/www/html\n</VirtualHost>\n",
};
const disable = "RUN a2dissite 000-default\n";

const WITHOUT_LOG =
  "ServerName shop\nPidFile /run/apache2.pid\nUser www-data\nGroup www-data\nInclude mods-enabled/*.load\nInclude mods-enabled/*.conf\nListen 8080\n";

export const apacheFiles: Theme = {
  name: "apache-files",
  cases: [
    apacheWith("a site in sites-enabled", "COPY web.conf /etc/apache2/sites-enabled/\n", site),
    apacheWith(
      "a site in sites-available, not enabled",
      "COPY web.conf /etc/apache2/sites-available/\n",
      site,
    ),
    apacheWith(
      "a site enabled by a2ensite",
      "COPY web.conf /etc/apache2/sites-available/\nRUN a2ensite web\n",
      site,
    ),
    apacheWith(
      "a site enabled by a2ensite with its ending",
      "COPY web.conf /etc/apache2/sites-available/\nRUN a2ensite web.conf\n",
      site,
    ),
    apacheWith(
      "a site enabled by a link",
      "COPY web.conf /etc/apache2/sites-available/\nRUN ln -s /etc/apache2/sites-available/web.conf /etc/apache2/sites-enabled/web.conf\n",
      site,
    ),
    apacheWith("a site enabled without its ending", "COPY web.conf /etc/apache2/sites-enabled/web\n", site),
    apacheWith(
      "a site enabled and disabled",
      "COPY web.conf /etc/apache2/sites-available/\nRUN a2ensite web && a2dissite web\n",
      site,
    ),
    apacheWith("the default site disabled", disable),
    apacheWith("Apache's default site removed", "RUN rm /etc/apache2/sites-enabled/000-default.conf\n"),
    apacheWith(
      "the default site copied over",
      "COPY web.conf /etc/apache2/sites-available/000-default.conf\n",
      site,
    ),
    apacheWith(
      "Apache's default site removed where it is kept",
      "RUN rm /etc/apache2/sites-available/000-default.conf\n",
    ),
    apacheWith(
      "a configuration enabled by a2enconf",
      "COPY web.conf /etc/apache2/conf-available/\nRUN a2enconf web\n",
      site,
    ),
    apacheWith(
      "a configuration enabled and disabled",
      "COPY web.conf /etc/apache2/conf-available/\nRUN a2enconf web && a2disconf web\n",
      site,
    ),
    apacheWith(
      "a module disabled that Listen depends on",
      "COPY web.conf /etc/apache2/sites-enabled/\nRUN a2dismod -f alias\n",
      { "web.conf": "<IfModule alias_module>\nListen 8081\n</IfModule>\n" },
    ),
    apacheWith("a directive of a module that is not loaded", "COPY web.conf /etc/apache2/sites-enabled/\n", {
      "web.conf": "ProxyPass / http://127.0.0.1:3000/\n",
    }),
    apacheWith(
      "a directive of a module that is enabled",
      "RUN a2enmod proxy proxy_http\nCOPY web.conf /etc/apache2/sites-enabled/\n",
      { "web.conf": "ProxyPass / http://127.0.0.1:3000/\n" },
    ),
    apacheWith(
      "Include of a file",
      "COPY conf /opt/conf\nRUN echo 'Include /opt/conf/web.conf' >> /etc/apache2/apache2.conf\n",
      { "conf/web.conf": site["web.conf"] },
    ),
    apacheWith(
      "Include of a file that is not there",
      "RUN echo 'Include /opt/conf/web.conf' >> /etc/apache2/apache2.conf\n",
    ),
    apacheWith(
      "IncludeOptional of a file that is not there",
      "RUN echo 'IncludeOptional /opt/conf/web.conf' >> /etc/apache2/apache2.conf\n",
    ),
    apacheWith(
      "IncludeOptional in a folder that is not there",
      "RUN echo 'IncludeOptional /opt/conf/*.conf' >> /etc/apache2/apache2.conf\n",
    ),
    apacheWith(
      "Include of a glob that matches nothing",
      "RUN mkdir /opt/conf && echo 'Include /opt/conf/*.conf' >> /etc/apache2/apache2.conf\n",
    ),
    apacheWith(
      "Include of a folder",
      "COPY conf /opt/conf\nRUN echo 'Include /opt/conf' >> /etc/apache2/apache2.conf\n",
      { "conf/web": site["web.conf"] },
    ),
    apacheWith(
      "Include relative to ServerRoot",
      "COPY conf /etc/apache2/own\nRUN echo 'Include own/*.conf' >> /etc/apache2/apache2.conf\n",
      { "conf/web.conf": site["web.conf"] },
    ),
    apacheWith(
      "a main file by -f",
      "COPY own.conf /etc/apache2/own.conf\n",
      {
        "own.conf":
          "ServerRoot /etc/apache2\nPidFile /tmp/a.pid\nErrorLog /dev/stderr\nUser www-data\nGroup www-data\nInclude mods-enabled/*.load\nListen 8081\n",
      },
      'CMD ["apachectl", "-f", "/etc/apache2/own.conf", "-D", "FOREGROUND"]\n',
    ),
    apacheWith(
      "directives by -c and -C",
      "",
      {},
      'CMD ["apachectl", "-D", "FOREGROUND", "-c", "Listen 8081"]\n',
    ),
    apacheWith(
      "a main file without a module for processes",
      "COPY apache2.conf /etc/apache2/apache2.conf\n",
      { "apache2.conf": "User www-data\nGroup www-data\nListen 8081\n" },
    ),
    apacheWith("a document root that does not exist", "COPY web.conf /etc/apache2/sites-enabled/\n", {
      "web.conf": "Listen 8081\n<VirtualHost *:8081>\nDocumentRoot /nosuch\n</VirtualHost>\n",
    }),
    apacheWith(
      "a log of Apache in a folder that does not exist",
      "COPY web.conf /etc/apache2/sites-enabled/\n",
      {
        "web.conf": "ErrorLog /nosuch/error.log\n",
      },
    ),
    apacheWith("a log folder of the environment that does not exist", "RUN rm -r /var/log/apache2\n"),
    apacheWith("a site on a port that nothing listens on", "COPY web.conf /etc/apache2/sites-enabled/\n", {
      "web.conf": "<VirtualHost *:9090>\n</VirtualHost>\n",
    }),
    apacheWith(
      "a section that is left open, its condition false",
      "COPY web.conf /etc/apache2/sites-enabled/\n",
      {
        "web.conf": "<IfModule nosuch_module>\nListen 8081\n",
      },
    ),
    apacheWith("a VirtualHost that is left open", "COPY web.conf /etc/apache2/sites-enabled/\n", {
      "web.conf": "<VirtualHost *:80>\nServerName a\n",
    }),
    apacheWith("no ErrorLog in the main configuration", "COPY apache2.conf /etc/apache2/\n", {
      "apache2.conf": WITHOUT_LOG,
    }),
    apacheWith("no ErrorLog but in a VirtualHost", "COPY apache2.conf /etc/apache2/\n", {
      "apache2.conf": `${WITHOUT_LOG}<VirtualHost *:8080>\nErrorLog /dev/stderr\n</VirtualHost>\n`,
    }),
    apacheWith(
      "no ErrorLog, its folder made",
      "RUN mkdir /etc/apache2/logs\nCOPY apache2.conf /etc/apache2/\n",
      {
        "apache2.conf": WITHOUT_LOG,
      },
    ),
    apacheWith("an .htaccess with User", "COPY htaccess /var/www/html/.htaccess\n", {
      htaccess: "User root\n",
    }),
    apacheWith("apachectl start in the background", "", {}, 'CMD ["apachectl", "start"]\n'),
    apacheWith("apache2ctl", "", {}, 'CMD ["apache2ctl", "-DFOREGROUND"]\n'),
    apacheWith("apachectl in shell form", "", {}, "CMD apachectl -D FOREGROUND\n"),
    apacheWith("FOREGROUND without -D", "", {}, 'CMD ["apachectl", "FOREGROUND"]\n'),
    apacheWith("apache2 -X, one process", "", {}, 'CMD ["apachectl", "-X"]\n'),
    apacheWith("apache2 -k start", "", {}, 'CMD ["apachectl", "-k", "start", "-D", "FOREGROUND"]\n'),
    {
      name: "a PHP module's package",
      files: {
        Dockerfile: `${APACHE}RUN a2enmod rewrite headers\nCOPY web.conf /etc/apache2/sites-available/000-default.conf\n${START_APACHE}`,
        "web.conf":
          "<VirtualHost *:80>\nDocumentRoot /var/www/html\nRewriteEngine On\nHeader set X-A b\n</VirtualHost>\n",
      },
    },
  ],
};
