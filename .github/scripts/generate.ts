// npm run generate: writes what is generated. With --check: writes nothing, and fails when something is stale.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generated } from "./generated.ts";
import { ROOT, readRepo } from "./repo.ts";

const checkOnly = process.argv.includes("--check");
const stale: string[] = [];

for (const { path, text } of generated) {
  const wanted = await text();
  if (existsSync(join(ROOT, path)) && readRepo(path) === wanted) continue;
  stale.push(path);
  if (!checkOnly) writeFileSync(join(ROOT, path), wanted);
}

for (const path of stale) console.log(checkOnly ? `stale: ${path}` : `written: ${path}`);
if (checkOnly && stale.length > 0) {
  console.error("generated files are stale: npm run generate");
  process.exitCode = 1;
}
