/** What is said before any finding: what is read and what is not, and names in a policy that mean less than they seem to. */

import { dockerfilesIn } from "../model/builds/root.ts";
import { parentOf } from "../model/container-path.ts";
import type { Fleet } from "../model/fleet/types.ts";
import { isInside } from "../model/repo/path.ts";
import { didYouMean, nearest, slipOf } from "../names.ts";
import { globBase, globMatcher, isExclusion, likelyGlob } from "../policy/globs.ts";
import type { Policy } from "../policy/policy.ts";
import { plural } from "../report/counts.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Said where nobody named a place for images, and there is none. */
export const NO_IMAGES =
  "warning: no Dockerfile was found in deployment/images, in images or anywhere else: nothing is checked";

/** A line for each; of a policy's words none is an error, since what they meant may be gone. */
export function remarksOf(workspace: Workspace, fleet: Fleet, policy: Policy): readonly string[] {
  return [
    ...rootRemarks(fleet),
    ...elsewhere(workspace, fleet),
    ...idleExclusions(fleet, policy),
    ...idleOwners(fleet, policy),
    ...likelyKeyword(policy),
    ...sparseRemarks(workspace),
    ...submoduleRemarks(fleet, policy),
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

/** A warning where files are in the repo and not at hand. */
function sparseRemarks({ leftOut = 0 }: Workspace): readonly string[] {
  if (leftOut === 0) return [];
  const are = leftOut === 1 ? "is" : "are";
  return [
    `warning: the checkout is sparse: ${plural(leftOut, "file")} of the repo ${are} not here, and nothing in them was checked`,
  ];
}

/** A warning where a submodule lies among the image folders, unless the policy's globs leave it out. */
function submoduleRemarks({ root, rootFrom, ...fleet }: Fleet, { images }: Policy): readonly string[] {
  if (root === "" && rootFrom === "default") return [];
  const holds = images === undefined ? () => true : globMatcher(images.globs);
  const found = fleet.entries.filter(
    ({ path, kind }) =>
      kind === "submodule" &&
      (root === "" || path.startsWith(`${root}/`)) &&
      fleet.holdsImageFolders(parentOf(path)) &&
      !fleet.isInImageFolder(path) &&
      holds(`${path}/Dockerfile`),
  );
  return found.map(
    ({ path }) =>
      `warning: ${path} is a submodule, and nothing in it was checked; if that is meant, add "!${path}/**" to images in the policy`,
  );
}

/** Which root was taken where nobody said which, and a warning where there is nothing in it. */
function rootRemarks({ root, rootFrom, images, others, folders, problems }: Fleet): readonly string[] {
  if (rootFrom === "policy") return [];
  if (images.length === 0) {
    // What compose alone starts is checked all the same, and of a Dockerfile that cannot be read more is said.
    return others.length > 0 || problems().length > 0 ? [] : [NO_IMAGES];
  }
  const folder = root === "" ? "the whole repo" : root;
  const count = `${plural(images.length, "image")} in ${plural(folders.length, "folder")}`;
  return [`${count} found in ${folder}; the policy's "images" can name another place`];
}
