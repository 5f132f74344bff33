import { accountSteps, someAccount } from "./accounts.ts";
import type { Family, Home } from "./assemble.ts";
import { baseOf, exposes, install } from "./bases.ts";
import { cmd, copy, copyFile, from, line, run, workdir } from "./dockerfile-steps.ts";
import { ownedBy } from "./families-unprivileged.ts";
import { httpExtras, listenFacts, mainConfiguration, server } from "./nginx-parts.ts";
import { directive, writeNginx } from "./nginx-writer.ts";
import type { Files } from "./variant.ts";

/** nginx that a step-down tool starts as the user, so that its master is no root either. */
export const steppedNginx: Family = (random) => {
  const base = baseOf(random, "debian", { "12": "debian", "12-slim": "debian" });
  const account = someAccount(random);
  const site = { port: random.pick([8080, 3000]), ipv6: random.chance(0.6) };
  const { name } = account;
  const tool = random.pick([
    `gosu ${name}`,
    `setpriv --reuid=${name} --regid=${name} --clear-groups`,
    `runuser -u ${name} --`,
  ]);
  const script = ["#!/bin/sh", "set -e", `exec ${tool} nginx${random.pick(["", " -e stderr"])}`, ""].join(
    "\n",
  );
  const main = [
    directive("daemon", "off"),
    ...mainConfiguration(random, {
      pid: "/tmp/nginx.pid",
      temp: "/tmp",
      http: [...httpExtras(random, true), server(random, site)],
      // They stay root's when a tool steps down.
      streams: false,
    }),
  ];
  const start = random.pick([
    [copy("start.sh", "/start.sh"), cmd("/start.sh")],
    [copy("start.sh", "/"), line("ENTRYPOINT", '["/start.sh"]')],
    [cmd(...tool.split(" "), "nginx")],
    [line("ENTRYPOINT", JSON.stringify(tool.split(" "))), line("CMD", '["nginx"]')],
  ]);
  return {
    steps: [
      ...base.steps,
      run(...install(random, "debian", ["nginx", "gosu"])),
      ...accountSteps(random, "debian", account),
      ...copyFile(random, "nginx.conf", "/etc/nginx/nginx.conf"),
      run(...ownedBy(random, name, ["/var/log/nginx", "/var/lib/nginx"])),
      ...exposes(random, site.port),
      ...start,
    ],
    files: {
      "nginx.conf": writeNginx(main, random),
      ...(start.length === 2 && start[0]?.do === "copy"
        ? { "start.sh": { kind: "executable", text: script } as const }
        : {}),
    },
    readme: {
      users: [name],
      ports: [site.port],
      files: [{ source: "nginx.conf", container: "/etc/nginx/nginx.conf" }],
    },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: name, listens: listenFacts(site) }],
    system: "debian",
    made: account,
  };
};

/** The user line and the servers come from files that the main configuration includes. */
export const splitMain: Family = (random) => {
  const base = baseOf(random, "nginx", { "1.27": "debian", "1.27-alpine": "alpine" });
  const account = someAccount(random);
  const site = { port: random.pick([80, 8080]), ipv6: random.chance(0.6) };
  const main = mainConfiguration(random, {
    pid: "/run/nginx.pid",
    http: [
      directive(
        "include",
        random.pick(["/etc/nginx/sites/*.conf", "sites/[a-z]*.conf", "sites/shop.conf", "sites/*"]),
      ),
    ],
  });
  const included = directive(
    "include",
    random.pick(["/etc/nginx/main.d/*.conf", "main.d/*.conf", "main.d/user.conf"]),
  );
  const texts = {
    "nginx.conf": writeNginx(
      random.pick([
        [included, ...main],
        [...main, included],
      ]),
      random,
    ),
    "main.d/user.conf": writeNginx([directive("user", account.name)], random),
    "sites/shop.conf": writeNginx([server(random, site)], random),
  };
  const files = Object.keys(texts).map((source) => ({ source, container: `/etc/nginx/${source}` }));
  return {
    steps: [
      ...base.steps,
      ...accountSteps(random, base.system, account),
      ...random.pick([
        files.flatMap(({ source, container }) => copyFile(random, source, container)),
        [
          copy("nginx.conf", "/etc/nginx/"),
          copy("main.d", "/etc/nginx/main.d"),
          copy("sites/", "/etc/nginx/sites/"),
        ],
        [workdir("/etc/nginx"), copy(".", ".")],
        [copy("./", "/etc/nginx/")],
      ]),
      ...exposes(random, site.port),
    ],
    files: { ...texts, ".dockerignore": "README.md\n*ockerfile*\nContainerfile\n" },
    readme: { users: [account.name], ports: [site.port], files },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: account.name, listens: listenFacts(site) }],
    system: base.system,
    made: account,
  };
};

interface Given {
  readonly policy: readonly string[];
  readonly files: Files;
}

/** Who the container runs as comes from outside of the Dockerfile: bake, compose or the policy gives the argument. */
export const givenUser: Family = (random, home) => {
  const account = someAccount(random);
  const given = random.pick([byCompose, byBake, byPolicy])(home, account.name);
  const declared = random.pick([line("ARG", "RUN_AS"), line("ARG", "RUN_AS=nobody")]);
  return {
    steps: [
      ...(random.chance(0.3) ? [declared] : []),
      from("python:3.13-slim"),
      declared,
      run(`useradd --system --uid ${account.uid} ${random.pick(["$RUN_AS", "${RUN_AS}"])}`),
      copy("app.py", "/srv/app.py"),
      line("USER", random.pick(["$RUN_AS", "${RUN_AS}", "${RUN_AS}:${RUN_AS}"])),
      cmd("python3", "/srv/app.py"),
    ],
    files: { "app.py": "serve()\n" },
    outside: given.files,
    readme: { users: [account.name] },
    policy: given.policy,
    user: account.name,
    servers: [],
    system: "debian",
    made: account,
  };
};

function byCompose({ folder, dockerfile }: Home, user: string): Given {
  const text = `services:\n  app:\n    build:\n      context: ${folder}\n      dockerfile: ${dockerfile}\n      args:\n        RUN_AS: ${user}\n`;
  return { policy: [], files: { "compose.yaml": text } };
}

function byBake({ folder, dockerfile, image }: Home, user: string): Given {
  const text = `target "${image}" {\n  context = "${folder}"\n  dockerfile = "${dockerfile}"\n  args = {\n    RUN_AS = "${user}"\n  }\n}\n`;
  return { policy: [], files: { "docker-bake.hcl": text } };
}

function byPolicy({ folder, dockerfile }: Home, user: string): Given {
  const build = [
    "builds:",
    `  - dockerfile: ${folder}/${dockerfile}`,
    `    context: ${folder}`,
    `    args: { RUN_AS: ${user} }`,
  ];
  return { policy: build, files: {} };
}
