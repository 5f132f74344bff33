import { makeOnAlpine, makeOnDebian, someAccount } from "./accounts.ts";
import type { Family } from "./assemble.ts";
import { baseOf, DEBIAN_TAGS, exposes, install, NGINX_TAGS } from "./bases.ts";
import { cmd, copy, copyFile, from, line, run, type Step } from "./dockerfile-steps.ts";
import { someSite, startNginx } from "./families-official-nginx.ts";
import { httpExtras, listenFacts, mainConfiguration, type Site, server } from "./nginx-parts.ts";
import { directive, writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";
import type { Files } from "./variant.ts";

const SLOT = "/etc/nginx/conf.d/default.conf";

interface Way {
  readonly before?: readonly Step[];
  readonly steps: readonly Step[];
  readonly files: Files;
  readonly source?: string;
}

/** Ways to put a site over the default one that take more than a COPY to its place. */
function ways(random: Random, text: string): Way {
  const plain = text.replaceAll("\r\n", "\n");
  const name = random.pick(["site.conf", "shop.conf"]);
  const brought = (steps: readonly Step[]): Way => ({ steps, files: { [name]: text }, source: name });
  return random.pick<() => Way>([
    () => ({ steps: [copy("rootfs/", "/")], files: { [`rootfs${SLOT}`]: text }, source: `rootfs${SLOT}` }),
    () => ({ steps: [copy("rootfs", "/")], files: { [`rootfs${SLOT}`]: text }, source: `rootfs${SLOT}` }),
    () => ({ steps: [copy("etc/", "/etc/")], files: { "etc/nginx/conf.d/default.conf": text }, source: "etc/nginx/conf.d/default.conf" }),
    () => brought([copy(name, "/tmp/"), run(random.pick([`mv /tmp/${name} ${SLOT}`, `mv -f /tmp/${name} ${SLOT}`, `cp /tmp/${name} ${SLOT}`, `install -m 644 /tmp/${name} ${SLOT}`, `cp -a /tmp/${name} ${SLOT}`]))]),
    () => brought([copy(name, `/srv/conf/${name}`), run(random.pick([`ln -sf /srv/conf/${name} ${SLOT}`, `rm ${SLOT} && ln -s /srv/conf/${name} ${SLOT}`]))]),
    () => brought([run(`rm ${SLOT}`), copy([name, "gzip.conf"], "/etc/nginx/conf.d/")]),
    () => ({ ...brought([copy("/site.conf", SLOT, { from: "config" })]), before: [from("scratch", "config"), copy(name, "/site.conf")] }),
    () => ({ ...brought([copy("/conf/", "/etc/nginx/conf.d/", { from: "config" })]), before: [from("scratch", "config"), copy(name, "/conf/default.conf")] }),
    () => ({ ...brought([copy("/conf/site.conf", SLOT, { from: "CONFIG" })]), before: [from("busybox:1.36", "config"), copy(name, "/conf/site.conf")] }),
    () => ({ steps: [{ do: "write", to: SLOT, text: plain }], files: {} }),
    () => ({ steps: [{ do: "heredoc", to: SLOT, text: plain }], files: {} }),
  ])();
}

/** The official image with a site that comes to its place on a longer way. */
export const roundabout: Family = (random) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const site = someSite(random);
  const way = ways(random, writeNginx([server(random, site)], random));
  const files = { ...way.files, ...(JSON.stringify(way.steps).includes("gzip.conf") ? { "gzip.conf": "gzip on;\n" } : {}) };
  const args = base.steps.filter((step) => step.do === "line" && step.keyword === "ARG");
  const rest = base.steps.filter((step) => !args.includes(step));
  return {
    steps: [...args, ...(way.before ?? []), ...rest, ...way.steps, ...exposes(random, site.port), ...startNginx(random)],
    files,
    readme: { ports: [site.port], files: Object.keys(files).map((source) => ({ source, container: SLOT })) },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: "nginx", listens: listenFacts(site) }],
    system: base.system,
    ...(way.source === undefined ? {} : { site: way.source }),
  };
};

