/** What compose and the policy say is built, and what every claim is made of. */
import type { ComposeBuild, ComposeFile, ComposePair, ComposeText } from "../../parsers/builds/compose.ts";
import { composeLiteral } from "../../parsers/builds/compose.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import type { Fact } from "../fact.ts";
import { known, unknown } from "../fact.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
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
      problems.push({ at, message: `there is no Dockerfile "${dockerfile}" in the repo` });
    } else if (context !== undefined && context !== "" && !tree.isFolder(context)) {
      problems.push({ at, message: `the context "${context}" of ${dockerfile} is not a folder of the repo` });
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

/** The claims of a compose file. Its paths count from its folder. */
export function composeClaims(tree: RepoTree, compose: ComposeFile): readonly Claim[] {
  return compose.services.flatMap((service) => {
    const claim = service.build && composeClaim(tree, compose, service.build, service.name);
    return claim === undefined ? [] : [claim];
  });
}

function composeClaim(
  tree: RepoTree,
  { file }: ComposeFile,
  build: ComposeBuild,
  label: string,
): Claim | undefined {
  const folder = folderOfFile(file.path);
  const context = folderNamed(folder, composeLiteral(build.context), false);
  const name = build.dockerfile === undefined ? "Dockerfile" : composeLiteral(build.dockerfile);
  const target = build.target === undefined ? undefined : composeLiteral(build.target);
  if (context === undefined || name === null || target === null || build.inline !== undefined)
    return undefined;
  const dockerfile = fileNamed(tree, context, name);
  if (dockerfile === undefined) return undefined;
  return {
    from: "compose",
    dockerfile,
    ...(target ? { target } : {}),
    context: contextFact(tree, context, { file, span: build.context.span }),
    args: pairs(build.args, (value) => (value === undefined ? null : composeLiteral(value))),
    contexts: pairs(build.contexts, (value) =>
      namedContext(folder, value === undefined ? null : composeLiteral(value)),
    ),
    tags: [],
    at: { file, span: (build.dockerfile ?? build.context).span },
    label,
  };
}

/** A context's folder from the repo's root; `undefined` for a variable, an address, or a folder outside of the repo. */
export function folderNamed(
  from: string,
  text: string | null | undefined,
  absent: boolean,
): string | undefined {
  if (absent) return from;
  if (text === null || text === undefined || remote.test(text) || /^[/~-]/.test(text)) return undefined;
  return joinRepoPath(from, text);
}

/** A file of the repo, from a folder. */
export function fileNamed(tree: RepoTree, folder: string, name: string): string | undefined {
  if (name.startsWith("/")) return undefined;
  const path = joinRepoPath(folder, name);
  const kind = path === undefined ? undefined : tree.entry(path)?.kind;
  return kind === undefined || kind === "submodule" ? undefined : path;
}

/** A context that is said: known where it is a folder of the repo. */
export function contextFact(tree: RepoTree, folder: string, at: Place): Fact<string> {
  if (folder === "" || tree.isFolder(folder)) return known(folder, at);
  return unknown(
    { key: `context ${folder}`, why: `the build context ${folder} is not a folder of the repo` },
    at,
    settle,
  );
}

/** `target:x`, `service:x` and addresses stay; a folder becomes `./` and its path from the root; "" cannot be told. */
export function namedContext(folder: string, text: string | null): string {
  if (text === null) return "";
  if (remote.test(text)) return text;
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

function pairs<To>(
  list: readonly ComposePair[],
  map: (value: ComposeText | undefined) => To,
): Record<string, To> {
  return Object.fromEntries(list.map(({ name, value }) => [name, map(value)]));
}
