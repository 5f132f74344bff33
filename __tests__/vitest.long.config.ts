import { configDefaults, defineConfig } from "vitest/config";
import ordinary from "./vitest.config.ts";

/** What takes long and is not needed at every step: `npm run test:long`. */
export default defineConfig({
  test: {
    ...ordinary.test,
    include: ["__tests__/**/*.long.test.ts"],
    exclude: configDefaults.exclude,
    env: { ...ordinary.test?.env, KEELCHECK_TESTS: "long" },
  },
});
