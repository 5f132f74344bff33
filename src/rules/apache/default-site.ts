import { defaultSiteFix } from "../../edits/default-sites.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// A welcome page is no fault while it is all that is served: docs/rules/apache/default-site.md.
export const defaultSite: Rule = {
  id: "apache/default-site",
  summary: "The default site is not served next to a site of the repo",
  severity: "error",
  scope: "apache",

  *check(apache, run, context) {
    const [own] = apache.ownSites;
    if (own === undefined) return;
    for (const site of apache.defaultSites) {
      const { container, content, because } = site;
      yield {
        key: container.path,
        at: content.place(),
        message: `default site ${container.path} is served next to the image's own`,
        help: "disable it with a2dissite in the Dockerfile, or copy your own over it",
        related: [{ at: own.content.place(), note: "the image's own site, which is loaded too" }, ...because],
        fix: finishFix(defaultSiteFix({ run, server: apache, site }), run, context),
      };
    }
  },
};
