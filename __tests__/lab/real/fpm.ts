/** php-fpm of a container: its pools by the titles of their processes, and the sockets that they listen on. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SeenFpm, SeenSocketFile } from "../observation.ts";
import type { Accounts } from "./accounts.ts";
import { call } from "./machine.ts";
import type { SeenProcess } from "./processes.ts";

/** What is looked at. */
export interface FpmSight {
  /** The container's root file system. */
  readonly root: string;
  /** A process of the container. */
  readonly pid: number;
  readonly processes: readonly SeenProcess[];
  readonly accounts: Accounts;
}

/** php-fpm of a container at rest; `undefined` where none runs. */
export async function fpmOf({ root, pid, processes, accounts }: FpmSight): Promise<SeenFpm | undefined> {
  const own = processes.filter(({ program }) => program.startsWith("php-fpm"));
  const master = own.find(({ parent }) => !own.some((other) => other.pid === parent));
  if (master === undefined) return undefined;
  const userOf = ({ uid, gid }: SeenProcess) => {
    const name = accounts.nameOf(uid);
    return { uid, ...(name === undefined ? {} : { name }), gid };
  };
  const pools = new Map(
    own.flatMap((process) => {
      const name = /^php-fpm: pool (.*)$/.exec(process.command)?.[1];
      return name === undefined ? [] : [[name, { name, user: userOf(process) }] as const];
    }),
  );
  const worker = processes.find(
    ({ program, parent }) =>
      program === "nginx" && processes.some((one) => one.pid === parent && one.program === "nginx"),
  );
  const sockets = await socketFiles({ root, pid, worker, accounts });
  return {
    starts: true,
    master: userOf(master),
    pools: [...pools.values()].sort((left, right) => (left.name < right.name ? -1 : 1)),
    sockets,
  };
}

interface Opening extends Pick<FpmSight, "root" | "pid" | "accounts"> {
  readonly worker: SeenProcess | undefined;
}

async function socketFiles({ root, pid, worker, accounts }: Opening): Promise<readonly SeenSocketFile[]> {
  const text = await call("nsenter", ["--net", "--target", String(pid), "ss", "-xlnH"]).catch(() => "");
  const paths = text.split("\n").flatMap((line) => /\s(\/\S+) \d+/.exec(line)?.[1] ?? []);
  const seen: SeenSocketFile[] = [];
  for (const path of paths.sort()) {
    const { uid, gid, mode } = statSync(join(root, path));
    const closed = worker === undefined ? false : !(await mayWrite(root, worker, path));
    seen.push({
      path,
      owner: accounts.nameOf(uid) ?? String(uid),
      group: accounts.groupOf(gid) ?? String(gid),
      mode: (mode & 0o7777).toString(8).padStart(4, "0"),
      ...(closed ? { closed: true as const } : {}),
    });
  }
  return seen;
}

/** To connect is to write: asked as the process that would, with its groups. */
async function mayWrite(root: string, { pid, uid, gid }: SeenProcess, path: string): Promise<boolean> {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const groups = /^Groups:\s*(.*)$/m.exec(status)?.[1]?.trim().split(/\s+/).join(",") ?? "";
  const as = [`--userspec=${uid}:${gid}`, `--groups=${groups}`];
  return call("chroot", [...as, root, "test", "-w", path]).then(
    () => true,
    () => false,
  );
}
