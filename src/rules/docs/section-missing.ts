import { imageReadmes, pathIn } from "../../model/documents-readmes.ts";
import { missingSections } from "../../model/documents-sections.ts";
import type { Rule } from "../../rule.ts";

export const sectionMissing: Rule = {
  id: "docs/section-missing",
  summary: "Every README has the sections that the policy names",
  severity: "error",
  off: true,
  scope: "folder",

  *check(folder, { policy }) {
    const asked = policy.keys?.["docs.sections"];
    for (const readme of imageReadmes(folder)) {
      if (readme.markdown.givenUp !== undefined) continue;
      const missing = missingSections(readme, policy.docs.sections);
      if (missing.length === 0) continue;
      const titles = missing.map((title) => JSON.stringify(title)).join(", ");
      yield {
        key: `section ${missing.join(", ")}`,
        at: readme.sections[0]?.at ?? { file: readme.file },
        message: `${pathIn(folder, readme.file.path)} has no section ${titles}`,
        help: `add a heading ${missing.map((title) => `"## ${title}"`).join(" and ")}, with what the team wants to read there`,
        ...(asked ? { related: [{ at: asked, note: "the policy asks for it here" }] } : {}),
      };
    }
  },
};
