import { accountSteps, someAccount } from "./accounts.ts";
import type { Family } from "./assemble.ts";
import { baseOf, DEBIAN_TAGS, exposes, install } from "./bases.ts";
import { copy, copyFile, line, run } from "./dockerfile-steps.ts";
import { someSite } from "./families-official-nginx.ts";
import { httpExtras, listenFacts, server } from "./nginx-parts.ts";
import { writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";

/** nginx and an application side by side, both started by supervisord. */
export const supervised: Family = (random) => {
  const alpine = random.chance(0.4);
  const system = alpine ? "alpine" : "debian";
  const base = alpine
    ? baseOf(random, "alpine", { "3.20": "alpine" })
    : baseOf(random, "debian", DEBIAN_TAGS);
  const account = someAccount(random);
  const site = someSite(random);
  const slot = alpine ? "/etc/nginx/http.d/default.conf" : "/etc/nginx/conf.d/shop.conf";
  const config = random.pick([
    "/etc/supervisor/conf.d/shop.conf",
    "/etc/supervisord.conf",
    "/etc/supervisor/supervisord.conf",
  ]);
  const flags = random
    .shuffled(["-n", `-c ${config}`])
    .join(" ")
    .split(" ");
  return {
    steps: [
      ...base.steps,
      ...random
        .shuffled([
          [run(...install(random, system, ["nginx", "supervisor", "python3"]))],
          accountSteps(random, system, account),
        ])
        .flat(),
      ...(alpine
        ? []
        : [run(random.pick(["rm /etc/nginx/sites-enabled/default", "rm -f /etc/nginx/sites-enabled/*"]))]),
      ...copyFile(random, "nginx.conf", slot),
      ...copyFile(random, "supervisord.conf", config),
      copy("app.py", "/srv/app.py"),
      ...exposes(random, site.port),
      line(
        random.pick(["CMD", "ENTRYPOINT"]),
        JSON.stringify([random.pick(["supervisord", "/usr/bin/supervisord"]), ...flags]),
      ),
    ],
    files: {
      "nginx.conf": writeNginx([...httpExtras(random, false), server(random, site)], random),
      "supervisord.conf": programs(random, account.name),
      "app.py": "serve()\n",
    },
    readme: {
      users: [account.name],
      ports: [site.port],
      files: [
        { source: "nginx.conf", container: slot },
        { source: "supervisord.conf", container: config },
      ],
    },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: alpine ? "nginx" : "www-data", listens: listenFacts(site) }],
    system,
    made: account,
    site: "nginx.conf",
  };
};

function programs(random: Random, user: string): string {
  const gap = random.pick(["=", " = "]);
  const set = (name: string, value: string) => `${name}${gap}${value}`;
  const head = [
    "[supervisord]",
    set("nodaemon", "true"),
    set("user", "root"),
    ...(random.chance(0.4) ? [set("logfile", "/dev/null")] : []),
  ];
  const nginx = [
    "[program:nginx]",
    set("command", random.pick(['nginx -g "daemon off;"', "/usr/sbin/nginx -g 'daemon off;'"])),
    set("autorestart", "true"),
  ];
  const options = [
    set("command", "python3 /srv/app.py"),
    set("user", user),
    set("directory", "/srv"),
    set("stdout_logfile", "/dev/stdout"),
  ];
  const app = ["[program:app]", ...random.shuffled(options)];
  const comment = random.chance(0.4) ? ["; user=nobody", "# who runs what"] : [];
  const blocks = random.shuffled([nginx, app]);
  const text = [head, comment, ...blocks].map((lines) => lines.join("\n")).join("\n\n");
  return `${text}\n`.replaceAll("\n", random.chance(0.1) ? "\r\n" : "\n");
}
