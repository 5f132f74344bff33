/** What is loaded late is loaded together: a file for each command would cost each start some thirty of them. */
import { dirname, join, relative } from "node:path";
import type { Plugin } from "esbuild";
import { ROOT } from "./repo.ts";

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  commands: [
    "src/app/cli/baseline-command.ts",
    "src/app/cli/bases-commands.ts",
    "src/app/cli/check.ts",
    "src/app/cli/completion/command.ts",
    "src/app/cli/docs-command.ts",
    "src/app/cli/explain.ts",
    "src/app/cli/init-command.ts",
    "src/app/cli/new-command.ts",
    "src/app/cli/tidy-command.ts",
    "src/engine/check.ts",
  ],
  github: [
    "src/github/api/api.ts",
    "src/github/api/failure.ts",
    "src/github/check-run/check-run.ts",
    "src/github/pull/files.ts",
    "src/github/review/review.ts",
  ],
};

/** Puts one module that has all exports of a group in the place of each of its modules. */
export const togetherPlugin: Plugin = {
  name: "together",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, importer, kind }) => {
      if (kind !== "dynamic-import") return undefined;
      const wanted = relative(ROOT, join(dirname(importer), path)).replaceAll("\\", "/");
      const group = Object.keys(GROUPS).find((name) => GROUPS[name]?.includes(wanted));
      return group === undefined ? undefined : { path: group, namespace: "together" };
    });
    build.onLoad({ filter: /.*/, namespace: "together" }, ({ path }) => ({
      contents: (GROUPS[path] ?? [])
        .map((file) => `export * from ${JSON.stringify(`./${file}`)};\n`)
        .join(""),
      resolveDir: ROOT,
    }));
  },
};
