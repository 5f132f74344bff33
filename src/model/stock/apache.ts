import { OFFICIAL_LOADS } from "./apache-loaded.ts";
import type { ServerInstall } from "./install.ts";

// Read from the official httpd 2.4 image, Alpine 3.20's apache2 and RHEL 9's httpd. Only the lines that
// decide are kept, blanks and all: sed finds in them what it finds in the real ones.

/** The official httpd image, built from source. */
export const apacheOfficial: ServerInstall = {
  kind: "apache",
  title: "the official httpd image",
  program: "/usr/local/apache2/bin/httpd",
  mainConfig: "/usr/local/apache2/conf/httpd.conf",
  prefix: "/usr/local/apache2",
  compiledUser: "#-1",
  files: {
    "/usr/local/apache2/conf/httpd.conf": `ServerRoot "/usr/local/apache2"
Listen 80
${OFFICIAL_LOADS}<IfModule unixd_module>
User www-data
Group www-data
</IfModule>
DocumentRoot "/usr/local/apache2/htdocs"
ErrorLog /proc/self/fd/2
<IfModule log_config_module>
CustomLog /proc/self/fd/1 common
</IfModule>
#Include conf/extra/httpd-mpm.conf
#Include conf/extra/httpd-vhosts.conf
#Include conf/extra/httpd-default.conf
<IfModule proxy_html_module>
Include conf/extra/proxy-html.conf
</IfModule>
#Include conf/extra/httpd-ssl.conf
`,
    "/usr/local/apache2/conf/mime.types": "",
    "/usr/local/apache2/conf/magic": "",
    "/usr/local/apache2/conf/extra/httpd-ssl.conf": `Listen 443
SSLSessionCacheTimeout  300
<VirtualHost _default_:443>
SSLEngine on
SSLCertificateFile "/usr/local/apache2/conf/server.crt"
SSLCertificateKeyFile "/usr/local/apache2/conf/server.key"
</VirtualHost>
`,
    "/usr/local/apache2/conf/extra/httpd-vhosts.conf": "",
    "/usr/local/apache2/conf/extra/httpd-mpm.conf": "",
    "/usr/local/apache2/conf/extra/httpd-default.conf": "",
    "/usr/local/apache2/conf/extra/proxy-html.conf": "",
    "/usr/local/apache2/htdocs/index.html": "",
  },
  links: {},
  folders: ["/usr/local/apache2/conf/extra", "/usr/local/apache2/htdocs", "/usr/local/apache2/logs"],
  users: [],
  defaultSites: [],
};

/** Alpine's package. */
export const apacheAlpine: ServerInstall = {
  kind: "apache",
  title: "Alpine's apache2 package",
  program: "/usr/sbin/httpd",
  mainConfig: "/etc/apache2/httpd.conf",
  prefix: "/var/www",
  compiledUser: "#-1",
  files: {
    "/etc/apache2/httpd.conf": `ServerRoot /var/www
Listen 80
<IfModule unixd_module>
User apache
Group apache
</IfModule>
DocumentRoot "/var/www/localhost/htdocs"
ErrorLog logs/error.log
<IfModule log_config_module>
CustomLog logs/access.log combined
</IfModule>
IncludeOptional /etc/apache2/conf.d/*.conf
`,
    "/etc/apache2/conf.d/default.conf": "",
    "/etc/apache2/conf.d/languages.conf": "",
    "/etc/apache2/conf.d/mpm.conf": "",
    "/etc/apache2/conf.d/userdir.conf": "",
    "/etc/apache2/conf.d/info.conf": "",
    "/var/www/localhost/htdocs/index.html": "",
  },
  links: {
    "/var/www/logs": "/var/log/apache2",
    "/var/www/modules": "/usr/lib/apache2",
    "/var/www/run": "/run/apache2",
  },
  folders: ["/etc/apache2/conf.d", "/var/www/localhost/htdocs", "/var/log/apache2", "/run/apache2"],
  modes: { "/var/log/apache2": 0o2750 },
  users: [{ name: "apache" }],
  defaultSites: [],
};

/** RHEL's, UBI's, Rocky's, Alma's, CentOS's and Fedora's package. */
export const apacheRhel: ServerInstall = {
  kind: "apache",
  title: "Red Hat's httpd package",
  program: "/usr/sbin/httpd",
  mainConfig: "/etc/httpd/conf/httpd.conf",
  prefix: "/etc/httpd",
  compiledUser: "#-1",
  files: {
    "/etc/httpd/conf/httpd.conf": `ServerRoot "/etc/httpd"
Listen 80
Include conf.modules.d/*.conf
User apache
Group apache
DocumentRoot "/var/www/html"
ErrorLog "logs/error_log"
<IfModule log_config_module>
CustomLog "logs/access_log" combined
</IfModule>
IncludeOptional conf.d/*.conf
`,
    "/etc/httpd/conf.d/welcome.conf": "",
    "/etc/httpd/conf.d/autoindex.conf": "",
    "/etc/httpd/conf.d/userdir.conf": "",
    "/etc/httpd/conf.modules.d/00-base.conf": "",
    "/etc/httpd/conf.modules.d/00-mpm.conf": "",
  },
  links: {
    "/etc/httpd/logs": "/var/log/httpd",
    "/etc/httpd/modules": "/usr/lib64/httpd/modules",
    "/etc/httpd/run": "/run/httpd",
  },
  unlisted: ["/etc/httpd/conf.d", "/etc/httpd/conf.modules.d"],
  folders: [
    "/etc/httpd/conf",
    "/etc/httpd/conf.d",
    "/etc/httpd/conf.modules.d",
    "/var/www/html",
    "/var/log/httpd",
    "/run/httpd",
  ],
  modes: { "/var/log/httpd": 0o700, "/run/httpd": 0o710 },
  users: [{ name: "apache", uid: 48, gid: 48 }],
  defaultSites: [],
};
