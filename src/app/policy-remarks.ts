/** What is said of the places and names in a policy that mean less than they seem to, before any finding. */
import { dockerfilesIn } from "../model/builds/root.ts";
import type { Fleet } from "../model/fleet/types.ts";
import { isInside } from "../model/repo/path.ts";
import { didYouMean, nearest, slipOf } from "../names.ts";
import { globBase, globMatcher, isExclusion, likelyGlob } from "../policy/globs.ts";
import type { Policy } from "../policy/policy.ts";
import { plural } from "../report/counts.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A line for each: no error, since what a word meant may be gone. */
export function policyRemarks(workspace: Workspace, fleet: Fleet, policy: Policy): readonly string[] {
  return [
    ...elsewhere(workspace, fleet),
    ...idleExclusions(fleet, policy),
    ...idleOwners(fleet, policy),
    ...likelyKeyword(policy),
  ];
}

/** Any other word is a user's name. */
function likelyKeyword({ nginx: { user } }: Policy): readonly string[] {
  const like = slipOf(user, ["declared"]);
  return like === undefined || like === user ? [] : [`nginx.user names a user "${user}"${didYouMean(like)}`];
}

function idleExclusions({ entries }: Fleet, { images }: Policy): readonly string[] {
  const paths = entries.map(({ path }) => path);
  return (images?.globs ?? [])
    .filter((glob) => isExclusion(glob) && !paths.some(globMatcher([glob.slice(1)])))
    .map((glob) => `"${glob}" under images leaves nothing out${didYouMean(likelyGlob(glob, paths))}`);
}

/** Only the images that a change touches are known by name: a folder that is called so may be one. */
function idleOwners({ images, entries }: Fleet, { owned }: Policy): readonly string[] {
  const names = images.map(({ name }) => name);
  const isIdle = (word: string) => {
    const matches = globMatcher([word]);
    if (names.some(matches)) return false;
    const folder = globBase(word) === word ? `/${word}/` : undefined;
    return folder !== undefined && !entries.some(({ path }) => `/${path}`.includes(folder));
  };
  return owned
    .flatMap((entry) => entry.images ?? [])
    .filter(isIdle)
    .map((word) => `no image is called "${word}", which owned names${didYouMean(nearest(word, names))}`);
}

// Of tests, examples and tools: nobody runs them as they lie here.
const ASIDE =
  /(?:^|\/)(?:\.[^/]+|_+tests?_*|tests?|testdata|e2e|fixtures?|examples?|samples?|templates?|docs?|vendor|third_party|node_modules)\//i;

/** Said where nobody named a place for images, and the one that was taken does not hold all of them. */
function elsewhere(workspace: Workspace, { root, rootFrom, images }: Fleet): readonly string[] {
  if (rootFrom === "policy" || root === "" || images.length === 0) return [];
  const outside = dockerfilesIn(workspace, workspace.list()).filter(
    (path) => !isInside(path, root) && !ASIDE.test(path),
  );
  const [first] = outside;
  if (first === undefined) return [];
  const folders = new Set(outside.map((path) => (path.includes("/") ? `${path.split("/", 1)[0]}/**` : path)));
  const globs = [`${root}/**`, ...folders].map((glob) => JSON.stringify(glob)).join(", ");
  const count = outside.length === 1 ? first : `${plural(outside.length, "Dockerfile")}, such as ${first},`;
  return [
    `${count} outside of ${root} ${outside.length === 1 ? "is" : "are"} not read; to read all: images: [${globs}]`,
  ];
}
