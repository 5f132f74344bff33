import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { git } from "./git.ts";

/** What a workflow tells actions/checkout. */
export interface CheckoutInputs {
  /** Where to fetch from. */
  readonly url: string;
  /** What the remote is afterwards, where it is another: git would wait for a server of this very process. */
  readonly remote?: string;
  /** The commit to check out. */
  readonly commit: string;
  /** The ref that the event names for it; without one the commit was asked for by `ref:` itself. */
  readonly ref?: string;
  /** `fetch-depth`: 1 unless given; 0 for all. */
  readonly depth?: number;
  /** `path`: a folder of the workspace. */
  readonly path?: string;
  /** `sparse-checkout`: folders, in cone mode. */
  readonly sparse?: readonly string[];
  readonly token?: string;
  /** `persist-credentials`: true unless given. */
  readonly persistCredentials?: boolean;
}

/**
 * Checks a commit out by the steps of actions/checkout (src/git-source-provider.ts, src/ref-helper.ts): init, remote,
 * credentials, fetch by commit, detached checkout. Hands back the repo's folder.
 */
export function checkOut(workspace: string, inputs: CheckoutInputs): string {
  const folder = join(workspace, inputs.path ?? ".");
  mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet");
  git(folder, "remote", "add", "origin", inputs.url);
  git(folder, "config", "--local", "gc.auto", "0");
  const header = headerOf(inputs);
  if (header !== undefined) git(folder, "config", "--local", ...header);
  fetch(folder, inputs);
  git(folder, ...checkoutOf(inputs));
  if (inputs.remote !== undefined) git(folder, "remote", "set-url", "origin", inputs.remote);
  if (header !== undefined && inputs.persistCredentials === false)
    git(folder, "config", "--local", "--unset-all", header[0]);
  return folder;
}

function headerOf({
  url,
  remote = url,
  token,
}: CheckoutInputs): readonly [name: string, value: string] | undefined {
  if (token === undefined || !remote.startsWith("http")) return undefined;
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return [`http.${new URL(remote).origin}/.extraheader`, `AUTHORIZATION: basic ${basic}`];
}

function fetch(folder: string, inputs: CheckoutInputs): void {
  const { depth = 1, sparse } = inputs;
  const options = [
    ...(depth === 0 ? [] : [`--depth=${depth}`]),
    ...(sparse === undefined ? [] : ["--filter=blob:none"]),
  ];
  const all = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];
  const specs = [...(depth === 0 ? all : []), specOf(inputs)];
  const how = [
    "-c",
    "protocol.version=2",
    "fetch",
    "--quiet",
    "--no-tags",
    "--prune",
    "--no-recurse-submodules",
  ];
  git(folder, ...how, ...options, "origin", ...specs);
  if (sparse !== undefined) git(folder, "sparse-checkout", "set", ...sparse);
}

function specOf({ commit, ref }: CheckoutInputs): string {
  return ref === undefined ? commit : `+${commit}:${trackedAs(ref)}`;
}

function trackedAs(ref: string): string {
  return ref.replace(/^refs\/heads\//, "refs/remotes/origin/").replace(/^refs\/pull\//, "refs/remotes/pull/");
}

function checkoutOf({ commit, ref }: CheckoutInputs): readonly string[] {
  const how = ["-c", "advice.detachedHead=false", "checkout", "--quiet", "--force"];
  if (ref === undefined) return [...how, commit];
  const branch = /^refs\/heads\/(.*)$/.exec(ref)?.[1];
  return branch === undefined ? [...how, trackedAs(ref)] : [...how, "-B", branch, trackedAs(ref)];
}
