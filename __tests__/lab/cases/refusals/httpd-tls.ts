import type { Theme } from "../../case.ts";
import { apacheWith, on } from "../images.ts";

const httpd = on("httpd:2.4.68", "official httpd");
const CONF = "conf/httpd.conf";
const line = (text: string) => `RUN echo '${text}' >> ${CONF}\n`;
const uncommented = (text: string) => `RUN sed -i 's|^#\\(${text}\\)|\\1|' ${CONF}\n`;
const SSL = `${uncommented("LoadModule ssl_module")}${uncommented("LoadModule socache_shmcb_module")}`;
const OPENSSL = "RUN apt-get update && apt-get install -y openssl\n";
const make = (key: string, certificate: string) =>
  `RUN openssl req -x509 -nodes -newkey rsa:2048 -subj /CN=a -keyout ${key} -out ${certificate}\n`;
const EXTRA = `COPY extra.conf conf/extra/own.conf\n${line("Include conf/extra/own.conf")}`;
const tls = (text: string) => ({
  "extra.conf": `Listen 8443\n<VirtualHost *:8443>\nServerName a\nSSLEngine on\n${text}</VirtualHost>\n`,
});
const SITE = "COPY site.conf /etc/apache2/sites-available/shop.conf\nRUN a2enmod ssl && a2ensite shop\n";
const site = (text: string) => ({ "site.conf": tls(text)["extra.conf"] });
const SNAKEOIL =
  "SSLCertificateFile /etc/ssl/certs/ssl-cert-snakeoil.pem\nSSLCertificateKeyFile /etc/ssl/private/ssl-cert-snakeoil.key\n";

export const httpdTls: Theme = {
  name: "httpd-tls",
  cases: [
    httpd("its TLS site without a certificate", `${SSL}${uncommented("Include conf/extra/httpd-ssl.conf")}`),
    httpd(
      "its TLS site without the cache of its sessions",
      `${OPENSSL}${make("conf/server.key", "conf/server.crt")}${uncommented("LoadModule ssl_module")}${uncommented("Include conf/extra/httpd-ssl.conf")}`,
    ),
    httpd("a TLS site of its own without a certificate", `${SSL}${EXTRA}`, tls("")),
    httpd(
      "a TLS site of its own with key and certificate",
      `${OPENSSL}${make("conf/a.key", "conf/a.crt")}${SSL}${EXTRA}`,
      tls("SSLCertificateFile conf/a.crt\nSSLCertificateKeyFile conf/a.key\n"),
    ),
    httpd("a TLS site of its own, its module not loaded", EXTRA, tls("SSLCertificateFile conf/a.crt\n")),
    httpd("a TLS site of its own, the engine optional", `${SSL}${EXTRA}`, {
      "extra.conf": "Listen 8443\n<VirtualHost *:8443>\nSSLEngine off\n</VirtualHost>\n",
    }),
    httpd("TLS for the whole server without a certificate", `${SSL}${line("SSLEngine on")}`),
    apacheWith("a TLS site of its own without a certificate", SITE, site("")),
    apacheWith("a TLS site of its own with the certificate of Debian", SITE, site(SNAKEOIL)),
    apacheWith(
      "a TLS site of its own without its module",
      "COPY site.conf /etc/apache2/sites-available/shop.conf\nRUN a2ensite shop\n",
      site(SNAKEOIL),
    ),
    apacheWith(
      "a TLS site of its own guarded by its module",
      "COPY site.conf /etc/apache2/sites-available/shop.conf\nRUN a2ensite shop\n",
      { "site.conf": `<IfModule mod_ssl.c>\n${site("")["site.conf"]}</IfModule>\n` },
    ),
    apacheWith(
      "a proxy to a TLS server without SSLProxyEngine",
      "COPY site.conf /etc/apache2/sites-available/000-default.conf\nRUN a2enmod proxy_http\n",
      { "site.conf": "<VirtualHost *:80>\nProxyPass / https://127.0.0.1:9443/\n</VirtualHost>\n" },
    ),
  ],
};
