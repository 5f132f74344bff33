import { buildsByVariable } from "../../model/layout/unbuilt.ts";
import type { Rule } from "../../rule.ts";

export const unbuiltImage: Rule = {
  id: "layout/unbuilt-image",
  summary: "Every Dockerfile is built by something, where the repo says how its images are built",
  severity: "notice",
  scope: "fleet",

  *check(fleet) {
    if (!fleet.declaresBuilds) return;
    const unbuilt = fleet.images.filter(({ build }) => build.from === "default");
    if (unbuilt.length === 0 || buildsByVariable(fleet)) return;
    for (const { build, final } of unbuilt) {
      yield {
        key: `unbuilt ${build.dockerfile}`,
        at: final.at,
        message: `no bake file, compose file or workflow builds ${build.dockerfile}`,
        help: "delete it, or name it under `builds` in the policy if something else builds it",
      };
    }
  },
};
