/** `npm run oracle -- tools [--forms N] [--seed TEXT] [--busybox PROGRAM] [--write]`: Keelcheck against the tools of Debian and BusyBox. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../.github/scripts/repo.ts";
import { accountsOfSystem } from "../../../src/model/stock/accounts.ts";
import { cacheFolder, missing } from "../../lab/real/machine.ts";
import type { Oracle } from "../oracle.ts";
import { type Compared, compareForm } from "./compare.ts";
import { type ToolForm, type ToolSystem, toolForms } from "./forms.ts";
import { type Observed, observe } from "./real.ts";

export const toolsOracle: Oracle = {
  name: "tools",
  summary:
    "command lines on files and accounts, against GNU's and BusyBox's tools: --forms N, --seed TEXT, --busybox PROGRAM (with adduser)",
  run,
};

/** What `npm test` holds the model against. */
export const RECORDED_TOOLS = join(ROOT, "__tests__/oracle/tools/recorded.ndjson");

/** How many forms are recorded, of the seed "". */
const RECORDED = 270;

const INSIDE = "KEELCHECK_TOOLS_INSIDE";

function run(options: readonly string[]): number {
  const after = (name: string) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
  if (process.env[INSIDE] !== "1") return runApart();
  const root = join(cacheFolder(), "base");
  const busybox = after("--busybox") ?? "/bin/busybox";
  const lacks = [
    ...(existsSync(root) ? [] : [`${root} is not there: run the lab once`]),
    ...(hasAdduser(busybox) ? [] : [`${busybox} has no adduser: name another by --busybox`]),
  ];
  for (const line of lacks) console.error(line);
  if (lacks.length > 0) return 2;
  const scratch = mkdtempSync(join(tmpdir(), "tools-"));
  const roots = { debian: root, busybox: busyboxRoot(join(scratch, "busybox"), busybox) };
  const isWriting = options.includes("--write");
  const forms = toolForms(isWriting ? RECORDED : Number(after("--forms") ?? 300), after("--seed") ?? "");
  const seen = forms.map((form) => ({ form, seen: observe(form, { roots, scratch: join(scratch, "run") }) }));
  if (isWriting) record(seen);
  return told(seen);
}

/** Runs this same command in mounts of its own, which end with it. */
function runApart(): number {
  const lines = missing();
  for (const line of lines) console.error(line);
  if (lines.length > 0) return 2;
  const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const how = [
    "--mount",
    "--propagation",
    "private",
    "sh",
    "-c",
    'mount -t tmpfs tmpfs /tmp && exec "$@"',
    "sh",
  ];
  const { status } = spawnSync("unshare", [...how, ...command], {
    stdio: "inherit",
    env: { ...process.env, [INSIDE]: "1", TMPDIR: "/tmp" },
  });
  return status ?? 2;
}

function hasAdduser(busybox: string): boolean {
  const { stdout } = spawnSync(busybox, ["--list"], { encoding: "utf8" });
  return stdout?.split("\n").includes("adduser") ?? false;
}

/** A root file system of BusyBox alone, with the accounts that the model knows of Alpine. */
function busyboxRoot(root: string, busybox: string): string {
  for (const folder of [
    "bin",
    "etc",
    "tmp",
    "home",
    "srv",
    "root",
    "dev",
    "usr/bin",
    "usr/sbin",
    "sbin",
    "var/mail",
  ])
    mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(busybox, join(root, "bin/busybox"));
  spawnSync("chroot", [root, "/bin/busybox", "--install", "-s"]);
  const { users, groups } = accountsOfSystem("alpine");
  const gids = new Map<string, number>(groups);
  for (const { group, gid } of users) if (group !== undefined && gid !== undefined) gids.set(group, gid);
  const passwd = users.map(
    ({ name, uid, group = name, noLogin }) =>
      `${name}:x:${uid}:${gids.get(group) ?? uid}::/:${noLogin === true ? "/sbin/nologin" : "/bin/sh"}\n`,
  );
  writeFileSync(join(root, "etc/passwd"), passwd.join(""));
  writeFileSync(join(root, "etc/group"), Array.from(gids, ([name, gid]) => `${name}:x:${gid}:\n`).join(""));
  writeFileSync(join(root, "etc/shadow"), users.map(({ name }) => `${name}:!::0:::::\n`).join(""));
  return root;
}

interface SeenForm {
  readonly form: ToolForm;
  readonly seen: Observed;
}

function told(all: readonly SeenForm[]): number {
  const total = { agree: 0, untold: 0, differ: 0, failed: 0 };
  for (const { form, seen } of all) {
    if (seen.exit !== 0) total.failed++;
    const done = comparedForm(form, seen);
    total.agree += done.agree;
    total.untold += done.untold;
    total.differ += done.different.length;
    for (const line of done.different)
      console.log(`different  ${form.system}: ${form.text}\n           ${line}`);
  }
  console.log(
    `${all.length} command lines, ${total.failed} that fail: ${total.agree} facts agree, ${total.untold} cannot be told, ${total.differ} differ`,
  );
  return total.differ === 0 ? 0 : 1;
}

/** What of a form agrees; of one that fails, and ends the build, nothing is said. */
export function comparedForm(form: ToolForm, seen: Observed): Compared {
  const done: Compared = { agree: 0, untold: 0, different: [] };
  if (seen.exit === 0) compareForm(form, seen, done);
  return done;
}

function record(all: readonly SeenForm[]): void {
  const kept = all.filter(
    ({ form, seen }) => seen.exit === 0 && comparedForm(form, seen).different.length === 0,
  );
  writeFileSync(RECORDED_TOOLS, kept.map((one) => `${JSON.stringify(one)}\n`).join(""));
}

export type { Observed, SeenForm, ToolForm, ToolSystem };
