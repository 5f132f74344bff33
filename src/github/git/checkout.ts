import { relative, sep } from "node:path";
import type { Environment } from "../event.ts";
import { askGit } from "./git.ts";

/** Where the checked folder stands in its repo. */
export interface Checkout {
  /** The folder as a path from the repo's root with `/`; "" for the root. Annotations are relative to that root. */
  readonly prefix: string;
  /** The commit that is checked out; absent where neither git nor the runner knows it. */
  readonly commit?: string;
}

/** Asks git, which knows the root wherever the workflow checked the repo out to, and else the runner's environment. */
export function readCheckout(folder: string, env: Environment): Checkout {
  const prefix =
    git(folder, "--show-prefix") ??
    relative(env.GITHUB_WORKSPACE ?? folder, folder)
      .split(sep)
      .join("/");
  const commit = git(folder, "--verify", "HEAD") ?? env.GITHUB_SHA;
  const inside = prefix.startsWith("..") ? "" : prefix.replace(/\/$/, "");
  return { prefix: inside, ...(commit ? { commit } : {}) };
}

/** One answer of `git rev-parse`; `undefined` outside a repo, without git, and where git does not trust the folder. */
function git(folder: string, ...question: readonly string[]): string | undefined {
  const answer = askGit(folder, "rev-parse", ...question);
  return answer.ok ? answer.output : undefined;
}
