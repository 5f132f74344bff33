/** Other programs that read the same files, each as its own documentation starts it on a folder. */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "./measure.ts";

interface Peer {
  readonly program: string;
  readonly args: readonly string[];
  /** The files that it is given by name, behind its arguments; absent where it takes the folder. */
  readonly files?: string;
}

const CONFIGS = "**/*.conf";
const DOCKERFILES = "**/Dockerfile*";
const TWO_WORKERS = [resolve(import.meta.dirname, "bare-loop.ts"), "--workers", "2"];

/** Peers by their names. */
const PEERS: ReadonlyMap<string, Peer> = new Map([
  ["bare-loop", { program: process.execPath, args: [...TWO_WORKERS, "."] }],
  ["markdownlint-cli2", { program: "markdownlint-cli2", args: ["**/README.md"] }],
  ["ls-lint", { program: "ls-lint", args: [] }],
  ["dockerfilelint", { program: "dockerfilelint", args: [], files: DOCKERFILES }],
  ["hadolint", { program: "hadolint", args: [], files: DOCKERFILES }],
  ["gixy", { program: "gixy", args: [], files: CONFIGS }],
  [
    "checkov",
    { program: "checkov", args: ["--quiet", "--compact", "--framework", "dockerfile", "--directory", "."] },
  ],
  ["tally", { program: "tally", args: ["lint", "."] }],
]);

/** A peer on a folder; an error where the name is none, or the program is not installed. */
export function peerOn(name: string, folder: string): Command {
  const peer = PEERS.get(name);
  if (peer === undefined) throw new Error(`no peer ${name}: ${[...PEERS.keys()].join(", ")}`);
  const { program, args, files } = peer;
  if (spawnSync("sh", ["-c", 'command -v "$0"', program]).status !== 0)
    throw new Error(`${program} is not installed: put it into the PATH`);
  const given = files === undefined ? [] : globSync(files, { cwd: folder }).filter((path) => !isHidden(path));
  return { program, args: [...args, ...given.map((path) => join(folder, path))], cwd: folder };
}

function isHidden(path: string): boolean {
  return path.split("/").some((part) => part.startsWith("."));
}
