/** `npm run oracle -- daemons [--only PROGRAM] [--write]`: whom daemons become that root starts, against the table of daemons. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../.github/scripts/repo.ts";
import { goesBehind } from "../../../src/model/stock/programs/background.ts";
import { daemonStepsDown } from "../../../src/model/stock/programs/daemons.ts";
import { cacheFolder, missing } from "../../lab/real/machine.ts";
import type { Oracle } from "../oracle.ts";
import { type DaemonCase, daemonCases } from "./cases.ts";
import { observeDaemon, type SeenDaemon } from "./real.ts";

export const daemonsOracle: Oracle = {
  name: "daemons",
  summary: "daemons of Debian 12's packages: whom they become, and whether they go into the background",
  run,
};

/** What `npm test` holds the table against. */
export const SEEN_DAEMONS = join(ROOT, "__tests__/oracle/daemons/seen.json");

// A database is made, and a key, before anything can be seen.
const SECONDS = 10;

function run(options: readonly string[]): number {
  const only = options.includes("--only") ? options[options.indexOf("--only") + 1] : undefined;
  const base = join(cacheFolder(), "base");
  const lacks = [...missing(), ...(existsSync(base) ? [] : [`${base} is not there: run the lab once`])];
  for (const line of lacks) console.error(line);
  if (lacks.length > 0) return 2;
  const cases = daemonCases.filter(({ command }) => only === undefined || command.split(" ")[0] === only);
  const roots = new Map<string, string>();
  const rootOf = (one: DaemonCase) => {
    const name = one.apart ? `daemons-${one.package}` : "daemons";
    const root = roots.get(name) ?? installed(base, name, cases);
    roots.set(name, root);
    return root;
  };
  const seen = cases.map((one) => observeDaemon(rootOf(one), one, SECONDS));
  if (options.includes("--write")) record(seen);
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

/** What was seen now takes the place of what was seen of the same start; of cases that are gone nothing stays. */
function record(seen: readonly SeenDaemon[]): void {
  const keyOf = ({ command, files }: Pick<SeenDaemon, "command" | "files">) =>
    JSON.stringify([command, files ?? {}]);
  const all = new Map([...seenDaemons(), ...seen].map((one) => [keyOf(one), one]));
  const kept = daemonCases.flatMap((one) => all.get(keyOf(one)) ?? []);
  writeFileSync(SEEN_DAEMONS, `${JSON.stringify(kept, undefined, 1)}\n`);
}

/** The base with the packages of a root; nothing of them is started when they are installed, as the base's policy-rc.d says. */
function installed(base: string, name: string, cases: readonly DaemonCase[]): string {
  const root = join(cacheFolder(), name);
  const own = cases.filter((one) => (one.apart ? `daemons-${one.package}` : "daemons") === name);
  if (!existsSync(root)) spawnSync("cp", ["-a", base, root]);
  copyFileSync("/etc/resolv.conf", join(root, "etc/resolv.conf"));
  const mounts = `mount -t proc proc ${root}/proc && mount --rbind /dev ${root}/dev`;
  const install = (what: string) => `chroot ${root} apt-get ${what} -y -q`;
  // One that another took the place of keeps its configuration.
  const isThere = (one: string) => `chroot ${root} dpkg -s ${one} | grep -q "^Status: .* installed"`;
  const packages = [...new Set(own.map((one) => one.package))];
  const lines = packages.map(
    (name) => `${isThere(name)} || ${install(`install --no-install-recommends ${name}`)}`,
  );
  const text = [mounts, `${isThere(packages.at(-1) ?? "")} || ${install("update")}`, ...lines].join("\n");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  spawnSync("unshare", ["--mount", "--propagation", "private", "sh", "-c", text], { env });
  return root;
}

function line({ command, version, stays, processes, said }: SeenDaemon): string {
  const end = processes.length === 0 ? `ends: ${said ?? ""}` : stays ? "stays" : "goes into the background";
  return `${command} [${version}] ${end} ${processes.join(", ")}`;
}

/** What the table says otherwise than it was seen. */
export function differences({
  command,
  files,
  stays,
  processes,
  package: from,
}: SeenDaemon): readonly string[] {
  if (processes.length === 0) return [];
  const [program = "", ...args] = command.split(" ");
  const config = (path: string) => {
    const text = files?.[path];
    return text === undefined ? ("untouched" as const) : { text };
  };
  const behind = goesBehind({ program, args, config: (path) => files?.[path] });
  const said = daemonStepsDown({ program, args, config, packages: new Set([from]) });
  const isLeft = processes.some((one) => !one.endsWith(" root"));
  // Who serves a connection is made for it: those that wait for one keep root.
  const waits = /^(sshd|vsftpd)$/.test(program.slice(program.lastIndexOf("/") + 1));
  return [
    ...(behind === undefined || behind === !stays
      ? []
      : [`goes into the background: ${behind}; really ${!stays}`]),
    ...(said === undefined || waits || said === isLeft ? [] : [`leaves root: ${said}; really ${isLeft}`]),
  ];
}

/** What was seen, as it is recorded. */
export function seenDaemons(): readonly SeenDaemon[] {
  return JSON.parse(readFileSync(SEEN_DAEMONS, "utf8"));
}
