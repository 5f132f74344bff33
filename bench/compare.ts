/**
 * Times a build on fleets and folders, beside another build and beside other programs, in pairs that take turns:
 *
 *     npm run bench -- --against DIST [--dist DIST] [--shape incident:1000]… [--pairs 5] [--peer NAME]… [FOLDER…]
 *
 * It says medians, the spread between the second and the last but one, and whether both builds print the same bytes: the
 * JSON report, SARIF and inspect. Exits with 1 where they do not.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeFleet } from "./fleets/shapes.ts";
import { type Command, type Measured, measure, median } from "./measure.ts";
import { peerOn } from "./peers.ts";

const { values, positionals } = parseArgs({
  options: {
    dist: { type: "string", default: resolve(import.meta.dirname, "../dist") },
    against: { type: "string" },
    shape: { type: "string", multiple: true, default: [] },
    peer: { type: "string", multiple: true, default: [] },
    pairs: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    /** Builds that understood less are timed and not compared. */
    "ignore-output": { type: "boolean", default: false },
  },
  allowPositionals: true,
});

/** A tree to be timed on. */
interface Tree {
  readonly name: string;
  readonly folder: string;
}

const OUTPUTS = [
  ["check", "--format", "json"],
  ["check", "--format", "sarif"],
  ["inspect", "--format", "json"],
] as const;

const CHECK = OUTPUTS[0];

function commandOf(dist: string, { folder }: Tree, args: readonly string[]): Command {
  const [name = "", ...options] = args;
  return { program: process.execPath, args: [join(dist, "cli.js"), name, ".", ...options], cwd: folder };
}

const builds = [values.dist, ...(values.against === undefined ? [] : [values.against])].map((path) =>
  resolve(path),
);
const temporary = mkdtempSync(join(tmpdir(), "keelcheck-bench-"));
try {
  for (const tree of [...values.shape.map(made), ...positionals.map(given)]) await timeOn(tree);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function made(text: string): Tree {
  const [shape = "", count = "1000"] = text.split(":");
  const folder = join(temporary, `${shape}-${count}`);
  makeFleet({ shape, count: Number(count), seed: Number(values.seed) }, folder);
  return { name: `${shape} ${count}`, folder };
}

function given(path: string): Tree {
  return { name: basename(resolve(path)), folder: resolve(path) };
}

async function timeOn(tree: Tree): Promise<void> {
  const programs = [
    ...builds.map((dist) => ({ name: dist, command: commandOf(dist, tree, CHECK) })),
    ...values.peer.map((name) => ({ name, command: peerOn(name, tree.folder) })),
  ];
  const runs = programs.map((): Measured[] => []);
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    // Who goes first takes turns, too.
    const order = [...programs.entries()];
    for (const [index, { command }] of pair % 2 === 0 ? order : order.reverse())
      runs[index]?.push(await measure(command));
  }
  console.log(`\n${tree.name}`);
  for (const [index, { name }] of programs.entries())
    console.log(row(name, runs[index] ?? [], runs[0] ?? []));
  if (!values["ignore-output"]) for (const dist of builds.slice(1)) await compareOutputs(tree, dist);
}

/** The figures of one program, and what share of them the first takes. */
function row(name: string, runs: readonly Measured[], first: readonly Measured[]): string {
  const cells = (["cpu", "wall", "memory"] as const).map((what) => {
    const all = runs.map((run) => run[what]).sort((a, b) => a - b);
    const edge = Math.min(1, (all.length - 1) >> 1);
    const [low = Number.NaN, high = Number.NaN] = [all[edge], all[all.length - 1 - edge]];
    const share = median(first.map((run) => run[what])) / median(all);
    const unit = what === "memory" ? "MB" : "s";
    const digits = what === "memory" ? 0 : 2;
    const spread = `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
    return `${what} ${median(all).toFixed(digits)} ${unit} (${spread}), the first takes ${share.toFixed(2)}`;
  });
  const failed = runs.some(({ exitCode }) => exitCode === null) ? ", ended by a signal" : "";
  return `  ${name}: ${cells.join("; ")}${failed}`;
}

async function compareOutputs(tree: Tree, other: string): Promise<void> {
  for (const args of OUTPUTS) {
    const [one, two] = [values.dist, other].map((dist) => measure(commandOf(resolve(dist), tree, args)));
    const isSame = (await one)?.output.equals((await two)?.output ?? Buffer.of());
    console.log(`  ${args.join(" ")}: ${isSame ? "the same bytes" : "DIFFERENT BYTES"}`);
    if (!isSame) process.exitCode = 1;
  }
}
