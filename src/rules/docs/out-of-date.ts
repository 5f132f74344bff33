import { planRegions, type RegionPlan } from "../../documents/section/plan.ts";
import { changedLines } from "../../edits/changed-lines.ts";
import { REGION_WORDS } from "../../model/readme/regions.ts";
import { readmesInUse } from "../../model/readme-checks/in-use.ts";
import type { Rule } from "../../rule.ts";

export const outOfDate: Rule = {
  id: "docs/out-of-date",
  summary: "What stands between markers in a README is what the image is",
  severity: "error",
  scope: "folder",

  *check(folder, { fleet, policy }) {
    for (const use of readmesInUse(folder, fleet)) {
      const { regions, problems } = planRegions(use, { fleet, policy });
      for (const { key, at, message } of problems) {
        yield {
          key,
          at,
          message,
          help: "put <!-- keelcheck:begin --> above and <!-- keelcheck:end --> below, each alone on its line",
        };
      }
      for (const region of regions) {
        if (region.edits.length === 0) continue;
        yield {
          key: `region ${wordsOf(region) || "all"}`,
          at: region.at,
          message: `${use.name} is out of date between these markers`,
          help: "run keelcheck docs, which changes these lines:",
          helpLines: changedLines(use.readme.file, region.edits),
          fix: { title: `bring ${use.name} up to date`, safe: true, edits: region.edits },
        };
      }
    }
  },
};

function wordsOf({ kinds }: RegionPlan): string {
  return kinds.map((kind) => REGION_WORDS[kind]).join(" ");
}
