import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BundledPackage } from "./bundled-packages.ts";
import { ROOT } from "./repo.ts";

/** The licences of packages of which something is in `dist/`, in their order. */
export function notices(packages: readonly BundledPackage[]): string {
  const sections = packages.map(({ folder, name, version, license }) => {
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
