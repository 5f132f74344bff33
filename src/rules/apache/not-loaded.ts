import { copyTargetFix } from "../../edits/copies.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Which files are meant, and which are left alone: docs/rules/apache/not-loaded.md.
export const notLoaded: Rule = {
  id: "apache/not-loaded",
  summary: "Every Apache configuration file that is copied into the image is loaded",
  severity: "error",
  scope: "apache",

  *check(apache, run, context) {
    for (const unloaded of apache.unloaded) {
      const { why, source, container, at, wanted, related } = unloaded;
      if (why !== "not-loaded" || context.fleet.links.mayLoad("apache", run.image, container)) continue;
      yield {
        key: container.path,
        at,
        message: `${source} is copied to ${container.path}, which Apache does not load; it loads ${wanted}`,
        help: "copy the file to where Apache looks for it, enable or include it, or leave it out of the image",
        related,
        fix: finishFix(copyTargetFix(run, apache, unloaded), run, context),
      };
    }
  },
};
