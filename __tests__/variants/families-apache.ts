import { accountSteps, someAccount } from "./accounts.ts";
import { type ApacheDirective, says, section, writeApache } from "./apache-writer.ts";
import type { Family } from "./assemble.ts";
import { baseOf, DEBIAN_TAGS, exposes, install, noise } from "./bases.ts";
import { cmd, copy, copyFile, line, run, type Step } from "./dockerfile-steps.ts";
import type { Random } from "./random.ts";
import type { Files } from "./variant.ts";

/** An Apache `Listen` in one of its spellings, and what it comes to. */
function listen(random: Random, port: number): { readonly text: string; readonly facts: readonly string[] } {
  const both = [`4:${port}`, `6:${port}`];
  return random.pick([
    { text: `${port}`, facts: both },
    { text: `*:${port}`, facts: both },
    { text: `[::]:${port}`, facts: both },
    { text: `0.0.0.0:${port}`, facts: [`4:${port}`] },
    { text: `${port} http`, facts: both },
  ]);
}

function virtualHost(random: Random, port: number, root: string): ApacheDirective {
  const extra = [
    says("ServerName", "shop.example.com"),
    says("ErrorLog", random.pick(["/proc/self/fd/2", "/dev/stderr"])),
    says("ServerAdmin", "ops@example.com"),
    section("Directory", root, [says("Require", "all granted"), says("AllowOverride", "None")]),
    section("IfModule", "mod_headers.c", [says("Header", "set X-Frame-Options DENY")]),
  ].filter(() => random.chance(0.4));
  const documentRoot = says("DocumentRoot", random.pick([root, `"${root}"`]));
  return section("VirtualHost", `${random.pick(["*", "_default_"])}:${port}`, [documentRoot, ...extra]);
}

interface Piece {
  readonly steps: readonly Step[];
  readonly files: Files;
  readonly told: readonly { readonly source: string; readonly container: string }[];
}

function portsPiece(random: Random, text: string, port: number): Piece {
  const path = "/etc/apache2/ports.conf";
  const none = { files: {}, told: [] };
  const plain = text === String(port);
  const ways: readonly (() => Piece)[] = [
    () => ({
      steps: copyFile(random, "ports.conf", path),
      files: { "ports.conf": writeApache([says("Listen", text)], random) },
      told: [{ source: "ports.conf", container: path }],
    }),
    () => ({ ...none, steps: [run(`echo "Listen ${text}" > ${path}`)] }),
    () => ({ ...none, steps: [run(`printf 'Listen ${text}\\n' > ${path}`)] }),
    () => ({ ...none, steps: [{ do: "heredoc", to: path, text: `Listen ${text}\n` }] }),
    () =>
      plain
        ? { ...none, steps: [run(`sed -i 's/^Listen 80$/Listen ${port}/' ${path}`)] }
        : portsPiece(random, text, port),
    () =>
      plain
        ? { ...none, steps: [run(`sed -ri -e "s/Listen 80/Listen ${port}/" ${path}`)] }
        : portsPiece(random, text, port),
  ];
  return random.pick(ways)();
}

function sitePiece(random: Random, site: string): Piece & { readonly source: string } {
  const available = "/etc/apache2/sites-available";
  const enabled = "/etc/apache2/sites-enabled";
  const off = random.pick([
    "a2dissite 000-default",
    "a2dissite 000-default.conf",
    `rm ${enabled}/000-default.conf`,
    `rm -f ${enabled}/*`,
  ]);
  const on = random.pick([
    "a2ensite shop",
    "a2ensite shop.conf",
    `ln -s ${available}/shop.conf ${enabled}/shop.conf`,
    `ln -s ../sites-available/shop.conf ${enabled}/`,
  ]);
  const source = random.pick(["shop.conf", "sites/shop.conf"]);
  const made = (steps: readonly Step[], container: string) => ({
    steps,
    files: { [source]: site },
    told: [{ source, container }],
    source,
  });
  return random.pick([
    () =>
      made([...copyFile(random, source, `${available}/shop.conf`), run(off, on)], `${available}/shop.conf`),
    () => made([run(off), ...copyFile(random, source, `${enabled}/shop.conf`)], `${enabled}/shop.conf`),
    () => made([copy(source, `${available}/000-default.conf`)], `${available}/000-default.conf`),
  ])();
}

