import { ownerFix } from "../../edits/owners.ts";
import { type WrongOwner, wrongOwners } from "../../model/permissions/owned.ts";
import type { Rule } from "../../rule.ts";

// Where an owner comes from when nothing sets it: docs/rules/files/not-owned.md.
export const notOwned: Rule = {
  id: "files/not-owned",
  summary: "The paths that the policy gives to a user belong to that user",
  severity: "error",
  scope: "run",

  *check(run, { policy }) {
    const all = wrongOwners(run.image, policy);
    for (const wrong of all) {
      const { path, wanted, owner, at } = wrong;
      yield {
        key: `${path} ${owner}`,
        at,
        message: `${subject(wrong)} to ${owner}, but the policy gives ${named(wrong)} to "${wanted}"`,
        help: `copy with --chown=${wanted}, or add RUN chown -R ${wanted} ${path} after this line`,
        related: [{ at: wrong.policy.at, note: "the policy asks for it here" }],
        fix: ownerFix(run.image, wrong, all),
      };
    }
  },
};

/** The path that the policy names, unless the file is just that. */
function named({ path, files }: WrongOwner): string {
  return files.length === 1 && files[0]?.path === path ? "it" : path;
}

function subject({ files }: WrongOwner): string {
  const [first] = files;
  if (files.length === 1) return `${first?.path} belongs`;
  return `${first?.path} and ${files.length - 1} more belong`;
}
