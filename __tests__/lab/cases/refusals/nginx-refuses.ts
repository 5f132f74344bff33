import type { Theme } from "../../case.ts";
import { nginxMain, nginxWith, on, START_NGINX } from "../images.ts";

const official = on("nginx:1.31.5", "official nginx");
const old = on("nginx:1.18.0", "nginx 1.18");
const older = on("nginx:1.14.2", "nginx 1.14");

const CERTIFICATE =
  "RUN apt-get update && apt-get install -y openssl\nRUN openssl req -x509 -nodes -newkey rsa:2048 -subj /CN=a -keyout /etc/nginx/a.key -out /etc/nginx/a.crt\n";
const TLS = "ssl_certificate /etc/nginx/a.crt; ssl_certificate_key /etc/nginx/a.key;";
const SITE = "COPY site.conf /etc/nginx/conf.d/default.conf\n";
const site = (text: string) => ({ "site.conf": text });

/** Debian's nginx with these words in http, before a server on 8080. */
const http = (name: string, text: string, server = "") =>
  nginxMain(
    `nginx refuses, ${name}`,
    `user www-data;\nevents {}\nhttp {\n${text}\nserver { listen 8080; ${server} }\n}\n`,
  );
const connections = (name: string, number: number, servers: string) =>
  nginxMain(
    `connections, ${name}`,
    `user www-data;\nevents { worker_connections ${number}; }\nhttp {\n${servers}\n}\n`,
  );
const temp = (name: string, text: string, lines = "", end = START_NGINX) =>
  nginxMain(
    `temp folders, ${name}`,
    `user www-data;\nevents {}\nhttp {\n${text}\nserver { listen 8080; }\n}\n`,
    lines,
    end,
  );

