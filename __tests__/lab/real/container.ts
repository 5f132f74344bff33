import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StartUser } from "./accounts.ts";
import type { ImageConfig } from "./build.ts";
import { firstInside, processNamespace } from "./processes.ts";

/** A container that was started; its first process and what it has said so far. */
export interface Container {
  /** The entry process. */
  readonly pid: number;
  /** The process namespace of the container. */
  readonly namespace: string;
  /** The exit code of the entry process; `undefined` while it runs. */
  readonly exit: () => number | undefined;
  readonly said: () => string;
  /** Ends every process of it. */
  readonly stop: () => Promise<void>;
}

/** What a container is started with. */
export interface Start {
  /** The mounted root file system. */
  readonly root: string;
  readonly config: ImageConfig;
  readonly user: StartUser;
  /** Ports below are closed to all but root. */
  readonly lowestPort: number;
  readonly log: string;
  /** Paths of this machine, and where each is mounted. */
  readonly mounts: readonly { readonly from: string; readonly to: string }[];
}

const SCRIPT = join(import.meta.dirname, "start.sh");
const UNSHARE = "unshare --mount --net --uts --ipc --pid --fork --kill-child";

/** Starts a container; one that ends before it can be seen has `pid` 0. */
export async function startContainer(start: Start): Promise<Container> {
  const { root, config, user, lowestPort, log } = start;
  const environment = [...(config.Env ?? [])];
  if (!environment.some((entry) => entry.startsWith("HOME="))) environment.push(`HOME=${user.home}`);
  const { uid, gid } = user.user;
  const ids = [uid, gid, user.groups.join(","), lowestPort].map(String);
  const command = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  const words = [root, ...ids, config.WorkingDir || "/", ...environment, ...command];
  // An anonymous pipe, as a container has: /dev/stdout of a socket or file would open otherwise.
  const shell = `exec > >(exec cat >"$0") 2>&1 </dev/null; exec ${UNSHARE} sh ${SCRIPT} "$@"`;
  const child = spawn("bash", ["-c", shell, log, ...words], {
    stdio: "ignore",
    env: { ...process.env, MOUNTS: start.mounts.map(({ from, to }) => `${from}:${to}`).join("\n") },
  });
  let exit: number | undefined;
  const ended = new Promise<void>((resolve) =>
    child.on("exit", (code, signal) => {
      exit = code ?? (signal === null ? 1 : 128);
      resolve();
    }),
  );
  const pid = await entryOf(child.pid ?? 0, () => exit);
  return {
    pid,
    namespace: processNamespace(pid) ?? "",
    exit: () => exit,
    said: () => readOr(log),
    stop: async () => {
      if (exit === undefined && pid > 0) kill(pid);
      if (exit === undefined) child.kill("SIGKILL");
      await ended;
      rmSync(log, { force: true });
    },
  };
}

async function entryOf(parent: number, exit: () => number | undefined): Promise<number> {
  for (let tries = 0; tries < 400 && exit() === undefined; tries++) {
    const pid = firstInside(parent);
    if (pid !== undefined) return pid;
    await sleep(5);
  }
  return 0;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

function readOr(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
