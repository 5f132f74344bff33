// npm run check-dist: dist/ is what the sources build, byte for byte.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "./bundle.ts";
import { ROOT } from "./repo.ts";

const dist = join(ROOT, "dist");
const temporary = mkdtempSync(join(tmpdir(), "keelcheck-dist-"));

try {
  const wanted = [...(await bundle(temporary))].sort();
  const stands = filesOf(dist);
  const differences = [
    ...wanted.filter((path) => !stands.includes(path)).map((path) => `missing: dist/${path}`),
    ...stands.filter((path) => !wanted.includes(path)).map((path) => `left over: dist/${path}`),
    ...wanted.filter((path) => stands.includes(path) && !same(path)).map((path) => `stale: dist/${path}`),
  ];
  for (const line of differences) console.error(line);
  if (differences.length > 0) {
    console.error("dist/ is not what the sources build: npm run build, and commit dist/");
    process.exitCode = 1;
  } else {
    console.log(`dist/ is what the sources build: ${wanted.length} files`);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(folder.length + 1).replaceAll("\\", "/")).sort();
}

function same(path: string): boolean {
  const [a, b] = [join(dist, path), join(temporary, path)];
  const executable = (file: string) => (statSync(file).mode & 0o100) !== 0;
  return readFileSync(a).equals(readFileSync(b)) && executable(a) === executable(b);
}
