import { accountSteps, someAccount } from "./accounts.ts";
import { says, section, writeApache } from "./apache-writer.ts";
import type { Family } from "./assemble.ts";
import { baseOf, exposes, noise } from "./bases.ts";
import { becomeUser, cmd, copy, copyFile, from, line, run, type Step, workdir } from "./dockerfile-steps.ts";
import { someSite } from "./families-official-nginx.ts";
import { listenFacts, mainConfiguration, server } from "./nginx-parts.ts";
import { directive, writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";

function rhel(random: Random, packages: string): readonly Step[] {
  const [image, tool] = random.pick([
    ["rockylinux:9", "dnf"],
    ["almalinux:9", "dnf"],
    ["registry.access.redhat.com/ubi9/ubi", "dnf"],
    ["registry.access.redhat.com/ubi9/ubi-minimal", "microdnf"],
    ["fedora:40", "dnf"],
  ] as const);
  const yes = random.pick(["-y ", "-y --setopt=install_weak_deps=0 ", "-y --nodocs "]);
  return [from(image), run(`${tool} install ${yes}${packages}`, ...random.pick([[], [`${tool} clean all`]]))];
}

/** Red Hat's nginx package, with a main configuration of the repo's own: the stock one serves on 80 by itself. */
export const rhelNginx: Family = (random) => {
  const site = someSite(random);
  const account = random.chance(0.5) ? someAccount(random) : undefined;
  const user = account?.name ?? "nginx";
  const main = mainConfiguration(random, {
    user: [user],
    pid: "/run/nginx.pid",
    http: [directive("include", "/etc/nginx/conf.d/*.conf")],
  });
  const make =
    account === undefined
      ? []
      : [run(`useradd --system --uid ${account.uid} ${random.pick(["", "-M "])}${user}`)];
  const files = [
    { source: "nginx.conf", container: "/etc/nginx/nginx.conf" },
    { source: "shop.conf", container: "/etc/nginx/conf.d/shop.conf" },
  ] as const;
  return {
    steps: [
      ...rhel(random, "nginx"),
      ...make,
      ...files.flatMap(({ source, container }) => copyFile(random, source, container)),
      ...exposes(random, site.port),
      cmd("nginx", "-g", "daemon off;"),
    ],
    files: {
      "nginx.conf": writeNginx(main, random),
      "shop.conf": writeNginx([server(random, site)], random),
    },
    readme: { users: [user], ports: [site.port], files },
    user: "root",
    servers: [{ kind: "nginx", workers: user, listens: listenFacts(site) }],
    system: "none",
    main: "nginx.conf",
    site: "shop.conf",
  };
};

/** Red Hat's httpd package: another port, and a site of the repo's own. */
export const rhelHttpd: Family = (random) => {
  const port = random.pick([8080, 8000]);
  const config = "/etc/httpd/conf/httpd.conf";
  const edit = random.pick([
    `sed -i 's/^Listen 80$/Listen ${port}/' ${config}`,
    `sed -ri 's/^Listen .*/Listen ${port}/' ${config}`,
  ]);
  const container = "/etc/httpd/conf.d/shop.conf";
  const host = section("VirtualHost", `*:${port}`, [
    says("DocumentRoot", "/var/www/html"),
    says("ServerName", "shop.example.com"),
  ]);
  return {
    steps: [
      ...rhel(random, "httpd"),
      ...random.shuffled([run(edit), copy("shop.conf", container)]),
      ...exposes(random, port),
      random.pick([
        cmd("httpd", "-DFOREGROUND"),
        cmd("/usr/sbin/httpd", "-D", "FOREGROUND"),
        cmd("apachectl", "-DFOREGROUND"),
      ]),
    ],
    files: { "shop.conf": writeApache([host], random) },
    readme: { ports: [port], files: [{ source: "shop.conf", container }] },
    user: "root",
    servers: [{ kind: "apache", workers: "apache", listens: [`4:${port}`, `6:${port}`] }],
    system: "none",
    apacheSite: "shop.conf",
  };
};

/** The official php image with Apache, moved to a high port or not, and to a user of its own or not. */
export const phpApache: Family = (random) => {
  const base = baseOf(random, "php", {
    "8.3-apache": "debian",
    apache: "debian",
    "8.2-apache-bookworm": "debian",
  });
  const port = random.pick([80, 8080]);
  const account = random.chance(0.4) ? someAccount(random) : undefined;
  const moved = [
    "sed -i 's/80/8080/g' /etc/apache2/ports.conf /etc/apache2/sites-available/000-default.conf",
    "sed -i -e 's/Listen 80/Listen 8080/' /etc/apache2/ports.conf && sed -i 's/:80>/:8080>/' /etc/apache2/sites-available/000-default.conf",
    "sed -ri 's/^Listen 80$/Listen 8080/' /etc/apache2/ports.conf",
  ];
  const unprivileged = account === undefined && port === 8080 && random.chance(0.4);
  const user = account?.name ?? "www-data";
  return {
    steps: [
      ...base.steps,
      run("docker-php-ext-install pdo_mysql", "a2enmod rewrite"),
      ...noise(random),
      ...(account === undefined
        ? []
        : [
            ...accountSteps(random, "debian", account),
            line("ENV", `APACHE_RUN_USER=${user} APACHE_RUN_GROUP=${user}`),
          ]),
      ...(port === 80 ? [] : [run(random.pick(moved))]),
      copy("src/", "/var/www/html/", random.pick([{}, { chown: "www-data:www-data" }])),
      ...exposes(random, port),
      ...(unprivileged ? becomeUser(random, { name: "www-data", uid: 33 }) : []),
      ...random.pick([[], [cmd("apache2-foreground")]]),
    ],
    files: { "src/index.php": "<?php\n" },
    readme: {
      users: [user],
      ports: [port],
      variables:
        account === undefined
          ? []
          : ["APACHE_RUN_USER", "APACHE_RUN_GROUP"].map((name) => ({ name, value: user })),
    },
    policy: base.policy,
    user: unprivileged ? "www-data" : "root",
    servers: [{ kind: "apache", workers: user, listens: [`4:${port}`, `6:${port}`] }],
    system: "debian",
    ...(account === undefined ? {} : { made: account }),
  };
};

/** Stages that inherit from each other: user, command and files come from an earlier one. */
export const heirs: Family = (random, { folder, dockerfile }) => {
  const base = baseOf(random, "node", { "22": "debian", "22-slim": "debian" });
  const account = someAccount(random);
  const first = random.pick(["deps", "common", "base0"]);
  // BuildKit finds a stage by a FROM in lower case only.
  const alias = random.pick([first, first.toUpperCase()]);
  const start = [random.pick([cmd("node", "server.js"), line("CMD", '["node", "server.js"]')])];
  const [early, late] = random.chance(0.5) ? [start, []] : [[], start];
  const development: readonly Step[] = [
    from(first, "dev"),
    line("USER", "root"),
    run("npm install --global nodemon"),
    line("CMD", '["nodemon", "server.js"]'),
  ];
  const production: readonly Step[] = [
    from(first, "prod"),
    copy("server.js", random.pick(["./", "."])),
    ...late,
  ];
  const target = random.chance(0.5);
  const stages = target
    ? random.pick([
        [...development, ...production],
        [...production, ...development],
      ])
    : [...development, ...production];
  const [last, ...others] = base.steps.toReversed();
  const named: Step = last?.do === "from" ? { ...last, as: alias } : from("node:22", alias);
  return {
    steps: [
      ...others.toReversed(),
      named,
      ...accountSteps(random, "debian", account),
      workdir("/srv"),
      copy("package.json", "./"),
      ...becomeUser(random, account),
      ...early,
      ...stages,
    ],
    files: { "server.js": "listen(3000);\n", "package.json": "{}\n" },
    readme: { users: [account.name] },
    policy: [
      ...base.policy,
      ...(target
        ? ["builds:", `  - dockerfile: ${folder}/${dockerfile}`, `    context: ${folder}`, "    target: prod"]
        : []),
    ],
    user: account.name,
    servers: [],
    system: "debian",
    made: account,
  };
};
