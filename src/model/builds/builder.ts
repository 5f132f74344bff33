import type { Builder, Policy } from "../../policy/policy.ts";
import type { Build } from "./types.ts";

/** What builds an image: what the policy says, else what the repo's files build it with, else Docker's builder. */
export function builderOf({ builder }: Policy, { buildah }: Pick<Build, "buildah">): Builder {
  return builder ?? (buildah ? "buildah" : "docker");
}
