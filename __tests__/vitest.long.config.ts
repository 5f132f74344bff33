import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import ordinary from "../vitest.config.ts";

/** What takes long and is not needed at every step: `npm run test:long`. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    ...ordinary.test,
    include: ["__tests__/**/*.long.test.ts"],
    exclude: configDefaults.exclude,
    env: { ...ordinary.test?.env, KEELCHECK_TESTS: "long" },
  },
});
