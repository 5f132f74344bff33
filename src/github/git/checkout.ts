import { relative, sep } from "node:path";
import type { Environment } from "../event.ts";
import { askGit } from "./git.ts";

/** Where the checked folder stands in its repo. */
export interface Checkout {
  /** The folder as a path from the repo's root with `/`; "" for the root. Annotations are relative to that root. */
  readonly prefix: string;
  /** The commit that is checked out; absent where neither git nor the runner knows it. */
  readonly commit?: string;
  /** What git knows of what is checked out; absent where it cannot tell. */
  readonly head?: CheckedOut;
}

/** The commit that is checked out. */
export interface CheckedOut {
  readonly id: string;
  /** Whether the clone's history is cut off. */
  readonly shallow: boolean;
}

/** Asks git, which knows the root wherever the workflow checked the repo out to, and else the runner's environment. */
export function readCheckout(folder: string, env: Environment): Checkout {
  const known = inOneQuestion(folder);
  const prefix =
    known?.prefix ??
    git(folder, "--show-prefix") ??
    relative(env.GITHUB_WORKSPACE ?? folder, folder)
      .split(sep)
      .join("/");
  const commit = known?.head.id ?? git(folder, "--verify", "HEAD") ?? env.GITHUB_SHA;
  const inside = prefix.startsWith("..") ? "" : prefix.replace(/\/$/, "");
  return { prefix: inside, ...(commit && { commit }), ...(known && { head: known.head }) };
}

/** All that is asked where nothing is missing: a line each, of which the first may hold line ends of its own. */
function inOneQuestion(folder: string): { readonly prefix: string; readonly head: CheckedOut } | undefined {
  const answer = git(folder, "--show-prefix", "--is-shallow-repository", "HEAD^{commit}");
  const [, prefix, shallow, id] =
    /^([\s\S]*)\n(true|false)\n([0-9a-f]{40}|[0-9a-f]{64})$/.exec(answer ?? "") ?? [];
  if (prefix === undefined || id === undefined) return undefined;
  return { prefix, head: { id, shallow: shallow === "true" } };
}

/** One answer of `git rev-parse`; `undefined` outside a repo, without git, and where git does not trust the folder. */
function git(folder: string, ...question: readonly string[]): string | undefined {
  const answer = askGit(folder, "rev-parse", ...question);
  return answer.ok ? answer.output : undefined;
}
