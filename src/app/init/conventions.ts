/** What a repo does already, counted: the keys of a policy that would hold it to that. */
import { type Convention, type Counting, LEAST, SHARE } from "./counting.ts";
import { folderConventions } from "./folders.ts";
import { ownRegistries } from "./registries.ts";
import { serverConventions } from "./servers.ts";

/** What at least 80% do and what is stricter than the policy in force, in the order of the documentation. */
export function conventionsOf(counting: Counting): readonly Convention[] {
  const all = [...serverConventions(counting), ...folderConventions(counting)];
  const followed = all.filter(({ count, of }) => of >= LEAST && count >= of * SHARE);
  return [...followed, ...ownRegistries(counting)];
}
