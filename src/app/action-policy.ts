import { posix, relative, resolve, sep } from "node:path";
import { sourceFile } from "../source.ts";
import { gitWorkspace } from "../workspace/git.ts";
import type { Job } from "./action-job.ts";
import { type Outcome, usage } from "./exit.ts";
import { type LoadOptions, readPolicyFile } from "./load.ts";

/** The commits of a change whose trees are looked through for the policy. */
export interface PolicyTrees {
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
): Outcome<NamedPolicy> {
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
  if (fromRoot.startsWith("..")) return usage(`the policy file ${inputs.policy} lies outside of the repo`);
  if (trees?.baseCommit !== undefined) {
    const content = gitWorkspace(root, trees.baseCommit).read(fromRoot);
    if (content !== undefined && "text" in content)
      return { ok: true, option: { policyFile: sourceFile(path, content.text) }, remarks: [] };
  }
  const onDisk = readPolicyFile(path, folder);
  if (!onDisk.ok) return onDisk;
  const adopted = `the base has no ${path} yet: the one that the change brings is used`;
  return { ok: true, option: { policyFile: onDisk.file }, remarks: trees === undefined ? [] : [adopted] };
}
