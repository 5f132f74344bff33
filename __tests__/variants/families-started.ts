import { accountSteps, someAccount } from "./accounts.ts";
import type { Family } from "./assemble.ts";
import { baseOf, exposes, install } from "./bases.ts";
import { cmd, copy, copyFile, line, run, type Step } from "./dockerfile-steps.ts";
import { someSite } from "./families-official-nginx.ts";
import { httpExtras, listenFacts, mainConfiguration, server } from "./nginx-parts.ts";
import { directive, writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";
import type { Files } from "./variant.ts";

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
      ...accountSteps(random, "alpine", account),
      ...copyFile(random, "nginx.conf", start.main),
      ...start.steps,
      ...exposes(random, site.port),
      ...start.last,
    ],
    files: { "nginx.conf": writeNginx(main, random), ...start.files },
    readme: {
      users: [account.name],
      ports: [site.port],
      files: [{ source: "nginx.conf", container: start.main }],
    },
    policy: base.policy,
    user: "root",
    servers: [
      {
        kind: "nginx",
        workers: account.name,
        listens: [...listenFacts(site), ...(JSON.stringify(main).includes("127.0.0.1") ? ["4:8089"] : [])],
      },
    ],
    system: "alpine",
    made: account,
    ...(start.user ? {} : { main: "nginx.conf" }),
  };
};

/** What only the container itself reaches. */
function statusPage() {
  const listen = directive("listen", "127.0.0.1:8089");
  return {
    name: "server",
    args: [],
    block: [listen, { name: "location", args: ["/status"], block: [directive("stub_status")] }],
  };
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
  const script = [
    "#!/bin/sh",
    "set -e",
    random.pick(['echo "starting"', "mkdir -p /run/nginx", "sleep 1"]),
    random.pick([
      "exec nginx -g 'daemon off;'",
      'nginx -g "daemon off;"',
      "exec /usr/sbin/nginx -g 'daemon off;' \"$@\"",
    ]),
    "",
  ].join("\n");
  const scripted = (last: readonly Step[]): Start => ({
    ...usual,
    steps: [copy("start.sh", "/usr/local/bin/start.sh")],
    last,
    files: { "start.sh": { kind: "executable", text: script } },
  });
  const other = random.pick(["/srv/nginx.conf", "/etc/nginx/shop.conf"]);
  return random.pick<() => Start>([
    () => scripted([line("CMD", '["/usr/local/bin/start.sh"]')]),
    () => scripted([line("ENTRYPOINT", '["start.sh"]')]),
    () => scripted([line("CMD", '["sh", "/usr/local/bin/start.sh"]')]),
    () => scripted([line("ENTRYPOINT", '["/sbin/tini", "--"]'), line("CMD", '["start.sh"]')]),
    () => ({
      ...usual,
      last: [line("ENTRYPOINT", '["/sbin/tini", "--"]'), line("CMD", '["nginx", "-g", "daemon off;"]')],
    }),
    () => ({
      ...usual,
      last: [line("ENTRYPOINT", '["tini", "--", "nginx"]'), line("CMD", '["-g", "daemon off;"]')],
    }),
    () => ({ ...usual, user: true, last: [line("CMD", `["nginx", "-g", "daemon off; user ${user};"]`)] }),
    () => ({ ...usual, main: other, last: [cmd("nginx", "-c", other, "-g", "daemon off;")] }),
    () => ({
      ...usual,
      main: "/srv/nginx/shop.conf",
      last: [cmd("nginx", "-p", "/etc/nginx/", "-c", "/srv/nginx/shop.conf", "-g", "daemon off;")],
    }),
    () => ({ ...usual, last: [line("CMD", `["/bin/sh", "-c", "nginx -t && exec nginx -g 'daemon off;'"]`)] }),
  ])();
}
