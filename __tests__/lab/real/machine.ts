import { execFile, spawn, spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** Where the lab keeps what takes long to make: the builder, the base images and their installed layers. */
export function cacheFolder(): string {
  const parent = process.env["XDG_CACHE_HOME"];
  return parent ? join(parent, "keelcheck-lab") : "/var/tmp/keelcheck-lab";
}

/** The programs that the lab needs, each with the Debian package that has it. */
const TOOLS: Readonly<Record<string, string>> = {
  debootstrap: "debootstrap",
  flock: "util-linux",
  unshare: "util-linux",
  nsenter: "util-linux",
  setpriv: "util-linux",
  mount: "mount",
  chroot: "coreutils",
  ip: "iproute2",
  ss: "iproute2",
};

/** What this machine lacks for real containers, one line each; empty when the lab can run. */
export function missing(): readonly string[] {
  if (process.platform !== "linux") return [`Linux is wanted, this is ${process.platform}`];
  if (process.getuid?.() !== 0) return ["root is wanted: namespaces, chroot and buildah's storage need it"];
  const tools = Object.entries(TOOLS).filter(([tool]) => !isInPath(tool));
  const lines = tools.map(([tool, pkg]) => `${tool} is not in PATH: apt-get install ${pkg}`);
  if (lines.length > 0) return lines;
  const namespaces = spawnSync("unshare", [...OWN_NAMESPACES, "--net", "true"], { encoding: "utf8" });
  return namespaces.status === 0
    ? []
    : [`namespaces cannot be made here: ${namespaces.stderr.trim() || namespaces.error?.message}`];
}

function isInPath(tool: string): boolean {
  return (process.env["PATH"] ?? "").split(":").some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

// With mounts and processes of its own the lab leaves nothing behind, however it ends.
const OWN_NAMESPACES = [
  "--mount",
  "--propagation",
  "private",
  "--pid",
  "--fork",
  "--kill-child",
  "--mount-proc",
];

const INSIDE = "KEELCHECK_LAB_INSIDE";

/** Whether this process is the one within namespaces of its own. */
export function isInside(): boolean {
  return process.env[INSIDE] === "1";
}

/** The exit code of `runInside` when another lab has the cache folder. */
export const BUSY = 75;

/**
 * Runs this same command again in mount and process namespaces of its own; resolves to its exit code. Two labs on one
 * storage would remove each other's images, so the second is refused.
 */
export function runInside(): Promise<number> {
  mkdirSync(cacheFolder(), { recursive: true });
  const lock = ["--no-fork", "--nonblock", "--conflict-exit-code", String(BUSY), join(cacheFolder(), "lock")];
  const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn("flock", [...lock, "unshare", ...OWN_NAMESPACES, ...command], {
    stdio: "inherit",
    env: { ...process.env, [INSIDE]: "1" },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill("SIGKILL"));
  return new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 130)));
}

const execute = promisify(execFile);

/** Runs a program to its end; the error of one that fails ends with the last lines that it said. */
export async function call(program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute(program, args, { maxBuffer: 64 * 1024 * 1024, timeout: 600_000 });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    const said = `${stdout}\n${stderr}`.trim().split("\n").slice(-12).join("\n");
    throw new Error(`${program} ${args.slice(0, 3).join(" ")} failed\n${said || message}`);
  }
}

/** The hard limits in force, as buildah's `--ulimit` options: it would ask for more than a container may have. */
export function limitOptions(): readonly string[] {
  const limits = readFileSync("/proc/self/limits", "utf8");
  const hard = (line: string) => new RegExp(`^${line} +\\S+ +(\\d+)`, "m").exec(limits)?.[1];
  const named = [
    ["nofile", hard("Max open files")],
    ["nproc", hard("Max processes")],
  ];
  return named.flatMap(([name, value]) =>
    value === undefined ? [] : ["--ulimit", `${name}=${value}:${value}`],
  );
}
