/** What bake, workflows and the policy say is built. */
import type { BakeFile, BakeTarget, BakeText } from "../../parsers/builds/bake.ts";
import type { WorkflowFile } from "../../parsers/builds/workflow.ts";
import type { WorkflowBuild } from "../../parsers/builds/workflow-tree.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place, Span } from "../../source.ts";
import { baseName } from "../container-path.ts";
import type { Fact } from "../fact.ts";
import { known, unknown } from "../fact.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
import type { FileProblem } from "../repo/problem.ts";
import type { RepoTree } from "../repo/tree.ts";
import type { Claim } from "./types.ts";

const remote = /^(?:[a-z][a-z+.-]*:\/\/|git@|github\.com\/|target:|service:)/i;
const settle = "say the context in builds: of .github/keelcheck.yml";

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
      claims.push({ from: "policy", dockerfile, ...said, args: args ?? {}, contexts: {}, ...build });
    }
  }
  return { claims, problems };
}

/** The claims of a bake definition. Its paths count from its folder, or from the repo's root, where bake may be called. */
export function bakeClaims(tree: RepoTree, bake: BakeFile): readonly Claim[] {
  const inherited = new Set(bake.targets.flatMap((target) => target.parents));
  const override = /[.]override[.]/.test(baseName(bake.file.path));
  return bake.targets.flatMap((target) => {
    const says = target.dockerfile !== undefined || target.context !== undefined;
    // A target that only lends its attributes makes no image.
    const lends = target.name.startsWith("_") || inherited.has(target.name) || override;
    if ((lends && !says) || target.inline !== undefined || target.target?.text === null) return [];
    const claim =
      bakeClaim(tree, bake, target, folderOfFile(bake.file.path)) ?? bakeClaim(tree, bake, target, "");
    return claim === undefined ? [] : [claim];
  });
}

function bakeClaim(tree: RepoTree, bake: BakeFile, target: BakeTarget, folder: string): Claim | undefined {
  const { file } = bake;
  const at = { file, span: target.span };
  const context = folderNamed(
    folder,
    target.context?.text?.replace(/^cwd:\/\//, ""),
    target.context === undefined,
  );
  const name = target.dockerfile === undefined ? "Dockerfile" : target.dockerfile.text;
  const dockerfile = context === undefined || name === null ? undefined : fileNamed(tree, context, name);
  if (context === undefined || dockerfile === undefined) return undefined;
  return {
    from: "bake",
    dockerfile,
    ...(target.target?.text ? { target: target.target.text } : {}),
    context: contextFact(tree, context, { file, span: target.context?.span ?? target.span }),
    args: mapValues(target.args, ({ text }) => text),
    contexts: mapValues(target.contexts, (value: BakeText) => namedContext(folder, value.text)),
    at,
    label: target.name,
  };
}

/** The claims of a workflow. Its paths count from the repo's root, or from the folder that a command runs in. */
export function workflowClaims(tree: RepoTree, workflow: WorkflowFile): readonly Claim[] {
  return workflow.builds.flatMap((build) => {
    const claim = workflowClaim(tree, workflow, build);
    return claim === undefined ? [] : [claim];
  });
}

function workflowClaim(tree: RepoTree, { file }: WorkflowFile, build: WorkflowBuild): Claim | undefined {
  if (build.target?.text === null || build.folder === null) return undefined;
  const folder = joinRepoPath("", build.folder);
  if (folder === undefined) return undefined;
  const context = folderNamed(folder, build.context?.text, build.context === undefined);
  const dockerfile =
    build.file === undefined
      ? context === undefined
        ? undefined
        : fileNamed(tree, context, "Dockerfile")
      : build.file.text === null
        ? undefined
        : fileNamed(tree, folder, build.file.text);
  if (dockerfile === undefined) return undefined;
  const at = (span: Span | undefined) => ({ file, span: span ?? build.span });
  return {
    from: "workflow",
    dockerfile,
    ...(build.target?.text ? { target: build.target.text } : {}),
    ...(context === undefined ? {} : { context: contextFact(tree, context, at(build.context?.span)) }),
    args: build.args,
    contexts: mapValues(build.contexts, (value) => namedContext(folder, value)),
    at: at(build.file?.span ?? build.context?.span),
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

/** The path of a file of the repo, where there is one of that name in a folder. */
export function fileNamed(tree: RepoTree, folder: string, name: string): string | undefined {
  if (name.startsWith("/")) return undefined;
  const path = joinRepoPath(folder, name);
  const kind = path === undefined ? undefined : tree.entry(path)?.kind;
  return kind === undefined || kind === "submodule" ? undefined : path;
}

/** A context's folder, where the repo has it. */
export function contextFact(tree: RepoTree, folder: string, at: Place): Fact<string> {
  if (folder === "" || tree.isFolder(folder)) return known(folder, at);
  return unknown(`the build context ${folder} is not a folder of the repo`, at, settle);
}

/** `target:x`, `service:x` and addresses stay; a folder becomes `./` and its path from the root; "" cannot be told. */
export function namedContext(folder: string, text: string | null): string {
  if (text === null) return "";
  if (remote.test(text)) return text;
  const path = joinRepoPath(folder, text);
  return path === undefined || text.startsWith("/") ? "" : `./${path}`;
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
