import { listed } from "../../documents/markdown-table.ts";
import { addSections } from "../../documents/readme-additions.ts";
import type { Fix } from "../../finding.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import type { Documentation } from "../../model/readme/read.ts";
import { imageReadmes, pathIn, readmesInUse } from "../../model/readme-checks/in-use.ts";
import { missingSections } from "../../model/readme-checks/sections.ts";
import type { ImageFolder } from "../../model/stages/image.ts";
import type { Rule } from "../../rule.ts";

export const sectionMissing: Rule = {
  id: "docs/section-missing",
  summary: "Every README has the sections that the policy names",
  severity: "error",
  off: true,
  scope: "folder",

  *check(folder, { policy, fleet }) {
    const asked = policy.keys?.["docs.sections"];
    for (const readme of imageReadmes(folder)) {
      if (readme.markdown.givenUp !== undefined) continue;
      const missing = missingSections(readme, policy.docs.sections);
      if (missing.length === 0) continue;
      const titles = missing.map((title) => JSON.stringify(title)).join(", ");
      yield {
        key: `section ${missing.join(", ")}`,
        parts: { of: readme.file.path, names: missing },
        at: readme.sections[0]?.at ?? { file: readme.file },
        nowhere: true,
        message: `${pathIn(folder, readme.file.path)} has no section ${titles}`,
        help: `add a heading ${missing.map((title) => `"## ${title}"`).join(" and ")}, with what the team expects there`,
        ...(asked ? { related: [{ at: asked, note: "the policy asks for it here" }] } : {}),
        fix: fixOf({ folder, fleet, readme }, missing),
      };
    }
  },
};

interface Where {
  readonly folder: ImageFolder;
  readonly fleet: Fleet;
  readonly readme: Documentation;
}

/** Sections about users, ports, configuration, variables and volumes are filled with the image's facts; others only a person fills. */
function fixOf({ folder, fleet, readme }: Where, titles: readonly string[]): Fix | undefined {
  const use = readmesInUse(folder, fleet).find((one) => one.readme === readme);
  const edits = use === undefined ? { unfilled: titles } : addSections(use, titles);
  if ("unfilled" in edits) return undefined;
  return {
    title: `add the ${titles.length === 1 ? "section" : "sections"} ${listed(titles)}`,
    safe: false,
    edits,
  };
}
