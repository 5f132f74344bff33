import { accountSteps, someAccount } from "./accounts.ts";
import type { Family } from "./assemble.ts";
import { baseOf, DEBIAN_TAGS, exposes, install, noise } from "./bases.ts";
import { cmd, copy, copyFile, line, run, type Step } from "./dockerfile-steps.ts";
import { PAGES, someSite } from "./families-official-nginx.ts";
import { httpExtras, listenFacts, mainConfiguration, server } from "./nginx-parts.ts";
import { directive, writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";

const START: readonly Step[] = [
  cmd("nginx", "-g", "daemon off;"),
  cmd("/usr/sbin/nginx", "-g", "daemon off;"),
  line("ENTRYPOINT", '["nginx", "-g", "daemon off;"]'),
  cmd("nginx", "-c", "/etc/nginx/nginx.conf", "-g", "daemon off;"),
];

/** ENTRYPOINT and CMD that share the words, or one of the plain ways. */
function startPackaged(random: Random): readonly Step[] {
  if (random.chance(0.8)) return [random.pick(START)];
  return [line("ENTRYPOINT", '["nginx"]'), line("CMD", '["-g", "daemon off;"]')];
}

/** Debian's package, with a site that a link enables. */
export const debianSites: Family = (random) => {
  const base = baseOf(random, "debian", DEBIAN_TAGS);
  const site = someSite(random);
  const name = random.pick(["shop", "shop.conf", "portal"]);
  const [available, enabled] = [`/etc/nginx/sites-available/${name}`, `/etc/nginx/sites-enabled/${name}`];
  const remove = random.pick([
    "rm /etc/nginx/sites-enabled/default",
    "rm -f /etc/nginx/sites-enabled/default",
    "rm -f /etc/nginx/sites-enabled/*",
    "unlink /etc/nginx/sites-enabled/default",
    "rm -rf /etc/nginx/sites-enabled/default /etc/nginx/sites-available/default",
  ]);
  const link = random.pick([
    `ln -s ${available} ${enabled}`,
    `ln -sf ${available} /etc/nginx/sites-enabled/`,
    `ln -s ../sites-available/${name} ${enabled}`,
    `ln -sfn ${available} ${enabled}`,
    `ln --symbolic ${available} ${enabled}`,
    `cd /etc/nginx/sites-enabled && ln -s ../sites-available/${name} .`,
  ]);
  const source = random.pick([`sites/${name}`, name]);
  const direct = random.chance(0.25);
  const placed: readonly Step[] = direct
    ? [run(remove), ...copyFile(random, source, enabled)]
    : random.pick([
        [...copyFile(random, source, available), run(remove, link)],
        [run(remove), ...copyFile(random, source, available), run(link)],
        // The link may come first: it points to nothing until then.
        [run(remove, link), ...copyFile(random, source, available)],
      ]);
  return {
    steps: [
      ...base.steps,
      run(
        ...install(
          random,
          "debian",
          random.pick([["nginx"], ["nginx", "curl"], ["nginx-light"], ["ca-certificates", "nginx"]]),
        ),
      ),
      ...noise(random),
      ...placed,
      copy("html", "/srv/www"),
      ...exposes(random, site.port),
      ...startPackaged(random),
    ],
    files: { [source]: writeNginx([...httpExtras(random, false), server(random, site)], random), ...PAGES },
    readme: { ports: [site.port], files: [{ source, container: direct ? enabled : available }] },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: "www-data", listens: listenFacts(site) }],
    system: "debian",
    site: source,
  };
};

/** Debian's or Alpine's package with a main configuration of its own, and a user that the image makes. */
export const packagedMain: Family = (random) => {
  const alpine = random.chance(0.5);
  const system = alpine ? "alpine" : "debian";
  const base = alpine ? baseOf(random, "alpine", ALPINE_TAGS) : baseOf(random, "debian", DEBIAN_TAGS);
  const site = someSite(random);
  const account = someAccount(random);
  const main = mainConfiguration(random, {
    user: [account.name],
    pid: random.pick(["/run/nginx.pid", "/var/run/nginx.pid"]),
    http: [directive("include", random.pick(["/etc/nginx/vhosts/*.conf", "vhosts/*.conf", "vhosts/*"]))],
  });
  const container = "/etc/nginx/vhosts/shop.conf";
  return {
    steps: [
      ...base.steps,
      ...random
        .shuffled([[run(...install(random, system, ["nginx"]))], accountSteps(random, system, account)])
        .flat(),
      ...copyFile(random, "conf/nginx.conf", "/etc/nginx/nginx.conf"),
      ...copyFile(random, "conf/shop.conf", container),
      ...exposes(random, site.port),
      ...startPackaged(random),
    ],
    files: {
      "conf/nginx.conf": writeNginx(main, random),
      "conf/shop.conf": writeNginx([...httpExtras(random, true), server(random, site)], random),
    },
    readme: {
      users: [account.name],
      ports: [site.port],
      files: [
        { source: "conf/nginx.conf", container: "/etc/nginx/nginx.conf" },
        { source: "conf/shop.conf", container },
      ],
    },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: account.name, listens: listenFacts(site) }],
    system,
    made: account,
    main: "conf/nginx.conf",
    site: "conf/shop.conf",
  };
};

const ALPINE_TAGS = { "3.20": "alpine", latest: "alpine", "3.19.1": "alpine" } as const;

/** Alpine's package, with a site in http.d. */
export const alpineHttpD: Family = (random) => {
  const base = baseOf(random, "alpine", ALPINE_TAGS);
  const site = someSite(random);
  const source = random.pick(["default.conf", "http.d/default.conf", "shop.conf"]);
  const other = random.chance(0.3);
  const container = `/etc/nginx/http.d/${other ? "shop" : "default"}.conf`;
  return {
    steps: [
      ...base.steps,
      run(...install(random, "alpine", random.pick([["nginx"], ["nginx", "curl"], ["nginx", "tzdata"]]))),
      ...noise(random),
      ...(other
        ? [run(random.pick(["rm /etc/nginx/http.d/default.conf", "rm -f /etc/nginx/http.d/*"]))]
        : []),
      ...copyFile(random, source, container),
      ...exposes(random, site.port),
      ...startPackaged(random),
    ],
    files: { [source]: writeNginx([...httpExtras(random, false), server(random, site)], random) },
    readme: { ports: [site.port], files: [{ source, container }] },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: "nginx", listens: listenFacts(site) }],
    system: "alpine",
    site: source,
  };
};
