import type { Rule } from "../../rule.ts";

// A site whose port Apache does not listen on: docs/rules/apache/site-unreached.md.
export const siteUnreached: Rule = {
  id: "apache/site-unreached",
  summary: "Apache listens on the port of every site",
  severity: "error",
  scope: "apache",

  *check(apache) {
    if (!apache.starts.known || !apache.starts.value) return;
    const bound = [...new Set(apache.listeners.map(({ port }) => port))].join(" and ");
    for (const { value: port, at, because } of apache.unreached) {
      yield {
        key: `site ${port}`,
        at,
        message: `no request reaches this site: Apache listens on ${bound}, not on ${port}`,
        help: `add "Listen ${port}", or give the site the port that Apache listens on`,
        related: [
          ...apache.listeners.map((listener) => ({
            at: listener.at,
            note: `port ${listener.port} is listened on here`,
          })),
          ...because,
        ],
      };
    }
  },
};
