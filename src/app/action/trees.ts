/** Both ends of a change as git has them. */

import type { History } from "../../github/git/history.ts";
import { buildEntries } from "../../model/builds/files.ts";
import { nearestFolder } from "../../model/builds/scope.ts";
import { BASELINE_PATH } from "../../policy/baseline/baseline.ts";
import { RECORDED_PATH } from "../../policy/recorded.ts";
import type { Changes } from "../../workspace/changes.ts";
import { commitWorkspace, gitWorkspace } from "../../workspace/git.ts";
import { blobsAhead } from "../../workspace/git-ahead.ts";
import { commitChanges, gitLineMap } from "../../workspace/git-changes.ts";
import { type GitTree, listCommit, treeBefore } from "../../workspace/git-tree.ts";
import { entriesCalled, entryAt, linksOf, lowerBound } from "../../workspace/workspace.ts";
import { MARKDOWNLINT_PATHS } from "../markdownlint.ts";
import { POLICY_PATHS } from "../policy-files.ts";
import { type Job, shownLines, type Trees } from "./job.ts";

type Compared = Extract<History, { kind: "compared" }>;

/** Lists the head, works the base out of what differs, and has git read what a check of such a change asks for. */
export async function gitTrees(
  { folder, checkout, objects }: Pick<Job, "folder" | "checkout" | "objects">,
  { base, head, shown, baseName, remarks }: Compared,
): Promise<Trees> {
  const { changes, differences } = commitChanges(folder, base, head);
  const after = listCommit(folder, head);
  const before = treeBefore(after, differences);
  const touched = touchedPaths(changes);
  const ids = [
    ...idsAhead(before, touched.before),
    ...idsAhead(after, touched.after),
    ...dockerfileIds(after),
  ];
  const bytes = await blobsAhead(objects, ids);
  const shared = { repo: folder, bytes, prefix: checkout.prefix };
  const lineOf = shown === undefined ? undefined : gitLineMap(folder, head, shown);
  return {
    base: commitWorkspace({ ...shared, commit: base, tree: before }),
    head: commitWorkspace({ ...shared, commit: head, tree: after }),
    changes,
    baseName,
    baseCommit: base,
    lines: shownLines(changes, lineOf),
    ...(shown !== undefined && { shown: gitWorkspace(folder, shown) }),
    remarks,
  };
}

/** The paths of either end that a change touches. */
function touchedPaths({ files }: Changes): {
  readonly before: readonly string[];
  readonly after: readonly string[];
} {
  return {
    before: files.flatMap((file) =>
      file.status === "added" ? [] : [file.status === "renamed" ? file.from : file.path],
    ),
    after: files.flatMap((file) => (file.status === "removed" ? [] : [file.path])),
  };
}

// A folder with more below it than this is no image's own.
const MOST_IN_FOLDER = 2_000;
const MOST_PATHS = 20_000;

/** What is asked for whatever the change is, and what lies beside the files that it touches. Only where it is missed does it matter: git is started for the rest. */
function* idsAhead({ entries }: GitTree, touched: readonly string[]): Generator<string> {
  for (const path of [...POLICY_PATHS, RECORDED_PATH, BASELINE_PATH, ...MARKDOWNLINT_PATHS, ...touched]) {
    const id = entryAt(entries, path)?.id;
    if (id !== undefined) yield id;
  }
  const said = [...buildEntries(entries), ...entriesCalled(entries, (name) => name === ".gitignore")];
  for (const entry of [...said, ...linksOf(entries)].slice(0, MOST_PATHS)) {
    const id = entryAt(entries, entry.path)?.id;
    if (id !== undefined) yield id;
  }
  const dockerfiles = entriesCalled(entries, isDockerfileName);
  const homes = new Set(dockerfiles.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf("/")))));
  const folders = new Set(touched.map((path) => nearestFolder(path, (folder) => homes.has(folder)) ?? ""));
  let left = MOST_PATHS;
  for (const folder of folders) {
    if (folder === "") continue;
    const below = entries.slice(lowerBound(entries, `${folder}/`), lowerBound(entries, `${folder}0`));
    if (below.length > MOST_IN_FOLDER || below.length > left) continue;
    left -= below.length;
    for (const { id } of below) yield id;
  }
}

/** Any of them may be built on an image that the change touches. */
function dockerfileIds({ entries }: GitTree): readonly string[] {
  return entriesCalled(entries, isDockerfileName).map(({ id }) => id);
}

function isDockerfileName(name: string): boolean {
  return /dockerfile|containerfile/i.test(name);
}
