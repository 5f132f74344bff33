/** Words of the policy that mean nothing in the repo as it is: no error, since what they meant may be gone. */
import type { Fleet } from "../model/fleet/types.ts";
import { didYouMean, nearest, slipOf } from "../names.ts";
import { globBase, globMatcher, isExclusion, likelyGlob } from "../policy/globs.ts";
import type { Policy } from "../policy/policy.ts";

/** A line for each. */
export function idleWords(fleet: Fleet, policy: Policy): readonly string[] {
  return [...idleExclusions(fleet, policy), ...idleOwners(fleet, policy), ...likelyKeyword(policy)];
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
