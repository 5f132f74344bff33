import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { type BundledPackage, bundledPackages } from "./bundled-packages.ts";
import { notices } from "./notices.ts";
import { ROOT } from "./repo.ts";

// Packages in CommonJS call `require` for Node's own modules, which ESM does not have.
const REQUIRE = [
  'import { createRequire as keelcheckCreateRequire } from "node:module";',
  "const require = keelcheckCreateRequire(import.meta.url);",
].join(" ");

/** One file of `dist/`. */
interface Bundled {
  readonly path: string;
  readonly contents: string;
  readonly executable: boolean;
}

/** Builds `dist/` into a folder, which is emptied first. The same sources make the same bytes. */
export async function bundle(folder: string): Promise<readonly string[]> {
  const files = await bundled();
  rmSync(folder, { recursive: true, force: true });
  for (const { path, contents, executable } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, contents);
    chmodSync(target, executable ? 0o755 : 0o644);
  }
  return files.map(({ path }) => path);
}

async function bundled(): Promise<readonly Bundled[]> {
  const { outputFiles, metafile } = await built();
  const scripts = outputFiles.map(({ path, text }) => script(path.slice(join(ROOT, "dist/").length), text));
  const sorted = scripts.sort((a, b) => (a.path < b.path ? -1 : 1));
  return [...sorted, { path: "THIRD-PARTY-NOTICES.txt", contents: notices(metafile), executable: false }];
}

/** The packages that a build puts into `dist/`. */
export async function packagesInDist(): Promise<readonly BundledPackage[]> {
  return bundledPackages((await built()).metafile);
}

function built() {
  return build({
    absWorkingDir: ROOT,
    entryPoints: { action: "src/bin/action.ts", cli: "src/bin/cli.ts", worker: "src/bin/worker.ts" },
    outdir: "dist",
    bundle: true,
    splitting: true,
    // Beside the entry points, where `./worker.js` is found from any of them.
    chunkNames: "[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20",
    banner: { js: REQUIRE },
    legalComments: "eof",
    charset: "utf8",
    logLevel: "warning",
    metafile: true,
    write: false,
  });
}

function script(path: string, text: string): Bundled {
  const executable = path === "cli.js";
  const contents = executable && !text.startsWith("#!") ? `#!/usr/bin/env node\n${text}` : text;
  return { path: path.replaceAll("\\", "/"), contents, executable };
}
