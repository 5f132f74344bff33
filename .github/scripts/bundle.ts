import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { type BundledPackage, bundledPackages } from "./bundled-packages.ts";
import { LAZY_PACKAGES, lazyEntry, lazyPackages } from "./lazy-packages.ts";
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
  const builds = await built();
  const scripts = builds.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, text }) => script(path.slice(join(ROOT, "dist/").length), text)),
  );
  const sorted = scripts.sort((a, b) => (a.path < b.path ? -1 : 1));
  const text = notices(bundledPackages(builds));
  return [...sorted, { path: "THIRD-PARTY-NOTICES.txt", contents: text, executable: false }];
}

/** The packages that a build puts into `dist/`. */
export async function packagesInDist(): Promise<readonly BundledPackage[]> {
  return bundledPackages(await built());
}

const SETTINGS = {
  absWorkingDir: ROOT,
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  legalComments: "eof",
  logLevel: "warning",
  metafile: true,
  write: false,
} as const;

/** What `dist/` is made of: the program, and a file for each package that is loaded at its first call. */
export function built() {
  return Promise.all([
    build({
      ...SETTINGS,
      entryPoints: { action: "src/bin/action.ts", cli: "src/bin/cli.ts", worker: "src/bin/worker.ts" },
      splitting: true,
      // Beside the entry points, where `./worker.js` is found from any of them.
      chunkNames: "[name]-[hash]",
      format: "esm",
      banner: { js: REQUIRE },
      plugins: [lazyPackages],
    }),
    ...Object.entries(LAZY_PACKAGES).map(([file, modules]) =>
      build({
        ...SETTINGS,
        stdin: { contents: lazyEntry(modules), resolveDir: ROOT },
        entryNames: file.replace(/\.cjs$/, ""),
        outExtension: { ".js": ".cjs" },
        format: "cjs",
      }),
    ),
  ]);
}

function script(path: string, text: string): Bundled {
  const executable = path === "cli.js";
  const contents = executable && !text.startsWith("#!") ? `#!/usr/bin/env node\n${text}` : text;
  return { path: path.replaceAll("\\", "/"), contents, executable };
}
