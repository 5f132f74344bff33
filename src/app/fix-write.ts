import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { FileChange } from "../facts.ts";
import { decode } from "../workspace/content.ts";
import { type CommandOutcome, usage } from "./exit.ts";

// What a new text is called behind the name of the file that it is for, until it takes its place.
const BESIDE = `.${process.pid}.new`;

/** A new text that lies beside its place. */
interface Staged {
  readonly beside: string;
  readonly path: string;
}

/**
 * Carries changes out below a folder. Every place is looked at first and every text written beside its own; only then is
 * anything replaced. Links are neither followed nor replaced. Fails where a file is not what the changes were made for.
 */
export function writeChanges(folder: string, changes: readonly FileChange[]): CommandOutcome<object> {
  const root = realpathSync.native(folder);
  const wrong = changes.map((change) => placeWhy(root, change)).find((why) => why !== undefined);
  if (wrong !== undefined) return usage(`${wrong}: nothing was written`);
  const staged: Staged[] = [];
  try {
    for (const change of changes) stage(root, change, staged);
    for (const { path, from } of changes) {
      if (from !== undefined) renameSync(join(root, from), join(root, path));
    }
    for (const { beside, path } of staged) renameSync(beside, path);
    for (const path of removed(changes)) rmSync(join(root, path));
    for (const { path, from = path } of changes) dropEmptyFolders(root, dirname(from));
    return { ok: true };
  } catch (error) {
    const { code = "an error", path = "a file" } = error as NodeJS.ErrnoException; // node:fs throws nothing else
    const wanted = path.endsWith(BESIDE) ? path.slice(0, -BESIDE.length) : path;
    return usage(
      `${wanted.replace(`${root}/`, "")} cannot be written (${code}); git diff shows what was written`,
    );
  } finally {
    for (const { beside } of staged) rmSync(beside, { force: true });
  }
}

/** Why a change cannot be made on disk as it was planned. */
function placeWhy(root: string, { path, from, before, after, carried }: FileChange): string | undefined {
  for (const each of from === undefined ? [path] : [from, path]) {
    const why = wayWhy(root, each);
    if (why !== undefined) return why;
  }
  const old = from ?? path;
  if (carried && lstatSync(join(root, old), { throwIfNoEntry: false }) === undefined)
    return `${old} is gone since it was read`;
  if (!carried && before !== undefined && textAt(join(root, old)) !== before)
    return `${old} has changed since it was read`;
  // A name that differs in case only is the same file on some disks.
  const isNew = before === undefined || (from !== undefined && from.toLowerCase() !== path.toLowerCase());
  const isThere = lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
  return after !== undefined && isNew && isThere ? `${path} already exists` : undefined;
}

/** Why the folders on the way to a path may not be gone through: each that is there is a folder and no link. */
function wayWhy(root: string, path: string): string | undefined {
  const names = path.split("/");
  if (names.some((name) => name === ".." || name === "")) return `${path} is not a path in the folder`;
  for (const index of names.slice(1).keys()) {
    const above = names.slice(0, index + 1).join("/");
    const stats = lstatSync(join(root, above), { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (!stats.isDirectory()) return `${above} is not a folder`;
  }
  return undefined;
}

/** The text of a regular file that is no link; `undefined` for anything else. */
function textAt(path: string): string | undefined {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const content = decode(readFileSync(handle));
    return "text" in content ? content.text : undefined;
  } finally {
    closeSync(handle);
  }
}

function stage(root: string, change: FileChange, staged: Staged[]): void {
  const { path, from, before, after, executable } = change;
  if (after === undefined) return;
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  if (before === after && executable.before === executable.after) return;
  const beside = `${target}${BESIDE}`;
  writeFileSync(beside, after, { flag: "wx" });
  staged.push({ beside, path: target });
  const mode = modeOf(change, lstatSync(join(root, from ?? path), { throwIfNoEntry: false })?.mode);
  if (mode !== undefined) chmodSync(beside, mode);
}

/** The file's own mode with the bits of running as they are wanted; `undefined` leaves what the system gives a new file. */
function modeOf({ executable }: FileChange, mode: number | undefined): number | undefined {
  if (mode === undefined) return executable.after ? 0o755 : undefined;
  const own = mode & 0o777;
  if (executable.before === executable.after) return own;
  // Who may read it may run it, as git does.
  return executable.after ? own | ((own & 0o444) >> 2) : own & ~0o111;
}

/** Removed paths, but for those at which another file stands by now: on some disks a name in other letters is the same. */
function removed(changes: readonly FileChange[]): readonly string[] {
  const stand = new Set(changes.map(({ path, after }) => (after === undefined ? "" : path.toLowerCase())));
  return changes
    .filter(({ path, after }) => after === undefined && !stand.has(path.toLowerCase()))
    .map(({ path }) => path);
}

/** Folders that a file left empty go with it, as git lets them go. */
function dropEmptyFolders(root: string, folder: string): void {
  const inside = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : undefined;
  if (folder === "." || (inside !== undefined && inside.length > 0)) return;
  if (inside !== undefined) rmdirSync(join(root, folder));
  dropEmptyFolders(root, dirname(folder));
}
