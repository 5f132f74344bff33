import { nearestTarget } from "../../edits/readmes.ts";
import type { Fix } from "../../finding.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { imageReadmes } from "../../model/readme-checks/in-use.ts";
import { type BrokenLink, brokenLinks } from "../../model/readme-checks/links.ts";
import type { Rule } from "../../rule.ts";

export const brokenLink: Rule = {
  id: "docs/broken-link",
  summary: "Links and images of a README lead to something in the repo",
  severity: "warning",
  scope: "folder",

  *check(folder, { fleet }) {
    for (const readme of imageReadmes(folder)) {
      for (const link of brokenLinks(readme, fleet)) {
        yield {
          key: `link ${link.target}`,
          at: link.at,
          message: messageOf(link),
          help: "correct the path: it is relative to the README's folder, or to the repo's root if it begins with /",
          fix: fixOf(link, folder.path, fleet),
        };
      }
    }
  },
};

function messageOf({ target, path, anchor, image }: BrokenLink): string {
  if (path === undefined) return `${target} leads out of the repo`;
  if (anchor !== undefined) return `${path} has no heading #${anchor}`;
  return `broken ${image ? "image" : "link"}: there is no ${path} in the repo`;
}

/** The one path that is called almost the same, or the same in another folder of the image. */
function fixOf(link: BrokenLink, folder: string, fleet: Fleet): Fix | undefined {
  const near = nearestTarget(link, folder, fleet);
  return near === undefined
    ? undefined
    : { title: `link to ${near}`, safe: false, edits: [{ replace: link.at, text: near }] };
}
