import type { Fleet, FleetLinks, Run } from "./model.ts";

/** Answers about the fleet that many rules ask for each image, worked out once, when the first one asks. */
export function fleetLinks({ images, runs }: Pick<Fleet, "images" | "runs">): FleetLinks {
  const files = new Set(images.map(({ file }) => file.path));
  let byFile: Map<string, Set<Run>> | undefined;
  return {
    isImageFile: (path) => files.has(path),
    runsWithUsersOf: (path) => {
      byFile ??= runsByFile(runs);
      return [...(byFile.get(path) ?? [])];
    },
  };
}

/** Runs by their own Dockerfile, and by every file that makes one of their users. */
function runsByFile(runs: readonly Run[]): Map<string, Set<Run>> {
  const found = new Map<string, Set<Run>>();
  for (const run of runs) {
    const { file, accounts } = run.image;
    const made = accounts.users.filter(({ from }) => from === "run").map(({ at }) => at.file.path);
    for (const path of new Set([file.path, ...made])) {
      const known = found.get(path);
      if (known === undefined) found.set(path, new Set([run]));
      else known.add(run);
    }
  }
  return found;
}
