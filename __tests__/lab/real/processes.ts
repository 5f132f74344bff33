import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { call } from "./machine.ts";

/** A process of a container, as the kernel shows it. */
export interface SeenProcess {
  readonly pid: number;
  readonly parent: number;
  /** The file name of the program; that of a script is its shell's. */
  readonly program: string;
  /** The command line as the process shows it: nginx writes its own over it. */
  readonly command: string;
  /** Effective ids. */
  readonly uid: number;
  readonly gid: number;
}

/** A listening TCP socket; `address` is `*` for one socket of both families. */
export interface SeenSocket {
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

/** One look at all of a container. */
export interface Sight {
  readonly processes: readonly SeenProcess[];
  readonly sockets: readonly SeenSocket[];
}

/** The process namespace of a process; `undefined` when it is gone. */
export function processNamespace(pid: number | "self"): string | undefined {
  return readOr(() => readlinkSync(`/proc/${pid}/ns/pid`));
}

/** The child of a process that is the first of another process namespace. */
export function firstInside(parent: number): number | undefined {
  const own = processNamespace("self");
  return readAll().find(({ pid, parent: by }) => by === parent && processNamespace(pid) !== own)?.pid;
}

/** Every living process of a process namespace, in the order of their ids. */
export function processesOf(namespace: string): readonly SeenProcess[] {
  return readAll().filter(({ pid }) => processNamespace(pid) === namespace);
}

function readAll(): readonly SeenProcess[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => readProcess(Number(pid)) ?? []).sort((left, right) => left.pid - right.pid);
}

function readProcess(pid: number): SeenProcess | undefined {
  const status = readOr(() => readFileSync(`/proc/${pid}/status`, "utf8"));
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, "m").exec(status ?? "")?.[1] ?? "";
  if (status === undefined || /^[ZX]/.test(field("State"))) return undefined;
  const effective = (name: string) => Number(field(name).split(/\s+/)[1]);
  return {
    pid,
    parent: Number(field("PPid")),
    program: basename(readOr(() => readlinkSync(`/proc/${pid}/exe`)) ?? field("Name")),
    command: commandLine(pid) || `[${field("Name")}]`,
    uid: effective("Uid"),
    gid: effective("Gid"),
  };
}

function commandLine(pid: number): string {
  const words = readOr(() => readFileSync(`/proc/${pid}/cmdline`, "utf8")) ?? "";
  return words.replaceAll("\0", " ").trim();
}

/** The listening TCP sockets of a process's network namespace. */
export async function socketsOf(pid: number): Promise<readonly SeenSocket[]> {
  const text = await call("nsenter", ["--net", "--target", String(pid), "ss", "-tlneH"]).catch(() => "");
  return text.split("\n").flatMap((line) => readSocket(line) ?? []);
}

/** ss shows a socket of both families as `*:80`, one of IPv6 alone as `[::]:80`. */
function readSocket(line: string): SeenSocket | undefined {
  const local = line.split(/\s+/)[3] ?? "";
  const [, address, port] = /^(.*):(\d+)$/.exec(local) ?? [];
  const inode = /\bino:(\d+)/.exec(line)?.[1];
  if (address === undefined || port === undefined || inode === undefined) return undefined;
  return { address: address.replace(/^\[(.*)\]$/, "$1"), port: Number(port), inode };
}

/** The inodes of the sockets that a process has open. */
export function openSockets(pid: number): ReadonlySet<string> {
  const folder = `/proc/${pid}/fd`;
  const names = readOr(() => readdirSync(folder)) ?? [];
  const targets = names.map((name) => readOr(() => readlinkSync(`${folder}/${name}`)) ?? "");
  return new Set(targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
}

/** A process may end while it is read. */
function readOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
