import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { bundledPackages } from "./bundled-packages.ts";
import { ROOT } from "./repo.ts";

/** The licences of all packages of which something is in the bundle, sorted by name and version. */
export function notices(metafile: Metafile): string {
  const sections = bundledPackages(metafile).map(({ folder, name, version, license }) => {
    const text = licenceText(join(ROOT, folder)) ?? "The package holds no licence text.";
    return `${"-".repeat(72)}\n${name} ${version} (${license ?? "licence not stated"})\n\n${text}`;
  });
  const head = "Keelcheck's built files contain these packages, each under its own licence.";
  return [head, ...sections, ""].join("\n\n");
}

function licenceText(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name));
  const texts = names
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim());
  return texts.length > 0 ? texts.join("\n\n") : undefined;
}
