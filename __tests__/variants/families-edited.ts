import { accountSteps, someAccount } from "./accounts.ts";
import type { Family } from "./assemble.ts";
import { baseOf, DEBIAN_TAGS, exposes, install, NGINX_TAGS } from "./bases.ts";
import { cmd, copy, from, run, type Step } from "./dockerfile-steps.ts";
import { someSite, startNginx } from "./families-official-nginx.ts";
import { listenFacts, server } from "./nginx-parts.ts";
import { writeNginx } from "./nginx-writer.ts";
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
    () => ({
      steps: [copy("etc/", "/etc/")],
      files: { "etc/nginx/conf.d/default.conf": text },
      source: "etc/nginx/conf.d/default.conf",
    }),
    () =>
      brought([
        copy(name, "/tmp/"),
        run(
          random.pick([
            `mv /tmp/${name} ${SLOT}`,
            `mv -f /tmp/${name} ${SLOT}`,
            `cp /tmp/${name} ${SLOT}`,
            `install -m 644 /tmp/${name} ${SLOT}`,
            `cp -a /tmp/${name} ${SLOT}`,
          ]),
        ),
      ]),
    () =>
      brought([
        copy(name, `/srv/conf/${name}`),
        run(
          random.pick([`ln -sf /srv/conf/${name} ${SLOT}`, `rm ${SLOT} && ln -s /srv/conf/${name} ${SLOT}`]),
        ),
      ]),
    () => brought([run(`rm ${SLOT}`), copy([name, "gzip.conf"], "/etc/nginx/conf.d/")]),
    () => ({
      ...brought([copy("/site.conf", SLOT, { from: "config" })]),
      before: [from("scratch", "config"), copy(name, "/site.conf")],
    }),
    () => ({
      ...brought([copy("/conf/", "/etc/nginx/conf.d/", { from: "config" })]),
      before: [from("scratch", "config"), copy(name, "/conf/default.conf")],
    }),
    () => ({
      ...brought([copy("/conf/site.conf", SLOT, { from: "CONFIG" })]),
      before: [from("busybox:1.36", "config"), copy(name, "/conf/site.conf")],
    }),
    () => ({ steps: [{ do: "write", to: SLOT, text: plain }], files: {} }),
    () => ({ steps: [{ do: "heredoc", to: SLOT, text: plain }], files: {} }),
  ])();
}

/** The official image with a site that comes to its place on a longer way. */
export const roundabout: Family = (random) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const site = someSite(random);
  const way = ways(random, writeNginx([server(random, site)], random));
  const files = {
    ...way.files,
    ...(JSON.stringify(way.steps).includes("gzip.conf") ? { "gzip.conf": "gzip on;\n" } : {}),
  };
  const args = base.steps.filter((step) => step.do === "line" && step.keyword === "ARG");
  const rest = base.steps.filter((step) => !args.includes(step));
  const several = Object.keys(files).length > 1;
  const told = Object.keys(files).map((source) => ({
    source,
    container: several ? `/etc/nginx/conf.d/${source}` : SLOT,
  }));
  return {
    steps: [
      ...args,
      ...(way.before ?? []),
      ...rest,
      ...way.steps,
      ...exposes(random, site.port),
      ...startNginx(random),
    ],
    files,
    readme: { ports: [site.port], files: told },
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
  const port = random.pick([8080, 8000, 3000]);
  const [file, stock] = packaged ? ["/etc/nginx/sites-available/default", "www-data"] : [SLOT, "nginx"];
  const flags = random.pick(
    ["-i", "-i -e", "-i.orig", "--in-place"].filter(
      (flag) => base.system === "debian" || flag !== "--in-place",
    ),
  );
  const listen = packaged
    ? `sed ${flags.replace(" -e", "")} -e 's/listen 80 /listen ${port} /' -e 's/\\[::\\]:80 /[::]:${port} /' ${file}`
    : random.pick([
        `sed ${flags} 's/80;/${port};/' ${file}`,
        `sed ${flags} "s/listen  *80;/listen ${port};/" ${file}`,
        `sed -i -E 's/listen +80;/listen ${port};/g' ${file}`,
        `sed -i 's/listen       80;/listen ${port};/' ${file}`,
      ]);
  const user = random.pick([
    `sed -i '/^user/s/.*/user ${account.name};/' /etc/nginx/nginx.conf`,
    `sed -i -e "s/^user .*/user ${account.name};/" /etc/nginx/nginx.conf`,
    `sed -i 's/^user.*$/user ${account.name} ${account.name};/g' /etc/nginx/nginx.conf`,
    ...(packaged
      ? [`sed -i 's/${stock}/${account.name}/' /etc/nginx/nginx.conf`]
      : [`sed -i 's/user  nginx;/user  ${account.name};/' /etc/nginx/nginx.conf`]),
  ]);
  return {
    steps: [
      ...base.steps,
      ...(packaged ? [run(...install(random, "debian", ["nginx"]))] : []),
      ...accountSteps(random, base.system, account),
      run(...random.shuffled([listen, user])),
      ...exposes(random, port),
      ...(packaged ? [cmd("nginx", "-g", "daemon off;")] : startNginx(random)),
    ],
    files: {},
    readme: { users: [account.name], ports: [port] },
    policy: base.policy,
    user: "root",
    servers: [
      {
        kind: "nginx",
        workers: account.name,
        listens: packaged ? [`4:${port}`, `6:${port}`] : [`4:${port}`],
      },
    ],
    system: base.system,
    made: account,
  };
};
