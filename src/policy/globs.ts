/** The policy's globs. The only user of picomatch. */
import picomatch from "picomatch";
import { likelyPath, namesAmong } from "../names.ts";
import type { Policy } from "./policy.ts";

/**
 * A matcher for repo paths; dot files count. A folder's glob (`images/*`) also takes what lies below the folder, and one
 * that begins with `!` leaves it out, wherever it stands in the list.
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const excluded = globs.filter(isExclusion).map((glob) => glob.slice(1));
  const included = globs.filter((glob) => !isExclusion(glob));
  if (excluded.length > 0) {
    // Exclusions alone leave out of everything.
    const takes = globMatcher(included.length === 0 ? ["**"] : included);
    const drops = globMatcher(excluded);
    return (path) => takes(path) && !drops(path);
  }
  if (globs.length === 0) return () => false;
  const matches = picomatch(globs.map(cleanGlob), { dot: true });
  const folders = new Map<string, boolean>();
  const folderMatches = (folder: string): boolean => {
    const seen = folders.get(folder);
    if (seen !== undefined) return seen;
    const found = matches(folder) || (folder.includes("/") && folderMatches(parent(folder)));
    folders.set(folder, found);
    return found;
  };
  return (path) => matches(path) || (path.includes("/") && folderMatches(parent(path)));
}

/** Without a slash behind; the repo's root is all that is in it. */
function cleanGlob(glob: string): string {
  const clean = glob.replace(/(?<=[^/])\/+$/, "");
  return clean === "" || clean === "." ? "**" : clean;
}

/** The glob that a mistyped one most likely means, by the folder that it cannot leave. */
export function likelyGlob(glob: string, paths: readonly string[]): string | undefined {
  const [mark, rest] = isExclusion(glob) ? ["!", glob.slice(1)] : ["", glob];
  const base = globBase(rest);
  const like = likelyPath(base, namesAmong(paths));
  return like === undefined ? undefined : `${mark}${like}${rest.slice(base.length)}`;
}

/** Whether a glob leaves out what it matches: `!images/old`. `!(a|b)` is a pattern. */
export function isExclusion(glob: string): boolean {
  return /^!(?!\()/.test(glob);
}

/** The folder that a glob cannot leave: `deployment/images` of `deployment/images/**`; "" is the repo's root. */
export function globBase(glob: string): string {
  const parts = glob.split("/");
  const first = parts.findIndex((part) => /[*?[\]{}()!+@]/.test(part));
  return parts.slice(0, first < 0 ? parts.length : first).join("/");
}

/**
 * Whether the policy's `generated:` names a path, or something below it: such a file is built before the image is.
 * A glob counts from the repo's root and from the build context, so that `dist/**` names every image's `dist`.
 */
export function generatedMatcher(
  policy: Pick<Policy, "generated">,
): (path: string, context: string) => boolean {
  const matches = globMatcher(policy.generated);
  const bases = policy.generated.map(globBase);
  const names = (path: string) =>
    matches(path) || bases.some((base) => base === path || base.startsWith(`${path}/`));
  return (path, context) => {
    if (policy.generated.length === 0) return false;
    const inside = context !== "" && path.startsWith(`${context}/`) ? path.slice(context.length + 1) : path;
    return names(path) || names(inside);
  };
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
