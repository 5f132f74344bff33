/** The files of a repo that say what counts: its policy, what was recorded of base images, and its baseline. */
import { readFileSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { didYouMean } from "../names.ts";
import { BASELINE_PATH, loadBaseline, type PlacedEntry } from "../policy/baseline/baseline.ts";
import type { PlacedBase } from "../policy/policy.ts";
import { loadRecorded, RECORDED_PATH } from "../policy/recorded.ts";
import { type SourceFile, sourceFile } from "../source.ts";
import { decode } from "../workspace/content.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type CommandOutcome, usage } from "./exit.ts";
import { likelyOnDisk } from "./likely-on-disk.ts";

/** Where the policy of a repo stands; the first that is there counts. */
export const POLICY_PATHS = [".github/keelcheck.yml", ".github/keelcheck.yaml"];

/** Reads a policy file that the command line names, relative to `folder`. */
export function readPolicyFile(path: string, folder: string): CommandOutcome<{ readonly file: SourceFile }> {
  const full = resolve(folder, path);
  if (statSync(full, { throwIfNoEntry: false })?.isFile() !== true) {
    const like = likelyOnDisk(full);
    const shown = like === undefined ? undefined : isAbsolute(path) ? like : relative(folder, like);
    return usage(`there is no policy file ${path}${didYouMean(shown)}`);
  }
  const content = decode(readFileSync(full));
  if ("unreadable" in content) return usage(`the policy file ${path} ${content.unreadable}`);
  return { ok: true, file: sourceFile(path, content.text) };
}

/** The workspace's own policy file; `undefined` when it has none. */
export function findPolicyFile(
  workspace: Workspace,
): CommandOutcome<{ readonly file: SourceFile | undefined }> {
  const folder = POLICY_PATHS.find((path) => isFolderAt(workspace, path));
  if (folder !== undefined) return usage(`${folder} is a folder, not a policy file`);
  const found = POLICY_PATHS.flatMap((path) => {
    const content = workspace.read(path);
    return content === undefined ? [] : [{ path, content }];
  });
  const [first, second] = found;
  if (first === undefined) return { ok: true, file: undefined };
  if (second !== undefined)
    return usage(`there are two policy files, ${first.path} and ${second.path}: keep one`);
  const { path, content } = first;
  if ("unreadable" in content) return usage(`the policy file ${path} ${content.unreadable}`);
  return { ok: true, file: sourceFile(path, content.text) };
}

function isFolderAt(workspace: Workspace, path: string): boolean {
  return workspace
    .list()
    .some((entry) => (entry.path === path ? entry.kind === "submodule" : entry.path.startsWith(`${path}/`)));
}

/** What was recorded of base images; an error in the file ends the command, as one in the policy does. */
export function readRecorded(
  workspace: Workspace,
): CommandOutcome<{ readonly bases: readonly PlacedBase[] }> {
  const content = workspace.read(RECORDED_PATH);
  if (content === undefined) return { ok: true, bases: [] };
  if ("unreadable" in content)
    return usage(`the file of recorded bases ${RECORDED_PATH} ${content.unreadable}`);
  const { bases, problems } = loadRecorded(sourceFile(RECORDED_PATH, content.text));
  return problems.length > 0 ? { ok: false, failure: { kind: "policy", problems } } : { ok: true, bases };
}

/** The repo's baseline, `undefined` where it has none; an error in the file ends the command, as one in the policy does. */
export function readBaseline(
  workspace: Workspace,
): CommandOutcome<{ readonly entries: readonly PlacedEntry[] | undefined }> {
  const content = workspace.read(BASELINE_PATH);
  if (content === undefined) return { ok: true, entries: undefined };
  if ("unreadable" in content) return usage(`the baseline ${BASELINE_PATH} ${content.unreadable}`);
  const { entries, problems } = loadBaseline(sourceFile(BASELINE_PATH, content.text));
  return problems.length > 0 ? { ok: false, failure: { kind: "policy", problems } } : { ok: true, entries };
}
