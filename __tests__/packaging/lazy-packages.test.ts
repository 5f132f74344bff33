import { expect, test } from "vitest";
import { built } from "../../.github/scripts/bundle.ts";
import { LAZY_PACKAGES } from "../../.github/scripts/lazy-packages.ts";

test("a package that is loaded at its first call is in the file that is loaded then, and in no other", async () => {
  const [program, ...lazy] = await built();
  const packages = new Set(
    Object.values(LAZY_PACKAGES).flatMap((modules) =>
      Object.keys(modules).map((name) => /^(?:@[^/]+[/])?[^/]+/.exec(name)?.[0]),
    ),
  );
  const inputsOf = (outputs: (typeof lazy)[number]["metafile"]["outputs"]) =>
    Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const isOf = (input: string) => packages.has(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  expect(inputsOf(program.metafile.outputs).filter(isOf)).toEqual([]);
  expect(lazy.map(({ metafile }) => inputsOf(metafile.outputs).some(isOf))).toEqual(lazy.map(() => true));
});

test("@actions/core comes without the HTTP client of tokens that nothing here asks for", async () => {
  const outputs = (await built()).flatMap(({ metafile }) => Object.entries(metafile.outputs));
  const inputs = Object.keys(outputs.find(([path]) => path.endsWith("actions-core.cjs"))?.[1].inputs ?? {});
  const packages = inputs.flatMap((input) => /^node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(input)?.[1] ?? []);
  expect([...new Set(packages)]).toEqual(["@actions/core"]);
});
