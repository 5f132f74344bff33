// npm run new-rule group/name: the three files of a rule, and the index and table with it in them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./repo.ts";
import { ruleStubs } from "./rule-stubs.ts";

const [id = ""] = process.argv.slice(2);

if (!/^[a-z]+\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
  console.error("usage: npm run new-rule group/name (for example: npm run new-rule nginx/log-unwritable)");
  process.exit(2);
}

const files = ruleStubs(id);
const taken = Object.keys(files).filter((path) => existsSync(join(ROOT, path)));
if (taken.length > 0) {
  console.error(`there already: ${taken.join(", ")}`);
  process.exit(1);
}

for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
  console.log(`written: ${path}`);
}
execFileSync(process.execPath, [join(import.meta.dirname, "generate.ts")], { stdio: "inherit" });
console.log("they fail until they say something:");
console.log(`  npm test -- __tests__/rules/${id}.test.ts`);
console.log(`  npm test -- __tests__/docs.test.ts -t ${id}`);
