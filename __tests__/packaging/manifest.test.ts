import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, readRepo } from "../../.github/scripts/repo.ts";

const manifest = JSON.parse(readRepo("package.json"));

test("the package may be published, with provenance", () => {
  expect(manifest.private).toBeUndefined();
  expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
});

test("it needs no other package: dist/ holds what it uses", () => {
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest.peerDependencies).toBeUndefined();
  expect(Object.keys(manifest.scripts).filter((name) => /install|prepare|prepack/.test(name))).toEqual([]);
});

test("what it holds is there", () => {
  const paths = [...manifest.files, ...Object.values(manifest.bin)];
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
