import { readFileSync } from "node:fs";
import { gitWord } from "../../workspace/git-run.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { ownFile } from "../project.ts";

/** Where the workflow is written. */
export const WORKFLOW_PATH = ".github/workflows/keelcheck.yml";

/** A workflow that runs Keelcheck already; `undefined` where none does. */
export function standingWorkflow(workspace: Workspace): string | undefined {
  const files = workspace.list().filter(({ path }) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
  const uses = files.find(({ path }) => {
    const content = workspace.read(path);
    return content !== undefined && "text" in content && /\buses:.*\bkeelcheck\b/.test(content.text);
  });
  const path = uses?.path ?? files.find((file) => file.path === WORKFLOW_PATH)?.path;
  return path;
}

/** The workflow of docs/required-check.md, for the default branch of the repo; `undefined` where it did not come along. */
export function workflowFor(folder: string): string | undefined {
  const file = ownFile("docs/keelcheck-workflow.yml");
  if (file === undefined) return undefined;
  return readFileSync(file, "utf8").replace("branches: [main]", () => `branches: [${defaultBranch(folder)}]`);
}

/** The branch that the remote takes for its default, else the one that is checked out. */
function defaultBranch(folder: string): string {
  const remote = gitWord(folder, ["symbolic-ref", "--short", "refs/remotes/origin/HEAD"]);
  const name =
    remote?.replace(/^origin\//, "") ?? gitWord(folder, ["symbolic-ref", "--short", "HEAD"]) ?? "main";
  return /^[A-Za-z][\w./-]*$/.test(name) ? name : JSON.stringify(name);
}
