/** Where sources of COPY are in a tree, for the contexts that nobody names. */
import { generatedMatcher } from "../../policy/globs.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { baseName, globExpression, isGlob } from "../container-path.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";
import { foldersOf } from "./scope.ts";

/** Where a source of COPY may be found. */
export interface SourceTest {
  /** Whether it exists in a context, or will once what the repo leaves out is built. */
  readonly isIn: (context: string, source: string) => boolean;
  /** Whether a folder that is no image's holds it: any of these may be the context as well. */
  readonly isElsewhere: (source: string) => boolean;
  /** Whether a folder holds anything that an image may be made of: more than a Dockerfile and what is said of it. */
  readonly isFilled: (folder: string) => boolean;
}

const NO_CONTENT = /^(?:.*(?:docker|container)file.*|readme.*|\.(?:docker|container|git)ignore)$/i;

/** What sources are looked for in. */
export interface SearchedTree {
  readonly tree: RepoTree;
  readonly workspace: Workspace;
  readonly policy: Policy;
  readonly dockerfiles: readonly string[];
}

/** The test for one tree: files, folders, globs, what git ignores, what the policy calls generated. */
export function sourceTest({ tree, workspace, policy, dockerfiles }: SearchedTree): SourceTest {
  const generated = generatedMatcher(policy);
  const imageFolders = new Set(dockerfiles.map(folderOfFile).filter((folder) => folder !== ""));
  const elsewhere = new Map<string, boolean>();
  // Many Dockerfiles ask for the same files of the repo's root.
  const asked = new Map<string, boolean>();
  const isThere = (path: string): boolean => {
    const before = asked.get(path);
    if (before !== undefined) return before;
    // BuildKit lets a pattern match nothing: `yarn.lock*` asks for the file only if it is there.
    const found = isGlob(path)
      ? globFinds(tree, path) || /[*?]$/.test(path)
      : tree.match(path).length > 0 || throughLink(tree, path);
    asked.set(path, found);
    return found;
  };
  return {
    isIn: (context, source) => {
      const path = joinRepoPath(context, source);
      if (path === undefined) return false;
      return path === context || isThere(path) || workspace.ignored(path) || generated(path, context);
    },
    isFilled: (folder) => tree.under(folder).some(({ path }) => !NO_CONTENT.test(baseName(path))),
    isElsewhere: (source) => {
      const found = elsewhere.get(source) ?? isInOtherFolder(tree, source, imageFolders);
      elsewhere.set(source, found);
      return found;
    },
  };
}

function isInOtherFolder(tree: RepoTree, source: string, imageFolders: ReadonlySet<string>): boolean {
  return tree.under("").some(({ path }) => {
    const end = `${path}/`.indexOf(`/${source}/`);
    return end >= 0 && !foldersOf(`${path.slice(0, end)}/`).some((folder) => imageFolders.has(folder));
  });
}

// Only what lies below the glob's folder is looked at: a walk from the root would see all images for each of them.
function globFinds(tree: RepoTree, pattern: string): boolean {
  const depth = pattern.split("/").length;
  const expression = globExpression(pattern);
  const cut = (path: string) => path.split("/").slice(0, depth).join("/");
  return tree.under(globFolder(pattern)).some(({ path }) => expression.test(cut(path)));
}

function globFolder(pattern: string): string {
  const parts = pattern.split("/");
  return parts.slice(0, parts.findIndex(isGlob)).join("/");
}

// What lies behind a link or in a submodule is not in the list.
function throughLink(tree: RepoTree, path: string): boolean {
  for (let cut = path.indexOf("/"); cut >= 0; cut = path.indexOf("/", cut + 1)) {
    const kind = tree.entry(path.slice(0, cut))?.kind;
    if (kind === "link" || kind === "submodule") return true;
  }
  return false;
}
