import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DaemonCase } from "./cases.ts";

/** What became of a daemon that root started. */
export interface SeenDaemon {
  readonly package: string;
  readonly version: string;
  readonly command: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Whether the process that was started is still there. */
  readonly stays: boolean;
  /** The daemon's processes that are left: name and user, once each. */
  readonly processes: readonly string[];
  /** The last line that it said, where nothing is left. */
  readonly said?: string;
}

// Name, parent, state and effective user of each process.
const PROCESSES = `for p in /proc/[0-9]*; do
  n=; s=; pp=; u=
  while read -r k a b _; do case $k in Name:) n=$a;; State:) s=$a;; PPid:) pp=$a;; Uid:) u=$b;; esac; done 2>/dev/null < $p/status
  echo "@ \${p#/proc/} $n $pp $s $u"
done`;

export function observeDaemon(root: string, one: DaemonCase, seconds: number): SeenDaemon {
  const folder = mkdtempSync(join(tmpdir(), "daemon-"));
  const written = Object.entries(one.files ?? {}).map(
    ([path, text]) => `cat > ${path} <<'END'\n${text}END\n`,
  );
  const script = join(folder, "script");
  const scratch = join(folder, "scratch");
  spawnSync("mkdir", [scratch]);
  writeFileSync(
    script,
    `export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
${one.before ?? ":"}
${written.join("")}cut -d: -f1,3 /etc/passwd | sed 's/^/% /'
echo "= $(dpkg-query -W -f '\${Version}' ${one.package} 2>/dev/null)"
${one.command} > /tmp/said 2>&1 < /dev/null &
started=$!
sleep $1
echo "! $started $$"
${PROCESSES}
sed 's/^/> /' /tmp/said | tail -3
`,
  );
  const { stdout, stderr } = spawnSync(
    "unshare",
    [
      "--mount",
      "--propagation",
      "private",
      "--net",
      "--uts",
      "--ipc",
      "--pid",
      "--fork",
      "--kill-child",
      "bash",
      join(import.meta.dirname, "observe.sh"),
      root,
      scratch,
      String(seconds),
      script,
    ],
    { encoding: "utf8", timeout: (seconds + 60) * 1000 },
  );
  rmSync(folder, { recursive: true, force: true });
  if (!stdout.includes("\n! ")) throw new Error(`${one.command}: ${stderr}`);
  return read(one, stdout.split("\n"));
}

function read(one: DaemonCase, lines: readonly string[]): SeenDaemon {
  const of = (mark: string) =>
    lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(2));
  const names = new Map(
    of("%").map((line): [string, string] => {
      const [name = "", uid = ""] = line.split(":");
      return [uid, name];
    }),
  );
  const [started = "", shell = ""] = (of("!")[0] ?? "").split(" ");
  const processes = of("@").map((line) => line.split(" "));
  const alive = processes.filter(
    ([pid, name, , state]) =>
      state !== "Z" && name !== "" && pid !== shell && !/^(sleep|sh|bash)$/.test(name ?? ""),
  );
  const left = alive.map(([, name = "", , , uid = ""]) => `${name} ${names.get(uid) ?? uid}`);
  const said = of(">")
    .filter((line) => line.trim() !== "")
    .at(-1);
  return {
    package: one.package,
    version: of("=")[0] ?? "",
    command: one.command,
    ...(one.files === undefined ? {} : { files: one.files }),
    stays: alive.some(([pid]) => pid === started),
    processes: [...new Set(left)].sort(),
    ...(left.length === 0 && said !== undefined ? { said: said.slice(0, 160) } : {}),
  };
}
