import { defineConfig } from "vitest/config";

export default defineConfig({
  // Nothing in src keeps state between calls, so test files may share their modules: a third of the time.
  test: {
    include: ["__tests__/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    isolate: false,
    setupFiles: ["__tests__/properties.ts"],
  },
});
