import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { ROOT } from "./repo.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The licences of all packages of which something is in the bundle, sorted by name and version. */
export function notices(metafile: Metafile): string {
  const folders = new Set(bundledInputs(metafile).flatMap((input) => packageFolder(input) ?? []));
  const sections = [...folders].map(section).sort((a, b) => (a.title < b.title ? -1 : 1));
  const head = "Keelcheck's built files contain these packages, each under its own licence.";
  return [head, ...sections.map(({ title, text }) => `${"-".repeat(72)}\n${title}\n\n${text}`), ""].join(
    "\n\n",
  );
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

function section(folder: string): { readonly title: string; readonly text: string } {
  // A package's own manifest; npm holds it to have a name and a version.
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as Manifest;
  const title = `${manifest.name} ${manifest.version} (${manifest.license ?? "licence not stated"})`;
  return { title, text: licenceText(join(ROOT, folder)) ?? "The package holds no licence text." };
}

function licenceText(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name));
  const texts = names
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim());
  return texts.length > 0 ? texts.join("\n\n") : undefined;
}
