// node .github/scripts/check-fixtures.js: what dist/cli.js says of every fixture on the Node that runs this is what it says on
// Node 24, byte for byte. That it is what the sources build is for check-dist, and what it says there for the tests.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const NODE_24 = join(ROOT, "node_modules/.bin/node");

/** Folders of a folder. */
function within(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);
}

const trees = [
  ...within("__tests__/repos"),
  ...within("__tests__/incidents").flatMap((incident) => [`${incident}/before`, `${incident}/after`]),
  ...within("examples"),
];

function answer(node, args) {
  const { status, stdout, stderr } = spawnSync(node, [join(ROOT, "dist/cli.js"), ...args], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.stringify({ status, stdout, stderr });
}

const calls = trees.flatMap((tree) => [
  ["check", "--format", "json", tree],
  ["inspect", "--format", "json", tree],
  ["check", tree],
]);
const others = calls.filter((args) => answer(process.execPath, args) !== answer(NODE_24, args));
for (const args of others)
  console.log(`dist/cli.js on Node ${process.version} says something else: ${args.join(" ")}`);
console.log(
  `${calls.length - others.length} of ${calls.length} answers over ${trees.length} fixtures are the same`,
);
process.exitCode = others.length === 0 ? 0 : 1;
