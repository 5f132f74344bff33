// npm run sbom [FILE]: a CycloneDX bill of what is in dist/. npm writes one of everything that is installed to build and to
// test; of its components those that are in the bundle stay.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import manifest from "../../package.json" with { type: "json" };
import { packagesInDist } from "./bundle.ts";
import { ROOT } from "./repo.ts";

/** What is used of a CycloneDX document. */
interface Bill {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Component {
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
}

/** The bill as JSON. Throws where npm does not know a package of the bundle. */
export async function billOfMaterials(): Promise<string> {
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  const written = execFileSync("npm", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const bill = JSON.parse(written) as Bill; // npm's own
  const inDist = new Set((await packagesInDist()).map(({ name, version }) => `${name}@${version}`));
  const components = bill.components.filter((one) => inDist.has(called(one))).map(shipped);
  const found = new Set(components.map(called));
  const missing = [...inDist].filter((one) => !found.has(one));
  if (missing.length > 0) throw new Error(`npm's bill of materials has no ${missing.join(", ")}`);
  // npm names it after the folder of the checkout.
  const component = { ...bill.metadata.component, name: manifest.name, type: "application" };
  const kept = new Set([component, ...components].map((one) => one["bom-ref"]));
  const dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
  const metadata = { ...bill.metadata, component };
  return `${JSON.stringify({ ...bill, metadata, components, dependencies }, undefined, 2)}\n`;
}

function called({ name, version }: Component): string {
  return `${name}@${version}`;
}

/** To npm all of them are for development only, since the bundle needs no package beside it. */
function shipped(component: Component): Component {
  return { ...component, ...{ scope: "required", properties: [] } };
}

if (process.argv[1] === import.meta.filename) {
  const [file] = process.argv.slice(2);
  const text = await billOfMaterials();
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
}
