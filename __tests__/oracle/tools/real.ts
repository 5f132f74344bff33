/** What the real programs make of forms, each in the root file system of its own system. */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ToolForm, ToolSystem } from "./forms.ts";

/** A file as it lies there. */
export interface RealFile {
  readonly kind: "file" | "directory" | "link";
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
  readonly text?: string;
  readonly target?: string;
}

export interface Observed {
  /** Exit status of what goes before, and of the form. */
  readonly exit: number;
  readonly said: string;
  readonly files: Readonly<Record<string, RealFile>>;
  /** Lines of /etc/passwd and /etc/group. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

const WATCHED = ["/w", "/home", "/srv"];

/** Runs a form on a copy of its root, in mounts of this process's own namespace. */
export function observe(
  { before, text, system }: ToolForm,
  { roots, scratch }: { readonly roots: Readonly<Record<ToolSystem, string>>; readonly scratch: string },
): Observed {
  const at = (name: string) => join(scratch, name);
  for (const name of ["upper", "work"]) {
    rmSync(at(name), { recursive: true, force: true });
    mkdirSync(at(name), { recursive: true });
  }
  mkdirSync(at("root"), { recursive: true });
  run("mount", [
    "-t",
    "overlay",
    "overlay",
    "-o",
    `lowerdir=${roots[system]},upperdir=${at("upper")},workdir=${at("work")}`,
    at("root"),
  ]);
  try {
    const shell = (script: string) =>
      spawnSync("chroot", [at("root"), "/bin/sh", "-c", script], {
        encoding: "utf8",
        timeout: 20_000,
        input: "",
        env: { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" },
      });
    const first = shell(before);
    if (first.status !== 0) throw new Error(`${before}: ${first.stderr}`);
    const { status, stderr } = shell(text);
    const files: Record<string, RealFile> = {};
    for (const path of WATCHED) walk(at("root"), path, files);
    const lines = (path: string) =>
      !existsSync(join(at("root"), path))
        ? []
        : readFileSync(join(at("root"), path), "utf8")
            .split("\n")
            .filter(Boolean);
    return {
      exit: status ?? -1,
      said: stderr.trim(),
      files,
      users: lines("/etc/passwd"),
      groups: lines("/etc/group"),
    };
  } finally {
    run("umount", [at("root")]);
  }
}

function walk(root: string, path: string, files: Record<string, RealFile>): void {
  const full = join(root, path);
  if (!existsSync(full) && !isLink(full)) return;
  const stats = lstatSync(full);
  const own = { uid: stats.uid, gid: stats.gid, mode: stats.mode & 0o7777 };
  if (stats.isSymbolicLink()) files[path] = { ...own, kind: "link", target: readlinkSync(full) };
  else if (stats.isDirectory()) {
    files[path] = { ...own, kind: "directory" };
    for (const name of readdirSync(full).sort()) walk(root, `${path}/${name}`, files);
  } else files[path] = { ...own, kind: "file", text: readFileSync(full, "utf8") };
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
}
