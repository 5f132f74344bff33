import { type Replaced, replacedFacts } from "../../documents/readme-additions.ts";
import { removeRow } from "../../documents/table-edits.ts";
import { rewritten } from "../../edits/cells.ts";
import { nearestDocumented } from "../../edits/readmes.ts";
import type { Fix } from "../../finding.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { describedAbove, type ReadmeInUse, readmesInUse } from "../../model/readme-checks/in-use.ts";
import { type StaleFact, staleFacts } from "../../model/readme-checks/stale.ts";
import { lazily } from "../../once.ts";
import type { Rule } from "../../rule.ts";

export const stale: Rule = {
  id: "docs/stale",
  summary: "The README names no port and no file that is gone",
  severity: "warning",
  scope: "folder",

  *check(folder, context) {
    const { fleet, policy } = context;
    const own = readmesInUse(folder, fleet);
    for (const use of [...own, ...describedAbove(folder, fleet)]) {
      const moved = lazily(() => replacedFacts(use, fleet, policy));
      for (const gone of staleFacts(use, fleet, policy)) {
        const { kind, value, at, generated } = gone;
        yield {
          key: `${kind} ${value}`,
          at,
          message:
            kind === "file"
              ? `${value} exists neither in the repo nor in the image`
              : kind === "port"
                ? `nothing in the image listens on port ${value} or exposes it`
                : `this publishes container port ${value}, but nothing in the image listens there`,
          severity: generated ? "error" : "warning",
          help:
            kind === "published port"
              ? "publish the port that the image listens on: HOST:CONTAINER"
              : `name the ${kind} that replaces it, or remove it`,
          fix: own.includes(use) ? fixOf(use, gone, { fleet, moved }) : undefined,
        };
      }
    }
  },
};

/** What it is called now, where one thing only can be meant; else its row goes. */
function fixOf(
  use: ReadmeInUse,
  { kind, value, at }: StaleFact,
  { fleet, moved }: { readonly fleet: Fleet; readonly moved: () => readonly Replaced[] },
): Fix | undefined {
  if (kind === "published port") return undefined;
  const port = (kind === "port" ? moved() : []).find(({ name }) => name.startsWith("port "));
  if (port !== undefined) {
    const edits = port.places.map((at) => rewritten(at, port.text));
    return { title: `write ${port.text} instead of ${value}`, safe: false, edits };
  }
  const near = kind === "file" ? nearestDocumented(use, at, fleet) : undefined;
  if (near !== undefined) {
    return { title: `write ${near} instead of ${value}`, safe: false, edits: [rewritten(at, near)] };
  }
  const edit = removeRow(use.readme, at, value);
  return edit && { title: `remove the row of ${value}`, safe: false, edits: [edit] };
}
