import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  // Nothing in src keeps state between calls, so test files may share their modules: a third of the time.
  test: {
    include: ["__tests__/**/*.test.ts"],
    // Those that take long are run by `npm run test:long`, after these.
    exclude: [...configDefaults.exclude, "**/*.long.test.ts"],
    // For hangs alone: a test that is only slow passes, on however busy a machine. What is measured is in bench/.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // What the product gives up after a time, it gives up much later here: no answer depends on the clock.
    // And what Node compiles for a child process is not kept in the cache of whoever runs the tests.
    env: { KEELCHECK_PATIENCE: "30", NODE_DISABLE_COMPILE_CACHE: "1" },
    isolate: false,
    // Many tests wait for a child process or for GitHub's pauses, so more run at once than there are processors.
    maxWorkers: 4,
    setupFiles: ["__tests__/properties.ts"],
  },
});