/** Stock files that RUN edits: the port of the default site, and the user. */
export const editedStock: Family = (random) => {
  const packaged = random.chance(0.5);
  const base = packaged ? baseOf(random, "debian", DEBIAN_TAGS) : baseOf(random, "nginx", NGINX_TAGS);
  const account = someAccount(random);
  const makes = base.system === "alpine" ? makeOnAlpine : makeOnDebian;
  const port = random.pick([8080, 8000, 3000]);
  const [file, stock] = packaged ? ["/etc/nginx/sites-available/default", "www-data"] : [SLOT, "nginx"];
  const flags = random.pick(["-i", "-i -e", "-i.orig", "--in-place"].filter((flag) => base.system === "debian" || flag !== "--in-place"));
  const listen = packaged
    ? `sed ${flags.replace(" -e", "")} -e 's/listen 80 /listen ${port} /' -e 's/\\[::\\]:80 /[::]:${port} /' ${file}`
    : random.pick([`sed ${flags} 's/80;/${port};/' ${file}`, `sed ${flags} "s/listen  *80;/listen ${port};/" ${file}`, `sed -i -E 's/listen +80;/listen ${port};/g' ${file}`, `sed -i 's/listen       80;/listen ${port};/' ${file}`]);
  const user = random.pick([
    `sed -i '/^user/s/.*/user ${account.name};/' /etc/nginx/nginx.conf`,
    `sed -i -e "s/^user .*/user ${account.name};/" /etc/nginx/nginx.conf`,
    `sed -i 's/^user.*$/user ${account.name} ${account.name};/g' /etc/nginx/nginx.conf`,
    ...(packaged ? [`sed -i 's/${stock}/${account.name}/' /etc/nginx/nginx.conf`] : [`sed -i 's/user  nginx;/user  ${account.name};/' /etc/nginx/nginx.conf`]),
  ]);
  return {
    steps: [
      ...base.steps,
      ...(packaged ? [run(...install(random, "debian", ["nginx"]))] : []),
      run(...makes(random, account)),
      run(...random.shuffled([listen, user])),
      ...exposes(random, port),
      ...(packaged ? [cmd("nginx", "-g", "daemon off;")] : startNginx(random)),
    ],
    files: {},
    readme: { users: [account.name], ports: [port] },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: account.name, listens: packaged ? [`4:${port}`, `6:${port}`] : [`4:${port}`] }],
    system: base.system,
    made: account,
  };
};

/** nginx that is started by a script, by tini, or with a configuration that its command names. */
export const startedOtherwise: Family = (random) => {
  const base = baseOf(random, "alpine", { "3.20": "alpine", "3.19": "alpine" });
  const site = someSite(random);
  const account = someAccount(random);
  const start = starts(random, account.name);
  const main = mainConfiguration(random, {
    ...(start.user ? {} : { user: [account.name] }),
    pid: "/run/nginx.pid",
    absolute: true,
    http: [...httpExtras(random, true), server(random, site), ...(random.chance(0.3) ? [statusPage()] : [])],
  });
  return {
    steps: [
      ...base.steps,
      run(...install(random, "alpine", ["nginx", "tini"])),
      run(...makeOnAlpine(random, account)),
      ...copyFile(random, "nginx.conf", start.main),
      ...start.steps,
      ...exposes(random, site.port),
      ...start.last,
    ],
    files: { "nginx.conf": writeNginx(main, random), ...start.files },
    readme: { users: [account.name], ports: [site.port], files: [{ source: "nginx.conf", container: start.main }] },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: account.name, listens: [...listenFacts(site), ...(JSON.stringify(main).includes("127.0.0.1") ? ["4:8089"] : [])] }],
    system: "alpine",
    made: account,
    ...(start.user ? {} : { main: "nginx.conf" }),
  };
};

/** What only the container itself reaches. */
function statusPage() {
  const listen = directive("listen", "127.0.0.1:8089");
  return { name: "server", args: [], block: [listen, { name: "location", args: ["/status"], block: [directive("stub_status")] }] };
}

interface Start {
  readonly main: string;
  /** Whether the command names the user, and not the file. */
  readonly user: boolean;
  readonly steps: readonly Step[];
  readonly last: readonly Step[];
  readonly files: Files;
}

function starts(random: Random, user: string): Start {
  const usual = { main: "/etc/nginx/nginx.conf", user: false, steps: [], files: {} };
  const script = ["#!/bin/sh", "set -e", random.pick(['echo "starting"', "mkdir -p /run/nginx", "sleep 1"]), random.pick(["exec nginx -g 'daemon off;'", 'nginx -g "daemon off;"', "exec /usr/sbin/nginx -g 'daemon off;' \"$@\""]), ""].join("\n");
  const scripted = (last: readonly Step[]): Start => ({ ...usual, steps: [copy("start.sh", "/usr/local/bin/start.sh")], last, files: { "start.sh": { kind: "executable", text: script } } });
  const other = random.pick(["/srv/nginx.conf", "/etc/nginx/shop.conf"]);
  return random.pick<() => Start>([
    () => scripted([line("CMD", '["/usr/local/bin/start.sh"]')]),
    () => scripted([line("ENTRYPOINT", '["start.sh"]')]),
    () => scripted([line("CMD", '["sh", "/usr/local/bin/start.sh"]')]),
    () => scripted([line("ENTRYPOINT", '["/sbin/tini", "--"]'), line("CMD", '["start.sh"]')]),
    () => ({ ...usual, last: [line("ENTRYPOINT", '["/sbin/tini", "--"]'), line("CMD", '["nginx", "-g", "daemon off;"]')] }),
    () => ({ ...usual, last: [line("ENTRYPOINT", '["tini", "--", "nginx"]'), line("CMD", '["-g", "daemon off;"]')] }),
    () => ({ ...usual, user: true, last: [line("CMD", `["nginx", "-g", "daemon off; user ${user};"]`)] }),
    () => ({ ...usual, main: other, last: [cmd("nginx", "-c", other, "-g", "daemon off;")] }),
    () => ({ ...usual, main: "/srv/nginx/shop.conf", last: [cmd("nginx", "-p", "/etc/nginx/", "-c", "/srv/nginx/shop.conf", "-g", "daemon off;")] }),
    () => ({ ...usual, last: [line("CMD", `["/bin/sh", "-c", "nginx -t && exec nginx -g 'daemon off;'"]`)] }),
  ])();
}