export const nginxRefuses: Theme = {
  name: "nginx-refuses",
  cases: [
    http("a map with a value twice, in capitals", "map $http_a $b { shop 1; SHOP 2; }"),
    http("a map of host names that clash", "map $host $b { hostnames; .a.org 1; *.a.org 2; }"),
    http("a map of host names that do not", "map $host $b { hostnames; a.org 1; *.a.org 2; www.a.* 3; }"),
    http("a map with a star within", "map $host $b { hostnames; shop.*.org 1; }"),
    http("a map with a star within, no host names", "map $host $b { shop.*.org 1; }"),
    http("a map into a variable of nginx", "map $http_a $request_method { default 1; }"),
    http("a map into the arguments", "map $http_a $args { default 1; }"),
    http("a map with a brace that stays open", "map $uri $b { default ${host; }"),
    http("a map with two values", "map $uri $b { /a 1 2; }"),
    http("a map without an end", "map $uri $b { /a 1; "),
    http("a geo of ranges behind a default", "geo $b { default 0; ranges; 10.0.0.1-10.0.0.9 1; }"),
    http("a geo of ranges with a network", "geo $b { ranges; 10.0.0.0/8 1; }"),
    http("a geo of ranges", "geo $b { ranges; default 0; 10.0.0.1-10.0.0.9 1; }"),
    http("a geo of a range the wrong way round", "geo $b { ranges; 10.0.0.9-10.0.0.1 1; }"),
    http("a geo with a word of a later release", "geo $b { volatile; default 0; }"),
    http("a geo with a host", "geo $b { localhost 1; }"),
    http("a geo of no variable", "geo remote_addr $b { default 0; }"),
    http("shares behind a star", "split_clients $uri $b { * a; 10% b; }"),
    http("shares without a star", "split_clients $uri $b { 10% a; .5% b; }"),
    http("shares with three digits", "split_clients $uri $b { 0.125% a; * b; }"),
    http("shares with a word too many", "split_clients $uri $b { 10% a b; * c; }"),
    http("shares without a sign", "split_clients $uri $b { 10 a; * b; }"),
    http("set of a variable of nginx", "", "set $request_id a;"),
    http("set of a header", "", "set $http_x_shop a; return 200 $http_x_shop;"),
    http("a group called as a variable of nginx", "", "location ~ ^/(?<host>.*)$ { return 200 $host; }"),
    http("a default of the shell", "", 'return 200 "${name:-shop}";'),
    connections("one", 1, "server { listen 8080; }"),
    connections("one more than there are sockets", 2, "server { listen 8080; }"),
    connections("as many as there are sockets", 2, "server { listen 8080; listen [::]:8080; }"),
    connections(
      "two servers on one socket",
      2,
      "server { listen 8080; } server { listen 8080; server_name a; }",
    ),
    connections("a socket of the file system", 2, "server { listen 8080; listen unix:/run/a.sock; }"),
    connections("an address that a wildcard takes in", 2, "server { listen 8080; listen 127.0.0.1:8080; }"),
    temp("in a folder that is not there", "proxy_temp_path /var/spool/shop/proxy;"),
    temp(
      "of a server, in a folder that is not there",
      "server { listen 8081; client_body_temp_path /data/shop/body; }",
    ),
    temp(
      "of a location, in a folder that is not there",
      "server { listen 8081; location /a { fastcgi_temp_path /data/shop/body; } }",
    ),
    temp("in a folder that is there", "proxy_temp_path /var/tmp/shop;"),
    temp("with levels, in a folder that is there", "proxy_temp_path /var/tmp/shop 1 2;"),
    temp("in a folder that is made", "scgi_temp_path /srv/shop/scgi;", "RUN mkdir -p /srv/shop\n"),
    temp("relative", "uwsgi_temp_path shop/uwsgi;"),
    temp("a cache in a folder that is not there", "proxy_cache_path /var/cache/shop/pages keys_zone=a:1m;"),
    temp("a cache in a folder that is there", "fastcgi_cache_path /var/cache/pages keys_zone=a:1m;"),
    official(
      "temp folders in a folder that is not there",
      SITE,
      site("uwsgi_temp_path /var/lib/shop/uwsgi;\nserver { listen 8080; }\n"),
    ),
    official("as many connections as sockets", "COPY nginx.conf /etc/nginx/nginx.conf\n", {
      "nginx.conf":
        "user nginx;\nevents { worker_connections 3; }\nhttp { server { listen 8080; listen 8081; listen [::]:8080; } }\n",
    }),
    official(
      "a geo that is volatile",
      SITE,
      site("geo $b { volatile; default 0; }\nserver { listen 8080; return 200 $b; }\n"),
    ),
    official(
      "a map of host names that clash",
      SITE,
      site("map $host $b { hostnames; .a.org 1; a.org 2; }\nserver { listen 8080; }\n"),
    ),
    old("ssl on without a certificate", SITE, site("server { listen 8443; ssl on; }\n")),
    old("ssl on of http without a certificate", SITE, site("ssl on;\nserver { listen 8443; }\n")),
    old("ssl on of http, off in the server", SITE, site("ssl on;\nserver { listen 8443; ssl off; }\n")),
    old(
      "ssl on with a certificate",
      `${CERTIFICATE}${SITE}`,
      site(`server { listen 8443; ssl on; ${TLS} }\n`),
    ),
    old(
      "ssl on with a certificate of http",
      `${CERTIFICATE}${SITE}`,
      site(`${TLS}\nserver { listen 8443; ssl on; }\n`),
    ),
    old(
      "ssl on without a key",
      `${CERTIFICATE}${SITE}`,
      site("server { listen 8443; ssl on; ssl_certificate /etc/nginx/a.crt; }\n"),
    ),
    older("ssl on without a certificate", SITE, site("server { listen 8443; ssl on; }\n")),
    older("ssl in listen without a certificate", SITE, site("server { listen 8443 ssl; }\n")),
    nginxWith(
      "nginx refuses, ssl on of Debian without a certificate",
      "COPY site.conf /etc/nginx/conf.d/site.conf\n",
      site("server { listen 8443; ssl on; }\n"),
    ),
  ],
};
