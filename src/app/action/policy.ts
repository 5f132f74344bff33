import { existsSync, realpathSync } from "node:fs";
import { posix, relative, resolve, sep } from "node:path";
import { sourceFile } from "../../source.ts";
import { gitWorkspace } from "../../workspace/git.ts";
import type { Content, Workspace } from "../../workspace/workspace.ts";
import { type CommandOutcome, usage } from "../exit.ts";
import type { LoadOptions } from "../load.ts";
import { readPolicyFile } from "../policy-files.ts";
import type { Job } from "./job.ts";

/** The base of a change, which is looked through for the policy; without its commit git does not have it. */
export interface PolicyTrees {
  readonly base: Workspace;
  readonly baseCommit?: string;
}

/** What an input says of the policy. */
export interface NamedPolicy {
  readonly option: Pick<LoadOptions, "policyFile">;
  readonly remarks: readonly string[];
}

/**
 * The policy that an input names. On a change it is the base's file; where the base has none, the one that is checked
 * out. Without the input nothing is named.
 */
export function namedPolicy(
  { inputs, folder, checkout }: Job,
  trees: PolicyTrees | undefined,
): CommandOutcome<NamedPolicy> {
  if (inputs.policy === undefined) return { ok: true, option: {}, remarks: [] };
  const path = relative(folder, resolve(folder, inputs.policy)).split(sep).join("/");
  const root = resolve(
    folder,
    ...checkout.prefix
      .split("/")
      .filter(Boolean)
      .map(() => ".."),
  );
  const fromRoot = posix.join(checkout.prefix, path);
  if (fromRoot.startsWith("..")) return usage(`the policy file ${inputs.policy} is outside the repo`);
  const inBase = trees === undefined ? undefined : baseContent(trees, { path, root, fromRoot });
  if (inBase === "not known") {
    return usage(
      `the base's policy file ${inputs.policy} is above the working directory, but git does not have the base`,
    );
  }
  // What the change has in its place must not stand in for a base that cannot be read.
  if (inBase !== undefined && "unreadable" in inBase)
    return usage(`the base's policy file ${path} ${inBase.unreadable}`);
  if (inBase !== undefined) {
    return { ok: true, option: { policyFile: sourceFile(path, inBase.text) }, remarks: [] };
  }
  const onDisk = insideOf(root, resolve(folder, path))
    ? readPolicyFile(path, folder)
    : usage(`the policy file ${path} is behind a link that leaves the repo`);
  if (!onDisk.ok) return onDisk;
  const adopted = `the base has no ${path} yet, so the change's own is used`;
  return { ok: true, option: { policyFile: onDisk.file }, remarks: trees === undefined ? [] : [adopted] };
}

/** The file as the base has it; `undefined` where it has none. */
function baseContent(
  { base, baseCommit }: PolicyTrees,
  { path, root, fromRoot }: { readonly path: string; readonly root: string; readonly fromRoot: string },
): Content | "not known" | undefined {
  if (baseCommit !== undefined) return gitWorkspace(root, baseCommit).read(fromRoot);
  return path.startsWith("../") ? "not known" : base.read(path);
}

/** Whether a path that is there is still below a folder when its links are followed. */
function insideOf(folder: string, path: string): boolean {
  if (!existsSync(path)) return true;
  return `${realpathSync(path)}${sep}`.startsWith(`${realpathSync(folder)}${sep}`);
}
