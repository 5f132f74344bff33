import { accountSteps, someAccount } from "./accounts.ts";
import type { Family } from "./assemble.ts";
import { baseOf, DEBIAN_TAGS, install, noise } from "./bases.ts";
import { becomeUser, cmd, copy, entrypoint, line, run, type Step, workdir } from "./dockerfile-steps.ts";
import { ownedBy } from "./families-unprivileged.ts";
import type { Random } from "./random.ts";
import type { Account } from "./variant.ts";

/** COPY with the owner said by name or number, or left to root. */
function ownedCopy(random: Random, sources: readonly string[], to: string, { name, uid }: Account): Step {
  const chown = random.pick([undefined, undefined, name, `${name}:${name}`, `${uid}:${uid}`]);
  return copy(sources, to, chown === undefined ? {} : { chown });
}

/** A node service with the base's user or one of its own. */
export const nodeApp: Family = (random) => {
  const base = baseOf(random, "node", {
    "22": "debian",
    "22-alpine": "alpine",
    "20-bookworm-slim": "debian",
    "lts-alpine3.20": "alpine",
  });
  const account = random.chance(0.6) ? someAccount(random) : undefined;
  const user = account ?? { name: "node", uid: 1000 };
  return {
    steps: [
      ...base.steps,
      ...noise(random),
      ...(account === undefined ? [] : accountSteps(random, base.system, account)),
      workdir(random.pick(["/app", "/srv/app", "/usr/src/app"])),
      ownedCopy(random, ["package.json"], "./", user),
      run(random.pick(["npm ci --omit=dev", "npm install --production && npm cache clean --force"])),
      ownedCopy(random, ["server.js"], random.pick([".", "./", "./server.js"]), user),
      line("EXPOSE", "3000"),
      ...becomeUser(random, user),
      ...random.pick([
        [cmd("node", "server.js")],
        [entrypoint("node"), line("CMD", '["server.js"]')],
        [cmd("npm", "start")],
      ]),
    ],
    files: { "package.json": "{}\n", "server.js": "listen(3000);\n" },
    readme: { users: [user.name], ports: [3000] },
    policy: base.policy,
    user: user.name,
    servers: [],
    system: base.system,
    ...(account === undefined ? {} : { made: account }),
  };
};

/** A python service with a user of its own. */
export const pythonApp: Family = (random) => {
  const base = baseOf(random, "python", { "3.13-slim": "debian", "3.12-alpine": "alpine", "3": "debian" });
  const account = someAccount(random);
  const made = accountSteps(random, base.system, account);
  const copied = [
    copy("requirements.txt", "/srv/"),
    run("pip install --no-cache-dir -r /srv/requirements.txt"),
  ];
  return {
    steps: [
      ...base.steps,
      ...random.pick([
        [...made, ...copied],
        [...copied, ...made],
      ]),
      ownedCopy(random, ["app.py"], random.pick(["/srv/app.py", "/srv/"]), account),
      ...(random.chance(0.3) ? [run(...ownedBy(random, account.name, ["/srv"]))] : []),
      ...becomeUser(random, account),
      random.pick([
        cmd("python3", "/srv/app.py"),
        cmd("python", "-u", "/srv/app.py"),
        cmd("gunicorn", "--bind", "0.0.0.0:8000", "app:app"),
      ]),
    ],
    files: { "requirements.txt": "flask\n", "app.py": "serve()\n" },
    readme: { users: [account.name] },
    policy: base.policy,
    user: account.name,
    servers: [],
    system: base.system,
    made: account,
  };
};

/** A go service: built in one stage, run in another. */
export const goApp: Family = (random) => {
  const builder: readonly Step[] = [
    { do: "from", image: random.pick(["golang:1.23", "golang:1.23-alpine"]), as: "build" },
    workdir("/src"),
    copy(".", "."),
    run("CGO_ENABLED=0 go build -o /out/server ./..."),
  ];
  const account = someAccount(random);
  const start = random.pick([line("ENTRYPOINT", '["/server"]'), line("CMD", '["/server"]')]);
  const common = { files: { "main.go": "package main\n", "go.mod": "module shop\n" }, servers: [] };
  if (random.chance(0.4)) {
    const image = random.pick(["scratch", "gcr.io/distroless/static-debian12", "gcr.io/distroless/static"]);
    return {
      ...common,
      steps: [
        ...builder,
        { do: "from", image },
        copy("/out/server", "/server", { from: "build" }),
        line("USER", random.pick(["65532:65532", "65532"])),
        start,
      ],
      readme: { users: ["65532"] },
      user: image === "scratch" ? "65532" : "nonroot",
      system: "none",
    };
  }
  return {
    ...common,
    steps: [
      ...builder,
      { do: "from", image: "alpine:3.20" },
      ...accountSteps(random, "alpine", account),
      copy("/out/server", random.pick(["/server", "/"]), { from: random.pick(["build", "0"]) }),
      ...becomeUser(random, account),
      start,
    ],
    readme: { users: [account.name] },
    user: account.name,
    system: "alpine",
    made: account,
  };
};

