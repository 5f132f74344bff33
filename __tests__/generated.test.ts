import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generated } from "../.github/scripts/generated.ts";
import { ROOT } from "../.github/scripts/repo.ts";

test.each(generated)("$path is what `npm run generate` writes", async ({ path, text }) => {
  const stands = existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), "utf8") : "";
  expect(stands).toBe(await text());
});
