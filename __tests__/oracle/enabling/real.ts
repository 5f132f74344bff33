/** What Debian's own a2enmod and its like make of a call. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { EnablingForm } from "./forms.ts";

export interface Enabled {
  /** Exit status of the call. */
  readonly exit: number;
  /** What lies in the folders that Apache reads, as `sites-enabled/x.conf`, sorted. */
  readonly enabled: readonly string[];
}

const CONFIG = "/etc/apache2";
const STATE = "/var/lib/apache2";
const FOLDERS = ["mods-enabled", "sites-enabled", "conf-enabled"];

/** What is missing for it. */
export function lacking(): readonly string[] {
  const needed = ["/usr/sbin/a2enmod", `${CONFIG}/mods-available/ssl.load`];
  return needed.filter((path) => !existsSync(path)).map((path) => `${path} is not there: install apache2`);
}

/** Runs a form on copies of Apache's folders, bound over them in mounts of this process's own. */
export function enabledBy({ before, text }: EnablingForm, scratch: string): Enabled {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const pairs = [CONFIG, STATE].map((path) => [join(scratch, path.slice(1)), path] as const);
  for (const [copy, path] of pairs) cpSync(path, copy, { recursive: true, verbatimSymlinks: true });
  for (const [copy, path] of pairs) must("mount", ["--bind", copy, path]);
  try {
    for (const line of before) must("/bin/sh", ["-c", line]);
    const { status } = spawnSync("/bin/sh", ["-c", text], { input: "", cwd: "/" });
    return { exit: status ?? -1, enabled: FOLDERS.flatMap(listed) };
  } finally {
    for (const [, path] of pairs) must("umount", [path]);
  }
}

function listed(folder: string): readonly string[] {
  return readdirSync(join(CONFIG, folder))
    .filter((name) => lstatSync(join(CONFIG, folder, name)).isSymbolicLink() || name.endsWith(".conf"))
    .map((name) => `${folder}/${name}`)
    .sort();
}

function must(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { input: "", encoding: "utf8", cwd: "/" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
}
