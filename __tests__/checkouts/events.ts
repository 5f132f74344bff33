import { type Payload, payloadOf } from "../github/payload.ts";
import { commit, type Files, makeUpstream, type Upstream } from "./upstream.ts";

/** Commits on one branch, and what GitHub sends of them. */
export interface Branch {
  readonly upstream: Upstream;
  readonly before: string;
  readonly after: string;
  readonly push: Payload;
  readonly mergeGroup: Payload;
}

const ZEROS = "0".repeat(40);

/** How a branch came to its last commit. */
export type Pushed = "onto" | "new" | "forced" | "gone";

/** A branch of two commits: on top of each other, new, or forced (`gone`: where nobody has the old one any more). */
export function makeBranch(root: string, before: Files, after: Files, how: Pushed = "onto"): Branch {
  const upstream = makeUpstream(root, "acme/deploy");
  const old = commit(upstream, "refs/heads/main", before, undefined, "before");
  const forced = how === "forced" || how === "gone";
  const start = forced ? commit(upstream, "refs/heads/main", before, undefined, "before, amended") : old;
  const head = commit(upstream, "refs/heads/main", after, start, "after");
  const named = how === "new" ? ZEROS : how === "gone" ? "1".repeat(40) : old;
  return {
    upstream,
    before: named,
    after: head,
    push: {
      ...payloadOf("push"),
      ref: "refs/heads/main",
      before: named,
      after: head,
      created: how === "new",
      forced,
    },
    mergeGroup: mergeGroup(named, head),
  };
}

/** What GitHub sends when a group of pull requests waits in the merge queue; `base_ref` is empty in some. */
function mergeGroup(base: string, head: string): Payload {
  const example = payloadOf("merge_group", "checks_requested");
  const group = example["merge_group"] as Payload;
  return { ...example, merge_group: { ...group, base_sha: base, head_sha: head } };
}
