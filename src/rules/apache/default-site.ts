import { isStarted } from "../../model/server-facts.ts";
import type { Rule } from "../../rule.ts";

// A welcome page is no fault while it is all that is served: docs/rules/apache/default-site.md.
export const defaultSite: Rule = {
  id: "apache/default-site",
  summary: "The default site is not served beside a site of the repo's own",
  severity: "error",
  scope: "run",

  *check({ apache }) {
    if (!isStarted(apache)) return;
    const [own] = apache.ownSites;
    if (own === undefined) return;
    for (const { container, content, because } of apache.defaultSites) {
      yield {
        key: container.path,
        at: content.place(),
        message: `the default site ${container.path} is served beside the image's own`,
        help: "switch it off with a2dissite in the Dockerfile, or copy your own over it",
        related: [{ at: own.content.place(), note: "the image's own site, which is loaded too" }, ...because],
      };
    }
  },
};
