import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, transform } from "esbuild";
import { type BundledPackage, bundledPackages } from "./bundled-packages.ts";
import { LAZY_PACKAGES, lazyEntry, lazyPackages, onlyWhatIsCalled } from "./lazy-packages.ts";
import { notices } from "./notices.ts";
import { ROOT } from "./repo.ts";
import { togetherPlugin } from "./together.ts";

// What Node starts; its own loader of modules keeps less of what is compiled than the program does itself.
const starter = (name: string) =>
  [
    'import { createRequire } from "node:module";',
    `createRequire(import.meta.url)("./${name}.cjs");`,
    "",
  ].join("\n");

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
  const outputs = builds.flatMap(({ outputFiles }) => outputFiles);
  const scripts = await Promise.all([
    ...outputs.map(async ({ path, text }) =>
      script(path.slice(join(ROOT, "dist/").length), await required(text)),
    ),
    script("action.js", starter("action")),
    script("cli.js", starter("cli")),
  ]);
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
  minifySyntax: true,
  minifyWhitespace: true,
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
      // Only this format can be split; `required` makes CommonJS of it.
      format: "esm",
      outExtension: { ".js": ".cjs" },
      plugins: [lazyPackages, togetherPlugin],
    }),
    ...Object.entries(LAZY_PACKAGES).map(([file, modules]) =>
      build({
        ...SETTINGS,
        stdin: { contents: lazyEntry(modules), resolveDir: ROOT },
        entryNames: file.replace(/\.cjs$/, ""),
        outExtension: { ".js": ".cjs" },
        format: "cjs",
        plugins: [onlyWhatIsCalled],
      }),
    ),
  ]);
}

/** A part of the program as CommonJS, which is compiled by the program itself: see src/app/compiled.ts. */
async function required(text: string): Promise<string> {
  const { code } = await transform(text, {
    format: "cjs",
    target: "node20",
    banner: '"use strict";const moduleUrl=require("node:url").pathToFileURL(__filename).href;',
    define: { "import.meta.url": "moduleUrl" },
    supported: { "dynamic-import": false },
    legalComments: "eof",
    minifySyntax: true,
    minifyWhitespace: true,
  });
  return code;
}

function script(path: string, text: string): Bundled {
  const executable = path === "cli.js";
  const contents = executable && !text.startsWith("#!") ? `#!/usr/bin/env node\n${text}` : text;
  return { path: path.replaceAll("\\", "/"), contents, executable };
}
