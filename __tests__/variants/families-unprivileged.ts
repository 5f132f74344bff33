import { accountSteps, someAccount } from "./accounts.ts";
import type { Family } from "./assemble.ts";
import { baseOf, exposes, NGINX_TAGS } from "./bases.ts";
import { becomeUser, cmd, copy, copyFile, line, run, type Step } from "./dockerfile-steps.ts";
import { PAGES, placeSite, startNginx } from "./families-official-nginx.ts";
import { httpExtras, listenFacts, mainConfiguration, type Site, server } from "./nginx-parts.ts";
import { directive, writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";

const KUBERNETES = ["runtime: kubernetes", "ports:", "  nginx: 8080", "nginx:", "  master: non-root"];

function highSite(random: Random): Site {
  return { port: random.pick([8080, 8080, 8081, 3000]), ipv6: random.chance(0.6) };
}

/** What a strict team writes down, where the site agrees with it. */
function strictPolicy(random: Random, { port, ipv6 }: Site): readonly string[] {
  if (port !== 8080 || !random.chance(0.6))
    return random.pick([[], ["runtime: kubernetes"], ["runtime: docker"]]);
  return [...KUBERNETES, ...(ipv6 ? ["ipv6: required"] : [])];
}

/** The unprivileged image, with a site in conf.d. */
export const unprivileged: Family = (random) => {
  const names = [
    "nginxinc/nginx-unprivileged",
    "quay.io/nginx/nginx-unprivileged",
    "ghcr.io/nginxinc/nginx-unprivileged",
  ];
  const name = random.pick(names);
  const base = name.includes(".") ? plainBase(random, name) : baseOf(random, name, NGINX_TAGS);
  const site = highSite(random);
  const text = writeNginx([...httpExtras(random, true), server(random, site)], random);
  const source = random.pick(["default.conf", "conf/site.conf"]);
  const container = "/etc/nginx/conf.d/default.conf";
  const asRoot = random.chance(0.3);
  const install =
    base.system === "alpine" ? "apk add --no-cache tzdata" : "apt-get update && apt-get install -y tzdata";
  return {
    steps: [
      ...base.steps,
      ...(asRoot
        ? [
            line("USER", random.pick(["root", "0", "0:0"])),
            run(install),
            line("USER", random.pick(["101", "nginx", "101:101"])),
          ]
        : []),
      ...random.pick([
        copyFile(random, source, container),
        [copy(source, container, { chown: random.pick(["101:101", "nginx:nginx", "101"]) })],
      ]),
      copy("html", "/usr/share/nginx/html"),
      ...exposes(random, site.port),
      ...startNginx(random),
    ],
    files: { [source]: text, ...PAGES },
    readme: { users: ["nginx"], ports: [site.port], files: [{ source, container }] },
    policy: [...base.policy, ...strictPolicy(random, site)],
    user: "nginx",
    servers: [{ kind: "nginx", workers: "nginx", listens: listenFacts(site) }],
    system: base.system,
    site: source,
  };
};

function plainBase(random: Random, name: string) {
  const tag = random.pick(["1.27-alpine", "1.27", "latest"]);
  const system = tag.includes("alpine") ? ("alpine" as const) : ("debian" as const);
  return { steps: [{ do: "from", image: `${name}:${tag}` } as const], system, policy: [] };
}

/** The official image that starts as a user of its own: pid and temp paths lie where that user can write. */
export const officialNonRoot: Family = (random) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const site = highSite(random);
  const account = random.chance(0.5) ? someAccount(random) : undefined;
  const user = account ?? { name: "nginx", uid: 101 };
  const inTmp = random.chance(0.5);
  const main = mainConfiguration(random, {
    pid: random.pick(["/tmp/nginx.pid", "/tmp/run.pid"]),
    ...(inTmp ? { temp: "/tmp/nginx" } : {}),
    http: [directive("include", "/etc/nginx/conf.d/*.conf")],
  });
  const placed = placeSite(random, writeNginx([...httpExtras(random, true), server(random, site)], random));
  return {
    steps: [
      ...base.steps,
      ...(account === undefined ? [] : [...accountSteps(random, base.system, account)]),
      ...copyFile(random, "nginx.conf", "/etc/nginx/nginx.conf"),
      ...placed.steps,
      run(
        ...ownedBy(random, user.name, ["/var/cache/nginx", "/var/log/nginx"]),
        ...(inTmp ? [`mkdir -p /tmp/nginx`, `chown ${user.name} /tmp/nginx`] : []),
      ),
      ...exposes(random, site.port),
      ...becomeUser(random, user),
      ...startNginx(random),
    ],
    files: { "nginx.conf": writeNginx(main, random), ...placed.files },
    readme: {
      users: [user.name],
      ports: [site.port],
      files: [{ source: "nginx.conf", container: "/etc/nginx/nginx.conf" }, placed],
    },
    policy: [...base.policy, ...strictPolicy(random, site)],
    user: user.name,
    servers: [{ kind: "nginx", workers: user.name, listens: listenFacts(site) }],
    system: base.system,
    ...(account === undefined ? {} : { made: account }),
    main: "nginx.conf",
    site: placed.source,
  };
};

