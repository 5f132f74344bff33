import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { operations } from "./operations.ts";
import { slice } from "./slice-description.ts";

const text = readFileSync(join(import.meta.dirname, "description.json"), "utf8");

test("the slice that is committed holds the operations with all that they need, and nothing else", () => {
  const { paths, components } = JSON.parse(text);
  const again = slice(JSON.parse(text), operations);
  expect({ paths: again["paths"], components: again["components"] }).toEqual({ paths, components });
});

test("the slice says where it comes from", () => {
  expect(JSON.parse(text).info).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    description: expect.stringMatching(/@octokit\/openapi .*MIT/),
    license: { name: "MIT" },
  });
});

test("an operation that GitHub does not have is no slice", () => {
  expect(() => slice(JSON.parse(text), ["checks/none"])).toThrow(
    "the description has no operation checks/none",
  );
});
