import { copyTargetFix } from "../../edits/copies.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Which files are meant, and which are left alone: docs/rules/nginx/not-loaded.md.
export const notLoaded: Rule = {
  id: "nginx/not-loaded",
  summary: "Every nginx configuration file that is copied into the image is loaded",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    for (const unloaded of nginx.unloaded) {
      const { why, source, container, at, wanted, related, made = "copied" } = unloaded;
      if (why !== "not-loaded" || context.fleet.links.mayLoad("nginx", run.image, container)) continue;
      yield {
        key: container.path,
        at,
        message: `${source} is ${made} to ${container.path}, which nginx does not load; it loads ${wanted}`,
        help: "copy the file to where nginx looks for it, include it, or leave it out of the image",
        related,
        fix: made === "copied" ? finishFix(copyTargetFix(run, nginx, unloaded), run, context) : undefined,
      };
    }
  },
};
