import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { ROOT } from "./repo.ts";

/** A package of which something is in `dist/`. */
export interface BundledPackage {
  /** Its folder from the repo's root: `node_modules/@actions/core`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** As its manifest states it. */
  readonly license?: string;
}

/** The packages of some bundles, sorted by name and version. */
export function bundledPackages(
  builds: readonly { readonly metafile: Metafile }[],
): readonly BundledPackage[] {
  const inputs = builds.flatMap(({ metafile }) => bundledInputs(metafile));
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const key = ({ name, version }: BundledPackage) => `${name} ${version}`;
  return [...folders].map(packageOf).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function bundledInputs({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
}

/** `node_modules/@actions/core` of `node_modules/@actions/core/lib/core.js`, the innermost where they nest. */
function packageFolder(input: string): string | undefined {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

function packageOf(folder: string): BundledPackage {
  // A package's own manifest; npm holds it to have a name and a version.
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as BundledPackage;
  const { name, version, license } = manifest;
  return { folder, name, version, ...(license !== undefined && { license }) };
}
