import { readmesInUse } from "../../model/documents-readmes.ts";
import { staleFacts } from "../../model/documents-stale.ts";
import type { Rule } from "../../rule.ts";

export const stale: Rule = {
  id: "docs/stale",
  summary: "The README states no port and no file that is gone",
  severity: "warning",
  scope: "folder",

  *check(folder, { fleet, policy }) {
    for (const use of readmesInUse(folder, fleet)) {
      for (const { kind, value, at, generated } of staleFacts(use, fleet, policy)) {
        yield {
          key: `${kind} ${value}`,
          at,
          message:
            kind === "port"
              ? `nothing in the image listens on port ${value} or exposes it`
              : `there is no ${value}, neither in the repo nor in the image`,
          severity: generated ? "error" : "warning",
          help: `say what the ${kind} is called now, or take it out`,
        };
      }
    }
  },
};
