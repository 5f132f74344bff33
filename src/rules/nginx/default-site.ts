import { defaultSiteFix } from "../../edits/default-sites.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// A welcome page is no fault while it is all that is served: docs/rules/nginx/default-site.md.
export const defaultSite: Rule = {
  id: "nginx/default-site",
  summary: "The default site is not served next to a site of the repo",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    const [own] = nginx.ownSites;
    if (own === undefined) return;
    for (const site of nginx.defaultSites) {
      const { container, content, because } = site;
      const ports = nginx.listeners.filter(({ because: chain }) => chain === because).map(({ port }) => port);
      const on = ports.length === 0 ? "" : ` on port ${[...new Set(ports)].join(", ")}`;
      yield {
        key: container.path,
        at: content.place(),
        message: `default site ${container.path} is served${on} next to the image's own`,
        help: "remove the default site in the Dockerfile, or copy your own over it",
        related: [{ at: own.content.place(), note: "the image's own site, which is loaded too" }, ...because],
        fix: finishFix(defaultSiteFix({ run, server: nginx, site }), run, context),
      };
    }
  },
};
