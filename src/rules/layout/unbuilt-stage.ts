import { buildsByVariable, unbuiltStages } from "../../model/layout/unbuilt.ts";
import type { Rule } from "../../rule.ts";

export const unbuiltStage: Rule = {
  id: "layout/unbuilt-stage",
  summary: "The last stage of a Dockerfile is in an image that something builds",
  severity: "notice",
  scope: "folder",

  *check(folder, { fleet }) {
    const unbuilt = unbuiltStages(folder.images, fleet.images);
    if (unbuilt.length === 0 || buildsByVariable(fleet)) return;
    for (const { dockerfile, stage, file, copy, images } of unbuilt) {
      const name = stage.alias?.raw;
      const built = [...new Set(images.map(({ build }) => `"${build.target}"`))].join(", ");
      const which = name === undefined ? "the last stage" : `the last stage "${name}"`;
      yield {
        key: `unbuilt stage of ${dockerfile}`,
        at: { file, span: (copy ?? stage.from).span },
        message: `nothing in the repo builds ${which}, so it is not checked: the builds name ${built}`,
        help: "name a build of it under `builds` in the policy, or delete the stage: docker build makes it where no --target is given",
        related: [
          { at: { file, span: stage.from.span }, note: "the stage begins here" },
          ...images.map(({ build }) => ({ at: build.at, note: `"${build.target}" is built here` })),
        ],
      };
    }
  },
};
