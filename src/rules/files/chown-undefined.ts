import { undefinedOwners } from "../../model/chowns.ts";
import type { Rule } from "../../rule.ts";

// Names only, and only where all accounts are known: docs/rules/files/chown-undefined.md.
export const chownUndefined: Rule = {
  id: "files/chown-undefined",
  summary: "Files are given to users and groups that exist",
  severity: "error",
  scope: "run",

  *check({ image, service }, { policy }) {
    if (service !== undefined) return;
    for (const { kind, name, by, at, madeLater, related } of undefinedOwners(image, policy.registries)) {
      const ends = by === "--chown" ? "the build stops here" : `${by} fails here`;
      yield {
        key: `${kind} ${name}`,
        at,
        message: madeLater
          ? `the ${kind} ${name} does not exist yet, so ${ends}: it is made further down`
          : `the ${kind} ${name} does not exist in the image, so ${ends}`,
        help: madeLater
          ? `make ${name} before this line`
          : `make ${name} before this line, or name a ${kind} that exists`,
        related,
      };
    }
  },
};
