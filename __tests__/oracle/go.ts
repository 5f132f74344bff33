/** Builds and runs the Go programs of the oracles; Go is needed for them alone. */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../.github/scripts/repo.ts";

/** Builds the module of a folder; the program's path, or undefined when it has said why not. */
export function buildGo(folder: string, name: string): string | undefined {
  const found = spawnSync("go", ["version"], { encoding: "utf8" });
  if (found.status !== 0) {
    console.error("Go is not installed: the comparison needs it, and nothing else does");
    return undefined;
  }
  const program = join(ROOT, "node_modules", ".cache", "oracle", name);
  mkdirSync(join(program, ".."), { recursive: true });
  const built = spawnSync("go", ["build", "-mod=readonly", "-buildvcs=false", "-o", program, "."], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (built.status === 0) return program;
  console.error(`the Go program of ${folder} cannot be built`);
  return undefined;
}

/** What a program writes for an input, both as JSON. */
export function askGo(program: string, input: unknown): unknown {
  const { stdout, stderr, status } = spawnSync(program, {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${program}: exit ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
