import { expect, test } from "vitest";
import { packagesInDist } from "../../.github/scripts/bundle.ts";
import { readRepo } from "../../.github/scripts/repo.ts";
import { billOfMaterials } from "../../.github/scripts/sbom.ts";

test("the bill of materials names what is in the bundle, each with its sum and licence", async () => {
  const bill = JSON.parse(await billOfMaterials());
  const names = bill.components.map(({ name, version }: Record<string, string>) => `${name} ${version}`);
  const bundled = (await packagesInDist()).map(({ name, version }) => `${name} ${version}`);
  expect(new Set(names)).toEqual(new Set(bundled));
  expect(bundled.length).toBeGreaterThan(50);
  expect(bill).toMatchObject({ bomFormat: "CycloneDX", metadata: { component: { name: "keelcheck" } } });
  for (const component of bill.components)
    expect(component).toMatchObject({ scope: "required", hashes: [{ alg: "SHA-512" }] });
  const refs = new Set(bill.components.map((one: Record<string, string>) => one["bom-ref"]));
  const used = bill.dependencies.flatMap(({ dependsOn }: { dependsOn: string[] }) => dependsOn);
  expect(used.filter((ref: string) => !refs.has(ref))).toEqual([]);
});

test("tools that only build and test are not in it", async () => {
  const bill = await billOfMaterials();
  for (const name of ["vitest", "esbuild", "@biomejs/biome"]) expect(bill).not.toContain(`"name": "${name}"`);
  expect(readRepo("package.json")).toContain('"vitest"');
});
