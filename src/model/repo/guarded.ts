import { sourceFile } from "../../source.ts";
import type { Failures } from "../../work.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** The same tree; a file that cannot be read because that fails has no text, and is kept among the failures. */
export function guardedWorkspace(workspace: Workspace, failures: Failures): Workspace {
  const { search } = workspace;
  return {
    list: () => workspace.list(),
    read: (path) =>
      failures.attempt(
        { doing: "reading this file", at: { file: sourceFile(path, "") } },
        () => workspace.read(path),
        ({ why }) => ({ unreadable: why, failed: true }),
      ),
    bytes: (path) =>
      failures.attempt(
        { doing: "reading this file", at: { file: sourceFile(path, "") } },
        () => workspace.bytes(path),
        () => undefined,
      ),
    ignored: (path) => workspace.ignored(path),
    ...(search === undefined ? {} : { search: search.bind(workspace) }),
    unreadableNames: workspace.unreadableNames,
    ...(workspace.closedFolders && { closedFolders: workspace.closedFolders }),
  };
}
