import { always, type BaseImage, base, byTag, own } from "./base.ts";

// Sources: github.com/docker-library/haproxy, github.com/varnish/docker-varnish, github.com/caddyserver/caddy-docker,
// github.com/traefik/traefik-library-image, github.com/dunglas/frankenphp.

const VARNISH = {
  users: [{ name: "varnish" }],
  exposes: [80, 8443],
  workdir: "/etc/varnish",
  entrypoint: ["/usr/local/bin/docker-varnish-entrypoint"],
  cmd: [],
};

const FRANKENPHP = {
  exposes: [80, 443, 2019],
  workdir: "/app",
  environment: { PHP_INI_DIR: "/usr/local/etc/php" },
  entrypoint: ["docker-php-entrypoint"],
  beforeOptions: ["frankenphp", "run"],
  cmd: ["--config", "/etc/frankenphp/Caddyfile", "--adapter", "caddyfile"],
};

export const proxyBases: readonly BaseImage[] = [
  base("haproxy", byTag("debian"), {
    tags: /^(?!1\.|2\.[0-3](\D|$))/,
    users: own("haproxy", 99),
    user: { name: "haproxy", uid: 99 },
    workdir: "/var/lib/haproxy",
    entrypoint: ["docker-entrypoint.sh"],
    cmd: ["haproxy", "-f", "/usr/local/etc/haproxy/haproxy.cfg"],
  }),
  base("varnish", byTag("debian"), {
    ...VARNISH,
    tags: /^(latest|fresh|old|alpine|[89]|7(?!\.0))/,
    user: { name: "varnish" },
  }),
  // Its stable line, and what was released before 7.1, stays root until varnishd gives it up.
  base("varnish", byTag("debian"), { ...VARNISH, tags: /^(stable|6|7\.0)/ }),
  base("caddy", always("alpine"), {
    tags: /^(?!.*(builder|windows))/,
    exposes: [80, 443, 2019],
    workdir: "/srv",
    cmd: ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"],
  }),
  base("traefik", byTag("alpine"), {
    exposes: [80],
    entrypoint: ["/entrypoint.sh"],
    beforeOptions: ["traefik"],
    cmd: ["traefik"],
  }),
  base("dunglas/frankenphp", always("alpine"), {
    ...FRANKENPHP,
    tags: /^(?!.*(builder|static)).*alpine/,
    users: own("www-data", 82),
  }),
  base("dunglas/frankenphp", byTag("debian"), { ...FRANKENPHP, tags: /^(?!.*(builder|static|alpine))/ }),
];
