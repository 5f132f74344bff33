/** `npm run oracle -- daemons [--only PROGRAM] [--write]`: whom daemons become that root starts, against the table of daemons. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../.github/scripts/repo.ts";
import { daemonStepsDown } from "../../../src/model/stock/programs/daemons.ts";
import { cacheFolder, missing } from "../../lab/real/machine.ts";
import type { Oracle } from "../oracle.ts";
import { daemonCases } from "./cases.ts";
import { observeDaemon, type SeenDaemon } from "./real.ts";

export const daemonsOracle: Oracle = {
  name: "daemons",
  summary: "daemons of Debian 12's packages: whom they become, and whether they go into the background",
  run,
};

/** What `npm test` holds the table against. */
export const SEEN_DAEMONS = join(ROOT, "__tests__/oracle/daemons/seen.json");

// A database is made, and a key, before anything can be seen.
const SECONDS = 4;

function run(options: readonly string[]): number {
  const only = options.includes("--only") ? options[options.indexOf("--only") + 1] : undefined;
  const base = join(cacheFolder(), "base");
  const lacks = [...missing(), ...(existsSync(base) ? [] : [`${base} is not there: run the lab once`])];
  for (const line of lacks) console.error(line);
  if (lacks.length > 0) return 2;
  const root = installed(base, join(cacheFolder(), "daemons"));
  const cases = daemonCases.filter(({ command }) => only === undefined || command.split(" ")[0] === only);
  const seen = cases.map((one) => observeDaemon(root, one, SECONDS));
  if (options.includes("--write")) writeFileSync(SEEN_DAEMONS, `${JSON.stringify(seen, undefined, 1)}\n`);
  let differ = 0;
  for (const one of seen) {
    const problems = differences(one);
    differ += problems.length;
    console.log(`${problems.length > 0 ? "different" : "ok       "} ${line(one)}`);
    for (const problem of problems) console.log(`          ${problem}`);
  }
  console.log(`${seen.length} starts, ${differ} facts differ`);
  return differ === 0 ? 0 : 1;
}

/** The base with all packages; nothing of them is started when they are installed, as the base's policy-rc.d says. */
function installed(base: string, root: string): string {
  if (!existsSync(root)) spawnSync("cp", ["-a", base, root]);
  copyFileSync("/etc/resolv.conf", join(root, "etc/resolv.conf"));
  const mounts = `mount -t proc proc ${root}/proc && mount --rbind /dev ${root}/dev`;
  const install = (what: string) => `chroot ${root} apt-get ${what} -y -q`;
  const packages = [...new Set(daemonCases.map((one) => one.package))];
  const lines = packages.map(
    (name) => `chroot ${root} dpkg -s ${name} || ${install(`install --no-install-recommends ${name}`)}`,
  );
  const text = [mounts, `chroot ${root} dpkg -s ${packages.at(-1)} || ${install("update")}`, ...lines].join(
    "\n",
  );
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  spawnSync("unshare", ["--mount", "--propagation", "private", "sh", "-c", text], { env });
  return root;
}

function line({ command, version, stays, processes, said }: SeenDaemon): string {
  const end = processes.length === 0 ? `ends: ${said ?? ""}` : stays ? "stays" : "goes into the background";
  return `${command} [${version}] ${end} ${processes.join(", ")}`;
}

/** What the table says otherwise than it was seen. */
export function differences({ command, files, processes, package: from }: SeenDaemon): readonly string[] {
  if (processes.length === 0) return [];
  const [program = "", ...args] = command.split(" ");
  const config = (path: string) => {
    const text = files?.[path];
    return text === undefined ? ("untouched" as const) : { text };
  };
  const said = daemonStepsDown({ program, args, config, packages: new Set([from]) });
  const isLeft = processes.some((one) => !one.endsWith(" root"));
  // Who serves a connection is made for it: those that wait for one keep root.
  const waits = /^(sshd|vsftpd)$/.test(program.slice(program.lastIndexOf("/") + 1));
  return [
    ...(said === undefined || waits || said === isLeft ? [] : [`leaves root: ${said}; really ${isLeft}`]),
  ];
}

/** What was seen, as it is recorded. */
export function seenDaemons(): readonly SeenDaemon[] {
  return JSON.parse(readFileSync(SEEN_DAEMONS, "utf8"));
}