/** Debian's apache2 package, with a site of the repo's own. */
export const debianApache: Family = (random) => {
  const base = baseOf(random, "debian", DEBIAN_TAGS);
  const port = random.pick([80, 8080, 8000]);
  const { text, facts } = listen(random, port);
  const ports = portsPiece(random, text, port);
  const site = sitePiece(random, writeApache([virtualHost(random, port, "/var/www/shop")], random));
  const account = random.chance(0.5) ? someAccount(random) : undefined;
  const envvars = account === undefined ? undefined : envvarsPiece(random, account.name);
  return {
    steps: [
      ...base.steps,
      run(...install(random, "debian", ["apache2"])),
      ...noise(random),
      ...(account === undefined ? [] : accountSteps(random, "debian", account)),
      ...(envvars?.steps ?? []),
      ...ports.steps,
      ...site.steps,
      ...(random.chance(0.4) ? [run("a2enmod rewrite headers")] : []),
      copy("www/", "/var/www/shop/"),
      ...exposes(random, port),
      random.pick([
        cmd("apachectl", "-D", "FOREGROUND"),
        cmd("apache2ctl", "-DFOREGROUND"),
        line("CMD", '["/usr/sbin/apache2ctl", "-D", "FOREGROUND"]'),
      ]),
    ],
    files: { ...ports.files, ...site.files, ...envvars?.files, "www/index.html": "<h1>shop</h1>\n" },
    readme: {
      users: account === undefined ? [] : [account.name],
      ports: [port],
      files: [...site.told, ...ports.told, ...(envvars?.told ?? [])],
    },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "apache", workers: account?.name ?? "www-data", listens: facts }],
    system: "debian",
    ...(account === undefined ? {} : { made: account }),
    apacheSite: site.source,
  };
};

const SETTINGS = [
  ["APACHE_PID_FILE", "/var/run/apache2/apache2.pid"],
  ["APACHE_RUN_DIR", "/var/run/apache2"],
  ["APACHE_LOCK_DIR", "/var/lock/apache2"],
  ["APACHE_LOG_DIR", "/var/log/apache2"],
] as const;

/** Who Apache works as, said in envvars: edited in place, or a file of the repo's own. */
function envvarsPiece(random: Random, user: string): Piece {
  const path = "/etc/apache2/envvars";
  if (random.chance(0.5)) {
    const edit = random.pick([
      `sed -i 's/=www-data/=${user}/' ${path}`,
      `sed -i -e 's/APACHE_RUN_USER=www-data/APACHE_RUN_USER=${user}/' -e 's/APACHE_RUN_GROUP=www-data/APACHE_RUN_GROUP=${user}/' ${path}`,
    ]);
    return { steps: [run(edit)], files: {}, told: [] };
  }
  const lines = [["APACHE_RUN_USER", user], ["APACHE_RUN_GROUP", user], ...SETTINGS].map(
    ([name, value]) => `export ${name}=${value}`,
  );
  return {
    steps: copyFile(random, "envvars", path),
    files: { envvars: `# read by apachectl\n${lines.join("\n")}\n` },
    told: [{ source: "envvars", container: path }],
  };
}

const MODULES = ["mpm_event", "authz_core", "mime", "dir", "unixd"].map((name) =>
  says("LoadModule", `${name}_module modules/mod_${name}.so`),
);

/** The official httpd image, with a main configuration of its own. */
export const officialHttpd: Family = (random) => {
  const base = baseOf(random, "httpd", {
    "2.4": "debian",
    latest: "debian",
    "2.4-alpine": "alpine",
    "2.4.62": "debian",
  });
  const port = random.pick([80, 8080, 8000]);
  const { text, facts } = listen(random, port);
  const prefix = "/usr/local/apache2";
  const names = [says("User", "www-data"), says("Group", "www-data")];
  const main = [
    says("ServerRoot", random.pick([prefix, `"${prefix}"`])),
    says("Listen", text),
    ...MODULES,
    ...random.pick([
      names,
      [section("IfModule", "unixd_module", names)],
      [section("IfModule", "mod_unixd.c", names)],
    ]),
    says("ErrorLog", "/proc/self/fd/2"),
    says(
      random.pick(["Include", "IncludeOptional"]),
      random.pick(["conf/extra/shop.conf", `${prefix}/conf/extra/shop.conf`, "conf/extra/shop*.conf"]),
    ),
  ];
  const told = [
    { source: "httpd.conf", container: `${prefix}/conf/httpd.conf` },
    { source: "conf/shop.conf", container: `${prefix}/conf/extra/shop.conf` },
  ] as const;
  return {
    steps: [
      ...base.steps,
      ...noise(random),
      ...told.flatMap(({ source, container }) => copyFile(random, source, container)),
      copy("www", `${prefix}/htdocs`),
      ...exposes(random, port),
      ...random.pick([
        [],
        [line("CMD", '["httpd-foreground"]')],
        [cmd("httpd", "-D", "FOREGROUND")],
        [cmd("httpd-foreground")],
      ]),
    ],
    files: {
      "httpd.conf": writeApache(main, random),
      "conf/shop.conf": writeApache([virtualHost(random, port, `${prefix}/htdocs`)], random),
      "www/index.html": "<h1>shop</h1>\n",
    },
    readme: { users: ["www-data"], ports: [port], files: told },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "apache", workers: "www-data", listens: facts }],
    system: base.system,
    apacheMain: "httpd.conf",
    apacheSite: "conf/shop.conf",
  };
};
