import { readmeText } from "../../documents/readme.ts";
import { readmeTemplate, runsToTell } from "../../edits/readmes.ts";
import type { Fix } from "../../finding.ts";
import { missingReadmes, unreadReadme } from "../../model/readme-checks/in-use.ts";
import { folderOfFile } from "../../model/repo/path.ts";
import type { ImageFolder } from "../../model/stages/image.ts";
import type { Context, Rule } from "../../rule.ts";

export const readmeMissing: Rule = {
  id: "docs/readme-missing",
  summary: "Every image has a README, or a part of one above it",
  severity: "error",
  scope: "folder",

  *check(folder, context) {
    const { fleet } = context;
    for (const { path, images } of missingReadmes(folder)) {
      const unread = unreadReadme(path, fleet);
      if (unread === undefined) {
        yield {
          key: "README",
          at: images[0].final.at,
          folder: folderOfFile(path),
          images: images.map(({ name }) => name),
          nowhere: true,
          message: `there is no ${path} to say who the image runs as, where it listens and what it loads`,
          help: `write ${path}, with the image's user, ports and configuration files`,
          several: {
            what: "image folders have no README to say who the image runs as, where it listens and what it loads",
            name: folderOfFile(path),
            help: "write a README.md in each of them, with the image's user, ports and configuration files",
          },
          fix: fixOf(folder, path, context),
        };
        continue;
      }
      yield {
        key: "README",
        at: unread.at,
        message: `${unread.at.file.path} ${unread.why}: what it says about the image is not checked`,
        severity: unread.broken ? "error" : "notice",
        help: unread.broken ? "save it as a Markdown file in UTF-8" : `replace it with ${path}`,
      };
    }
  },
};

/** A README of what is known today; the words for what the image is there for only a person has. */
function fixOf(folder: ImageFolder, path: string, { fleet, policy }: Context): Fix | undefined {
  const runs = runsToTell(folder, path, fleet);
  const text = readmeText({
    path,
    runs,
    sections: policy.docs.sections,
    template: readmeTemplate(fleet, policy),
  });
  if (typeof text !== "string" || runs.length === 0) return undefined;
  return { title: `write ${path}`, safe: false, edits: [{ create: path, text }] };
}