/** Commands that hand folders to a user who has a group of the same name. */
export function ownedBy(random: Random, user: string, folders: readonly string[]): readonly string[] {
  const spec = random.pick([user, `${user}:${user}`, `${user}:`]);
  const flag = random.pick(["-R", "--recursive", "-vR"]);
  return random.pick([
    [`chown ${flag} ${spec} ${folders.join(" ")}`],
    folders.map((folder) => `chown ${flag} ${spec} ${folder}`),
  ]);
}

/** A front end: built by node, served by nginx. */
export const frontEnd: Family = (random) => {
  const free = random.chance(0.4);
  const base = free
    ? baseOf(random, "nginxinc/nginx-unprivileged", NGINX_TAGS)
    : baseOf(random, "nginx", NGINX_TAGS);
  const site = free ? highSite(random) : { port: random.pick([80, 8080]), ipv6: random.chance(0.6) };
  const [build, out] = [random.pick(["build", "builder", "node"]), random.pick(["dist", "build"])];
  const container = "/etc/nginx/conf.d/default.conf";
  const builder: readonly Step[] = [
    {
      do: "from",
      image: random.pick(["node:22-alpine", "node:22", "docker.io/library/node:20-slim"]),
      as: build,
    },
    line("WORKDIR", random.pick(["/app", "/src"])),
    copy(["package.json"], random.pick(["./", "."])),
    run(random.pick(["npm ci", "npm install", "yarn install --frozen-lockfile"])),
    copy("src/", "src/"),
    run("npm run build"),
  ];
  const args = base.steps.filter((step) => step.do === "line" && step.keyword === "ARG");
  const rest = base.steps.filter((step) => !args.includes(step));
  return {
    steps: [
      ...args,
      ...builder,
      ...rest,
      copy("nginx.conf", container),
      copy(random.pick([`/app/${out}`, `/src/${out}/`]), "/usr/share/nginx/html", {
        from: random.pick([build, build.toUpperCase(), "0"]),
      }),
      ...exposes(random, site.port),
      ...random.pick([[], [cmd("nginx", "-g", "daemon off;")]]),
    ],
    files: {
      "nginx.conf": writeNginx([...httpExtras(random, true), server(random, site)], random),
      "package.json": "{}\n",
      "src/main.js": "export {};\n",
    },
    readme: {
      users: free ? ["nginx"] : [],
      ports: [site.port],
      files: [{ source: "nginx.conf", container }],
    },
    policy: base.policy,
    user: free ? "nginx" : "root",
    servers: [{ kind: "nginx", workers: "nginx", listens: listenFacts(site) }],
    system: base.system,
    site: "nginx.conf",
  };
};