/** A service that starts as root and gives root up in its entrypoint. */
export const stepDown: Family = (random) => {
  const alpine = random.chance(0.4);
  const system = alpine ? "alpine" : "debian";
  const base = alpine
    ? baseOf(random, "alpine", { "3.20": "alpine" })
    : baseOf(random, "debian", DEBIAN_TAGS);
  const account = someAccount(random);
  const tool = random.pick(
    alpine ? (["su-exec", "su"] as const) : (["gosu", "setpriv", "runuser", "su"] as const),
  );
  const { steps, executable } = placedEntrypoint(random);
  const packages = [...(tool === "gosu" || tool === "su-exec" ? [tool] : []), "python3"];
  return {
    steps: [
      ...base.steps,
      ...random
        .shuffled([[run(...install(random, system, packages))], accountSteps(random, system, account)])
        .flat(),
      copy("job.py", "/srv/job.py"),
      ...steps,
      line("VOLUME", random.pick(["/data", '["/data"]'])),
      line("ENTRYPOINT", random.pick([`["${ENTRYPOINT}"]`, '["docker-entrypoint.sh"]'])),
      line("CMD", '["python3", "/srv/job.py"]'),
    ],
    files: {
      "docker-entrypoint.sh": {
        kind: executable ? "executable" : "file",
        text: stepDownScript(random, tool, account),
      },
      "job.py": "work()\n",
    },
    readme: { users: [account.name], volumes: ["/data"] },
    policy: base.policy,
    user: "root",
    servers: [],
    system,
    made: account,
  };
};

const ENTRYPOINT = "/usr/local/bin/docker-entrypoint.sh";

function stepDownScript(
  random: Random,
  tool: "su-exec" | "su" | "gosu" | "setpriv" | "runuser",
  { name, uid }: Account,
): string {
  const ways = {
    gosu: [`gosu ${name} "$@"`, `gosu ${name}:${name} "$@"`, `gosu ${uid} "$@"`],
    "su-exec": [`su-exec ${name} "$@"`, `su-exec ${name}:${name} "$@"`],
    setpriv: [`setpriv --reuid=${name} --regid=${name} --init-groups "$@"`],
    runuser: [`runuser -u ${name} -- "$@"`, `runuser -u ${name} "$@"`],
    // The account's own shell may be nologin.
    su: [`su -s /bin/sh ${name} -c "python3 /srv/job.py"`, `su -s /bin/sh -c "python3 /srv/job.py" ${name}`],
  };
  const exec = `exec ${random.pick(ways[tool])}`;
  const body = random.pick([
    [`chown -R ${name} /data`, exec],
    ['if [ "$(id -u)" = "0" ]; then', `  chown -R ${name}:${name} /data`, `  ${exec}`, "fi", 'exec "$@"'],
    [exec],
  ]);
  const head = [random.pick(["#!/bin/sh", "#!/usr/bin/env sh"]), random.pick(["set -e", "set -eu"])];
  return `${[...head, ...body].join("\n")}\n`;
}

/** The entrypoint made executable by git, by COPY or by RUN. */
function placedEntrypoint(random: Random): { readonly steps: readonly Step[]; readonly executable: boolean } {
  const name = "docker-entrypoint.sh";
  const change = random.pick([
    `chmod +x ${ENTRYPOINT}`,
    `chmod 755 ${ENTRYPOINT}`,
    `chmod a+x ${ENTRYPOINT}`,
  ]);
  return random.pick([
    { steps: [copy(name, ENTRYPOINT, { chmod: random.pick(["755", "0755", "+x"]) })], executable: false },
    { steps: [copy(name, "/usr/local/bin/"), run(change)], executable: false },
    { steps: [copy(name, ENTRYPOINT)], executable: true },
  ]);
}
