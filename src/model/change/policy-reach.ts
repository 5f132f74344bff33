import type { Policy } from "../../policy/policy.ts";
import type { SourceFile } from "../../source.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { findRoot } from "../builds/root.ts";
import type { Fleet } from "../fleet/types.ts";

/** What is asked of a change of the policy. */
export interface PolicyReach {
  readonly base: Fleet;
  readonly head: Fleet;
  readonly before: Policy;
  /** The head's own policy, in force or not. */
  readonly after: Policy;
  /** Where a file of the base is in the head; `undefined` where it is gone. */
  readonly headPathOf: (basePath: string) => string | undefined;
}

/**
 * Dockerfiles of the base's images that are still there and would be no image any more, sorted. Of all images, also where
 * only those were read that the change touches.
 */
export function imagesLeftOut({ base, head, before, after, headPathOf }: PolicyReach): readonly string[] {
  const old = [
    ...findRoot(workspaceOf(base), before, base.entries).dockerfiles,
    ...base.images.map(({ file }) => file.path),
  ];
  const { holds } = findRoot(workspaceOf(head), after, head.entries);
  const declared = new Set(after.builds.map(({ dockerfile }) => dockerfile));
  const there = new Set(head.entries.map(({ path }) => path));
  return [...new Set(old.flatMap((path) => headPathOf(path) ?? []))]
    .filter((path) => there.has(path) && !holds(path) && !declared.has(path))
    .sort();
}

/** The text file at a path of the repo; `undefined` where there is none or it cannot be read. */
export function textFile(fleet: Pick<Fleet, "read">, path: string | undefined): SourceFile | undefined {
  const file = path === undefined ? undefined : fleet.read(path);
  return file === undefined || "unreadable" in file ? undefined : file;
}

function workspaceOf({ entries, read, ignored }: Fleet): Workspace {
  return { list: () => entries, read, bytes: () => undefined, ignored, unreadableNames: [] };
}
