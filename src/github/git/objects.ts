import { askGit } from "./git.ts";

/** Looks objects up by what git calls them: ids, `HEAD`, `ID^{tree}`. */
export interface ObjectLookup {
  /** The id of each, `undefined` in its place where the clone lacks it. */
  readonly ids: (names: readonly string[]) => Promise<readonly (string | undefined)[]>;
  /** A commit as it is written, `undefined` where the clone lacks it. */
  readonly commit: (id: string) => Promise<string | undefined>;
}

/** Asks git once for each. */
export function askedObjects(folder: string): ObjectLookup {
  return {
    ids: async (names) => names.map((name) => idOf(folder, name)),
    commit: async (id) => {
      const commit = askGit(folder, "cat-file", "commit", id);
      return commit.ok ? commit.output : undefined;
    },
  };
}

function idOf(folder: string, name: string): string | undefined {
  const id = askGit(folder, "rev-parse", "--verify", "--quiet", name);
  return id.ok && askGit(folder, "cat-file", "-e", id.output).ok ? id.output : undefined;
}
