import { accountSteps, someAccount } from "./accounts.ts";
import type { Family, Parts } from "./assemble.ts";
import { baseOf, exposes, NGINX_TAGS, noise } from "./bases.ts";
import { cmd, copy, copyFile, line, run, type Step } from "./dockerfile-steps.ts";
import { httpExtras, listenFacts, mainConfiguration, type Site, server } from "./nginx-parts.ts";
import { type Directive, directive, writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";
import type { Files } from "./variant.ts";

const CONF_D = "/etc/nginx/conf.d";
const PORTS = [80, 8080, 8081, 3000, 8443];

/** A site for a container that starts as root. */
export function someSite(random: Random, ports: readonly number[] = PORTS): Site {
  return { port: random.pick(ports), ipv6: random.chance(0.6) };
}

/** The command of the base, or the same said again. */
export function startNginx(random: Random): readonly Step[] {
  return random.pick([
    [],
    [cmd("nginx", "-g", "daemon off;")],
    [cmd("/usr/sbin/nginx", "-g", "daemon off;")],
  ]);
}

/** A site that takes the default site's place in conf.d. */
export interface Placed {
  readonly steps: readonly Step[];
  readonly files: Files;
  readonly source: string;
  readonly container: string;
}

/** Brings a site into conf.d in one of the ways that leave the default site out. */
export function placeSite(random: Random, text: string): Placed {
  const name = random.pick(["site.conf", "shop.conf", "app.conf"]);
  const remove = run(
    random.pick([
      `rm ${CONF_D}/default.conf`,
      `rm -f ${CONF_D}/default.conf`,
      `rm -rf ${CONF_D}/*`,
      `rm -f ${CONF_D}/*.conf`,
      `mv ${CONF_D}/default.conf ${CONF_D}/default.conf.off`,
      `cd ${CONF_D} && rm default.conf`,
    ]),
  );
  const over = `${CONF_D}/default.conf`;
  const folder = random.pick(["conf.d", "nginx", "config/nginx"]);
  const ways: readonly (() => Placed)[] = [
    () => ({ steps: copyFile(random, name, over), files: { [name]: text }, source: name, container: over }),
    () => ({
      steps: copyFile(random, `${folder}/default.conf`, over),
      files: { [`${folder}/default.conf`]: text },
      source: `${folder}/default.conf`,
      container: over,
    }),
    () => ({
      steps: [copy(random.pick([`${folder}/`, folder, `./${folder}`]), random.pick([CONF_D, `${CONF_D}/`]))],
      files: { [`${folder}/default.conf`]: text },
      source: `${folder}/default.conf`,
      container: over,
    }),
    () => ({
      steps: [remove, ...copyFile(random, `${folder}/${name}`, `${CONF_D}/${name}`)],
      files: { [`${folder}/${name}`]: text },
      source: `${folder}/${name}`,
      container: `${CONF_D}/${name}`,
    }),
    () => ({
      steps: [remove, copy(`${folder}/*.conf`, `${CONF_D}/`)],
      files: { [`${folder}/${name}`]: text },
      source: `${folder}/${name}`,
      container: `${CONF_D}/${name}`,
    }),
  ];
  return random.pick(ways)();
}

/** Pages that are served; git has the executable bit on nothing. */
export const PAGES: Files = { "html/index.html": "<h1>shop</h1>\n" };

/** The official image with a site in conf.d. */
export const officialConfD: Family = (random) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const site = someSite(random);
  const placed = placeSite(random, writeNginx([...httpExtras(random, true), server(random, site)], random));
  const pages = random.chance(0.5);
  return {
    steps: [
      ...base.steps,
      ...noise(random),
      ...placed.steps,
      ...(pages ? [copy("html/", "/usr/share/nginx/html/")] : []),
      ...exposes(random, site.port),
      ...startNginx(random),
    ],
    files: { ...placed.files, ...(pages ? PAGES : {}) },
    readme: { ports: [site.port], files: [placed] },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: "nginx", listens: listenFacts(site) }],
    system: base.system,
    site: placed.source,
  };
};

