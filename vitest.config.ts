import { defineConfig } from "vitest/config";

export default defineConfig({
  // Nothing in src keeps state between calls, so test files may share their modules: a third of the time.
  test: {
    include: ["__tests__/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    isolate: false,
    // Many tests wait for a child process or for GitHub's pauses, so more run at once than there are processors.
    maxWorkers: 4,
    setupFiles: ["__tests__/properties.ts"],
  },
});
