import { says, section, writeApache } from "./apache-writer.ts";
import type { Family, Home } from "./assemble.ts";
import { baseOf, DEBIAN_TAGS, exposes, install, NGINX_TAGS } from "./bases.ts";
import { cmd, copy, copyFile, line, run } from "./dockerfile-steps.ts";
import { placeSite } from "./families-official-nginx.ts";
import { listenFacts, server } from "./nginx-parts.ts";
import { block, type Directive, directive, writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";
import type { Files } from "./variant.ts";

/** nginx with a site of its own, which compose publishes, checks and adds a file to. */
export const mounted: Family = (random, home) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const site = { port: random.pick([80, 8080]), ipv6: random.chance(0.6) };
  const secure = random.chance(0.3);
  const servers = [server(random, site), ...(secure ? [secured()] : [])];
  const placed = placeSite(random, writeNginx(servers, random));
  return {
    steps: [
      ...base.steps,
      ...placed.steps,
      ...(secure ? [line("EXPOSE", `${site.port} 9443/tcp`)] : exposes(random, site.port)),
    ],
    files: placed.files,
    outside: composeFiles(random, home, site.port),
    readme: { ports: secure ? [site.port, 9443] : [site.port], files: [placed] },
    policy: base.policy,
    service: "web",
    user: "root",
    servers: [
      {
        kind: "nginx",
        workers: "nginx",
        listens: [...listenFacts(site), ...(secure ? ["4:9443", "6:9443"] : [])],
      },
    ],
    system: base.system,
    site: placed.source,
  };
};

/** TLS on a port of its own, and a socket file that is no port. */
function secured(): Directive {
  return block(
    "server",
    [],
    [
      directive("listen", "9443", "ssl"),
      directive("listen", "[::]:9443", "ssl"),
      directive("listen", "unix:/run/shop.sock"),
      directive("http2", "on"),
      directive("ssl_certificate", "/etc/ssl/shop.pem"),
      directive("ssl_certificate_key", "/etc/ssl/shop.key"),
      directive("return", "204"),
    ],
  );
}

function composeFiles(random: Random, { folder, dockerfile }: Home, port: number): Files {
  const published = random.pick([
    [`      - "8088:${port}"`],
    [`      - 127.0.0.1:8088:${port}/tcp`],
    [`      - target: ${port}`, "        published: 8088"],
    [`      - "\${HTTP_PORT:-8088}:${port}"`],
  ]);
  const text = [
    "services:",
    "  web:",
    "    build:",
    `      context: ${folder}`,
    `      dockerfile: ${dockerfile}`,
    "    ports:",
    ...published,
    ...(random.chance(0.5) ? ["    restart: always"] : []),
    ...(random.chance(0.6)
      ? [
          "    volumes:",
          "      - ./config/tokens.conf:/etc/nginx/conf.d/tokens.conf:ro",
          "      - logs:/var/log/nginx",
        ]
      : []),
    "volumes:",
    "  logs: {}",
    "",
  ].join("\n");
  return {
    [random.pick(["compose.yml", "docker-compose.yaml"])]: text,
    "config/tokens.conf": "server_tokens off;\n",
  };
}

/** Debian's apache2 with a main configuration of its own, whose port is a variable or a constant of Apache's. */
export const apacheMain: Family = (random) => {
  const base = baseOf(random, "debian", DEBIAN_TAGS);
  const port = random.pick([80, 8080]);
  const both = [`4:${port}`, `6:${port}`];
  const defined = random.chance(0.5);
  const number = defined ? random.pick(["${WEB_PORT}", "*:${WEB_PORT}"]) : String(port);
  const names = random.pick([
    ["www-data", "www-data"],
    ["${APACHE_RUN_USER}", "${APACHE_RUN_GROUP}"],
  ] as const);
  const main = [
    ...(defined ? [says("Define", `WEB_PORT ${port}`)] : []),
    says("ServerRoot", '"/etc/apache2"'),
    says("PidFile", "${APACHE_PID_FILE}"),
    ...random.shuffled([says("User", names[0]), says("Group", names[1])]),
    says("ErrorLog", "/proc/self/fd/2"),
    says("IncludeOptional", "mods-enabled/*.load"),
    says("IncludeOptional", "mods-enabled/*.conf"),
    random.pick([
      says("Listen", number),
      section("IfDefine", "!NO_HTTP", [says("Listen", number)]),
      section("IfModule", "!nothing_module", [says("Listen", number)]),
    ]),
    says(
      random.pick(["Include", "IncludeOptional"]),
      random.pick(["/etc/apache2/shop/*.conf", "shop/*.conf", "shop"]),
    ),
  ];
  const site = section("VirtualHost", `*:${port}`, [says("DocumentRoot", "/var/www/html")]);
  const files = [
    { source: "apache2.conf", container: "/etc/apache2/apache2.conf" },
    { source: "site.conf", container: "/etc/apache2/shop/site.conf" },
  ] as const;
  return {
    steps: [
      ...base.steps,
      run(...install(random, "debian", ["apache2"])),
      ...files.flatMap(({ source, container }) => copyFile(random, source, container)),
      copy("www/", "/var/www/html/"),
      ...exposes(random, port),
      random.pick([cmd("apachectl", "-D", "FOREGROUND"), cmd("apache2ctl", "-D", "FOREGROUND")]),
    ],
    files: {
      "apache2.conf": writeApache(main, random),
      "site.conf": writeApache([site], random),
      "www/index.html": "<h1>shop</h1>\n",
    },
    readme: { users: ["www-data"], ports: [port], files },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "apache", workers: "www-data", listens: both }],
    system: "debian",
    apacheMain: "apache2.conf",
    apacheSite: "site.conf",
  };
};