/** The official image with a main configuration of its own, whose workers have a user of their own or nginx's. */
export const officialMain: Family = (random) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const site = someSite(random);
  const account = random.chance(0.5) ? someAccount(random) : undefined;
  const user = account?.name ?? "nginx";
  const { http, files, steps, sources, loaded } = mainLayout(random, site);
  const main = mainConfiguration(random, {
    user: random.chance(0.3) ? [user, user] : [user],
    ...(random.chance(0.7) ? { pid: "/run/nginx.pid" } : {}),
    http,
  });
  return {
    steps: [
      ...base.steps,
      ...(account === undefined ? [] : [...accountSteps(random, base.system, account)]),
      ...noise(random),
      ...copyFile(random, "nginx.conf", "/etc/nginx/nginx.conf"),
      ...steps,
      ...exposes(random, site.port),
      ...startNginx(random),
    ],
    files: { "nginx.conf": writeNginx(main, random), ...files },
    readme: {
      users: [user],
      ports: [site.port],
      files: [{ source: "nginx.conf", container: "/etc/nginx/nginx.conf" }, ...sources],
    },
    policy: [...base.policy, ...(random.chance(0.2) ? ["nginx:", `  user: ${user}`] : [])],
    user: "root",
    servers: [{ kind: "nginx", workers: user, listens: listenFacts(site) }],
    system: base.system,
    ...(account === undefined ? {} : { made: account }),
    main: "nginx.conf",
    ...(loaded === undefined ? {} : { site: loaded }),
  };
};

interface Layout {
  readonly http: readonly Directive[];
  readonly files: Files;
  readonly steps: readonly Step[];
  readonly sources: readonly { readonly source: string; readonly container: string }[];
  readonly loaded?: string;
}

/** Where the servers stand: in the main configuration itself, in a folder of it, or one include further. */
function mainLayout(random: Random, site: Site): Layout {
  const extras = httpExtras(random, true);
  const one = server(random, site);
  if (random.chance(0.3)) return { http: [...extras, one], files: {}, steps: [], sources: [] };
  const folder = random.pick(["sites", "vhosts.d", "conf.d"]);
  const pattern = random.pick([`${folder}/*.conf`, `/etc/nginx/${folder}/*.conf`]);
  const container = `/etc/nginx/${folder}/${folder === "conf.d" ? "default" : "shop"}.conf`;
  const source = random.pick(["shop.conf", "conf/shop.conf"]);
  const placed = [{ source, container }];
  const http = [directive("include", pattern)];
  if (random.chance(0.5)) {
    const files = { [source]: writeNginx([...extras, one], random) };
    return { http, files, steps: copyFile(random, source, container), sources: placed, loaded: source };
  }
  const snippet = "/etc/nginx/snippets/headers.conf";
  const nested = {
    ...one,
    block: [
      ...(one.block ?? []),
      directive("include", random.pick(["snippets/headers.conf", snippet, "snippets/*.conf"])),
    ],
  };
  return {
    http,
    files: {
      [source]: writeNginx([...extras, nested], random),
      "headers.conf": writeNginx([directive("add_header", "X-Robots-Tag", "none")], random),
    },
    steps: [...copyFile(random, source, container), ...copyFile(random, "headers.conf", snippet)],
    sources: [...placed, { source: "headers.conf", container: snippet }],
    loaded: source,
  };
}

/** The official image with a template that its entrypoint renders. */
export const officialTemplates: Family = (random) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const variable = random.pick(["GATEWAY_PORT", "NGINX_PORT", "LISTEN"]);
  const site = { ...someSite(random), portText: `\${${variable}}` };
  const target = "/etc/nginx/templates/default.conf.template";
  const source = random.pick(["templates/default.conf.template", "default.conf.template"]);
  const text = writeNginx([server(random, site)], random);
  const declared = random.pick([
    `${variable}=${site.port}`,
    `${variable}="${site.port}"`,
    `${variable} ${site.port}`,
  ]);
  const steps: readonly Step[] = source.startsWith("templates/")
    ? random.pick([copyFile(random, source, target), [copy("templates/", "/etc/nginx/templates/")]])
    : copyFile(random, source, target);
  return {
    steps: [
      ...base.steps,
      line("ENV", declared),
      ...steps,
      ...exposes(random, site.port),
      ...random.pick([[], [line("CMD", '["nginx", "-g", "daemon off;"]')]]),
    ],
    files: { [source]: text },
    readme: {
      ports: [site.port],
      files: [{ source, container: target }],
      variables: [{ name: variable, value: String(site.port) }],
    },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: "nginx", listens: listenFacts(site) }],
    system: base.system,
  } satisfies Parts;
};
