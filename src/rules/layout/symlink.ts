import { baseName } from "../../model/container-path.ts";
import { type StrayLink, strayLinks } from "../../model/layout/links.ts";
import { filePlace } from "../../model/layout/names.ts";
import type { Rule } from "../../rule.ts";

export const symlink: Rule = {
  id: "layout/symlink",
  summary: "Links that a build takes stay in their image folder",
  severity: "error",
  scope: "folder",

  *check(folder, { fleet }) {
    for (const link of strayLinks(fleet, folder)) {
      const { path } = link.entry;
      yield {
        key: `link ${link.leaves}`,
        at: filePlace(path),
        ...(link.leaves === "folder" ? { severity: "warning" as const } : {}),
        message: `${baseName(path)} is a link ${where(link)}`,
        help:
          link.leaves === "folder"
            ? "put the file into the folder, or share it by a build context that holds both images"
            : "replace the link with the file itself",
      };
    }
  },
};

function where({ leaves, end, context }: StrayLink): string {
  if (leaves === "repo") return `that leaves the repo (to ${end})`;
  if (leaves === "context") return `to ${end}, which is not in the build context ${context || "."}`;
  return leaves === "loop" ? "that leads back to itself" : `that leaves the image folder (to ${end})`;
}
