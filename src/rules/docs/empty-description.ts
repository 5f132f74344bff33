import { planRegions } from "../../documents/section/plan.ts";
import type { Undescribed } from "../../documents/section/text.ts";
import { readmesInUse } from "../../model/readme-checks/in-use.ts";
import type { Rule } from "../../rule.ts";

export const emptyDescription: Rule = {
  id: "docs/empty-description",
  summary: "Each row of a README's tables between markers says what it is for",
  severity: "warning",
  scope: "folder",

  *check(folder, { fleet, policy }) {
    for (const use of readmesInUse(folder, fleet)) {
      for (const { at, undescribed } of planRegions(use, { fleet, policy }).regions) {
        const names = [...new Set(undescribed.map(nameOf))];
        if (names.length === 0) continue;
        yield {
          key: names.join(", "),
          parts: { of: use.readme.file.path, names },
          at,
          message: `${use.name} does not say what ${names.join(", ")} ${names.length === 1 ? "is" : "are"} for`,
          help: "fill in the description, or put a comment above the line that declares it and run keelcheck docs",
          asks: true,
        };
      }
    }
  },
};

function nameOf({ kind, key }: Undescribed): string {
  const name = key.replace(/\/tcp$/, "");
  return `${kind === "ports" ? "port" : kind === "volumes" ? "volume" : "variable"} ${name}`;
}
