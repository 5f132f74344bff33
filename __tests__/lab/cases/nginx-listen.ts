import type { LabCase, Theme } from "../case.ts";
import { nginxMain, START_NGINX } from "./images.ts";

const http = (text: string) => `user www-data;\nevents {}\nhttp {\n${text}\n}\n`;
const server = (text: string) => http(`server { ${text} }`);
const writable = "RUN chown -R 1234 /var/lib/nginx /var/log/nginx /run\n";
const asUser = `USER 1234\n${START_NGINX}`;
const kubernetes = (one: LabCase): LabCase => ({ ...one, runtime: "kubernetes" });

export const nginxListen: Theme = {
  name: "nginx-listen",
  cases: [
    nginxMain("listen 8080", server("listen 8080;")),
    nginxMain("listen *:8080", server("listen *:8080;")),
    nginxMain("listen 08080", server("listen 08080;")),
    nginxMain("listen in quotes", server('listen "8080";')),
    nginxMain("listen [::]:8080", server("listen [::]:8080;")),
    nginxMain("listen [::]:8080 ipv6only=off", server("listen [::]:8080 ipv6only=off;")),
    nginxMain("listen ipv6only=off beside its IPv4", server("listen 8080; listen [::]:8080 ipv6only=off;")),
    nginxMain("listen in both families", server("listen 8080; listen [::]:8080;")),
    nginxMain("listen [::1]:8080", server("listen [::1]:8080;")),
    nginxMain("listen localhost:8080", server("listen localhost:8080;")),
    nginxMain("listen an address without a port", server("listen 127.0.0.1;")),
    nginxMain("listen an address with a port", server("listen 127.0.0.1:8080;")),
    nginxMain("no listen, as root", server("server_name a;")),
    nginxMain("no listen, as another user", server("server_name a;"), writable, asUser),
    nginxMain("listen a range of ports", server("listen 8000-8003;")),
    nginxMain("listen a socket of the file system only", server("listen unix:/run/web.sock;")),
    nginxMain("listen on every address and on one of them", server("listen 8080; listen 127.0.0.1:8080;")),
    nginxMain(
      "listen on one address in a server of its own",
      http("server { listen 8080; }\nserver { listen 127.0.0.1:8080; }"),
    ),
    nginxMain("listen 0", server("listen 0;")),
    nginxMain("listen 65536", server("listen 65536;")),
    nginxMain("listen :8080", server("listen :8080;")),
    nginxMain("listen $PORT", server("listen $PORT;"), "ENV PORT=8080\n"),
    nginxMain("listen ${PORT}", server("listen ${PORT};"), "ENV PORT=8080\n"),
    nginxMain("listen twice in one server", server("listen 8080; listen 8080;")),
    nginxMain("listen twice in one server, spelled differently", server("listen 8080; listen 0.0.0.0:8080;")),
    nginxMain(
      "listen the same in two servers",
      http("server { listen 8080; }\nserver { listen 8080; server_name b; }"),
    ),
    nginxMain(
      "listen with two default servers",
      http("server { listen 8080 default_server; }\nserver { listen 8080 default_server; }"),
    ),
    nginxMain("listen ssl without a certificate", server("listen 8443 ssl;")),
    nginxMain("listen without its semicolon", http("server { listen 8080 }")),
    nginxMain("listen with an unknown parameter", server("listen 8080 fast;")),
    nginxMain("listen outside of a server", http("listen 8080;")),
    nginxMain("no server at all", http("")),
    nginxMain("no http at all", "user www-data;\nevents {}\n"),
    nginxMain("no events", "user www-data;\nhttp { server { listen 8080; } }\n"),
    nginxMain(
      "stream without its module",
      "events {}\nstream { server { listen 5432; proxy_pass 127.0.0.1:5433; } }\n",
    ),
    nginxMain("a server that is commented out", http("# server { listen 80; }\nserver { listen 8080; }")),
    nginxMain("a closing brace too few", "user www-data;\nevents {}\nhttp { server { listen 8080; }\n"),
    nginxMain("a closing brace too many", `${server("listen 8080;")}}\n`),
    nginxMain("a low port as another user on Docker", server("listen 80;"), writable, asUser),
    kubernetes(nginxMain("a low port as another user on Kubernetes", server("listen 80;"), writable, asUser)),
    kubernetes(
      nginxMain("a high port as another user on Kubernetes", server("listen 8080;"), writable, asUser),
    ),
    kubernetes(nginxMain("a low port as root on Kubernetes", server("listen 80;"))),
  ],
};
