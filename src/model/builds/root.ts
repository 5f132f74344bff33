/** Where the images are, and which files are Dockerfiles. */
import { didYouMean } from "../../names.ts";
import { globBase, globMatcher, isExclusion, likelyGlob } from "../../policy/globs.ts";
import type { Policy } from "../../policy/policy.ts";
import { type Entry, entriesCalled, type Workspace } from "../../workspace/workspace.ts";
import { baseName } from "../container-path.ts";
import { type FileProblem, unreadProblem } from "../repo/problem.ts";

export interface ImagesRoot {
  /** The static part of the globs, "" for the repo itself. */
  readonly root: string;
  readonly rootFrom: "policy" | "default";
  readonly holds: (path: string) => boolean;
  /** Dockerfiles by their name, sorted. */
  readonly dockerfiles: readonly string[];
  readonly problems: readonly FileProblem[];
  /** What stands in the place of a Dockerfile and is none. */
  readonly noFiles: readonly FileProblem[];
}

const defaultRoots = ["deployment/images", "images", ""];

const named = /^(?:(?:dockerfile|containerfile)(?:[.].+)?|.+[.](?:dockerfile|containerfile))$/i;
// Beside the patterns of other tools' ignore files: copies that people and editors leave, and texts that are rendered first.
const noImage =
  /(?:~|[.](?:dockerignore|containerignore|bak|backup|old|orig|rej|swp|save|j2|jinja2?|tmpl|template|in|erb|tpl|gotmpl|mustache|example|dist|sample|disabled))$/i;
const otherFormat =
  /[.](?:md|txt|rst|adoc|html?|json|ya?ml|toml|xml|go|py|ts|js|mjs|cjs|rb|rs|java|kt|cs|sh|lock|log|snap|vim|tmlanguage)$/i;

/** Finds the images root: the policy's globs, else the first of the usual folders that holds a Dockerfile. */
export function findRoot(workspace: Workspace, policy: Policy, entries: readonly Entry[]): ImagesRoot {
  const all = dockerfilesIn(workspace, entries);
  const noFiles = noDockerfiles(entries);
  const inside = (holds: ImagesRoot["holds"]) => noFiles.filter(({ at: { file } }) => holds(file.path));
  if (policy.images !== undefined) {
    const declared = declaredRoot(policy.images, all);
    return { ...declared, noFiles: inside(declared.holds) };
  }
  const root = defaultRoots.find((folder) => all.some((path) => isBelow(path, folder))) ?? "";
  const holds = (path: string) => isBelow(path, root);
  return {
    root,
    rootFrom: "default",
    holds,
    dockerfiles: all.filter(holds),
    problems: [],
    noFiles: root === "" ? [] : inside(holds),
  };
}

/** What is called like a Dockerfile and is one, wherever it lies. */
export function dockerfilesIn(workspace: Workspace, entries: readonly Entry[]): readonly string[] {
  return entriesCalled(entries, isDockerfileName)
    .filter((entry) => isDockerfile(workspace, entry))
    .map(({ path }) => path);
}

// By these names alone: folders are called `dockerfile` or `Dockerfile.d` for good reasons.
const PLAIN = /^(?:.*[/])?(?:Dockerfile|Containerfile)(?=[/]|$)/;

// Not of a repo that has no folder for images: its templates may lie in such a folder.
/** Folders and submodules where a builder looks for a Dockerfile: it reads none, and nobody checks the image. */
function noDockerfiles(entries: readonly Entry[]): readonly FileProblem[] {
  const found = new Map<string, string>();
  for (const { path, kind } of entries) {
    const [own] = PLAIN.exec(path) ?? [];
    if (own === undefined || found.has(own)) continue;
    if (own !== path) found.set(own, "is a folder");
    else if (kind === "submodule") found.set(own, "is another repo");
  }
  return Array.from(found, ([path, unreadable]) => unreadProblem(path, { unreadable }));
}

function declaredRoot(
  images: NonNullable<Policy["images"]>,
  all: readonly string[],
): Omit<ImagesRoot, "noFiles"> {
  const problems = images.globs.flatMap((glob, index) => {
    if (all.some(globMatcher([glob]))) return [];
    const at = images.places?.[index] ?? images.at;
    const hint = didYouMean(likelyGlob(glob, all));
    return [{ at, message: `there is no Dockerfile under "${glob}"${hint}` }];
  });
  const holds = globMatcher(images.globs);
  const root = commonFolder(images.globs.filter((glob) => !isExclusion(glob)).map(globBase));
  return { root, rootFrom: "policy", holds, dockerfiles: all.filter(holds), problems };
}

function isDockerfileName(name: string): boolean {
  return named.test(name) && !noImage.test(name);
}

/** Whether what is called like a Dockerfile is one. */
function isDockerfile(workspace: Workspace, { path, kind }: Entry): boolean {
  if (kind === "submodule") return false;
  return !otherFormat.test(baseName(path)) || beginsWithFrom(workspace, path);
}

// `Dockerfile.go` may build the Go service, `dockerfile.go` may be a program: the text tells.
function beginsWithFrom(workspace: Workspace, path: string): boolean {
  const content = workspace.read(path);
  if (content === undefined || !("text" in content)) return false;
  return /^(?:\uFEFF?\s*(?:#.*|ARG\s.*)?(?:\r\n|\r|\n))*\s*FROM\s+\S/i.test(content.text);
}

function isBelow(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

function commonFolder(folders: readonly string[]): string {
  const [first = "", ...others] = folders;
  let parts = first === "" ? [] : first.split("/");
  for (const folder of others) {
    const here = folder.split("/");
    const differs = parts.findIndex((part, index) => part !== here[index]);
    if (differs >= 0) parts = parts.slice(0, differs);
  }
  return parts.join("/");
}
