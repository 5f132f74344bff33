/** What the policy says is built, and what every claim is made of. */
import { didYouMean, likelyPath, namesAmong } from "../../names.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import { resolveLinks } from "../../workspace/workspace.ts";
import type { Fact } from "../fact.ts";
import { known, unknown } from "../fact.ts";
import { joinRepoPath } from "../repo/path.ts";
import type { FileProblem } from "../repo/problem.ts";
import type { RepoTree } from "../repo/tree.ts";
import type { Claim } from "./types.ts";

const remote = /^(?:[a-z][a-z+.-]*:\/\/|git@|github\.com\/|target:|service:)/i;
const settle = "set the context under builds: in .github/keelcheck.yml";

/** The policy's builds; one whose Dockerfile or context is not there is a problem. */
export function policyClaims(
  policy: Policy,
  tree: RepoTree,
): { readonly claims: readonly Claim[]; readonly problems: readonly FileProblem[] } {
  const claims: Claim[] = [];
  const problems: FileProblem[] = [];
  for (const { dockerfile, context, args, ...build } of policy.builds) {
    const { at } = build;
    if (fileNamed(tree, "", dockerfile) === undefined) {
      const hint = likely(dockerfile, tree);
      problems.push({ at, message: `there is no Dockerfile "${dockerfile}" in the repo${hint}` });
    } else if (context !== undefined && context !== "" && !tree.isFolder(context)) {
      const what = `the context "${context}" of ${dockerfile} is not a folder of the repo`;
      problems.push({ at, message: `${what}${likely(context, tree)}` });
    } else {
      const said = context === undefined ? {} : { context: known(context, at) };
      claims.push({
        from: "policy",
        dockerfile,
        ...said,
        args: args ?? {},
        contexts: {},
        tags: [],
        ...build,
      });
    }
  }
  return { claims, problems };
}

function likely(path: string, tree: RepoTree): string {
  return didYouMean(likelyPath(path, namesAmong(tree.under("").map((entry) => entry.path))));
}

/** Whether a context is an address, or the name of another build. */
export function isRemote(text: string): boolean {
  return remote.test(text);
}

/** A context's folder from the repo's root; `undefined` for a variable, an address, or a folder outside of the repo. */
export function folderNamed(
  from: string,
  text: string | null | undefined,
  absent: boolean,
): string | undefined {
  if (absent) return from;
  if (text === null || text === undefined || isRemote(text) || /^[/~-]/.test(text)) return undefined;
  return joinRepoPath(from, text);
}

/** A file of the repo, from a folder; folders that are links are followed, as by whoever builds. */
export function fileNamed(tree: RepoTree, folder: string, name: string): string | undefined {
  if (name.startsWith("/")) return undefined;
  const written = joinRepoPath(folder, name);
  if (written === undefined) return undefined;
  const path = tree.entry(written) === undefined ? followed(tree, written) : written;
  const kind = path === undefined ? undefined : tree.entry(path)?.kind;
  return kind === undefined || kind === "submodule" ? undefined : path;
}

/** Where a path ends when links are followed; `undefined` outside of the repo. */
function followed(tree: RepoTree, path: string): string | undefined {
  const end = resolveLinks({ get: tree.entry }, path);
  return end.kind === "path" ? end.path : undefined;
}

/** A context that is said: known where it is a folder of the repo. */
export function contextFact(tree: RepoTree, folder: string, at: Place): Fact<string> {
  if (folder === "" || tree.isFolder(folder)) return known(folder, at);
  const linked = followed(tree, folder);
  if (linked !== undefined && tree.isFolder(linked)) return known(linked, at);
  return unknown(
    { key: `context ${folder}`, why: `the build context ${folder} is not a folder of the repo` },
    at,
    settle,
  );
}

/** `target:x`, `service:x` and addresses stay; a folder becomes `./` and its path from the root; "" cannot be told. */
export function declaredContext(folder: string, text: string | null): string {
  if (text === null) return "";
  if (isRemote(text)) return text;
  const path = joinRepoPath(folder, text);
  return path === undefined || text.startsWith("/") ? "" : `./${path}`;
}

/** A record with other values. */
export function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
