import { parseReference } from "../stock/references.ts";
import type { BuildSurvey, Claim } from "./types.ts";

/** Which names builds give that are none of this check: the first of each. */
export function builtElsewhere(
  claims: readonly Claim[],
  inCheck: ReadonlySet<string>,
): BuildSurvey["elsewhere"] {
  const found = new Map<string, Claim>();
  for (const claim of claims) {
    if (inCheck.has(claim.dockerfile)) continue;
    for (const name of namesGiven(claim)) if (!found.has(name)) found.set(name, claim);
  }
  return found;
}

/** The repositories that a build's tags name; what stands behind the colon is one of their versions. */
export function namesGiven({ tags }: Pick<Claim, "tags">): readonly string[] {
  return tags.flatMap((tag) => {
    const { repository } = parseReference(tag);
    return repository.includes("*") ? [] : [repository];
  });
}
