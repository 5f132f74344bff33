import { missingReadmes, unreadReadme } from "../../model/documents-readmes.ts";
import type { Rule } from "../../rule.ts";

export const readmeMissing: Rule = {
  id: "docs/readme-missing",
  summary: "Every image has a README",
  severity: "error",
  scope: "folder",

  *check(folder, { fleet }) {
    for (const { path, image } of missingReadmes(folder)) {
      const unread = unreadReadme(path, fleet);
      if (unread === undefined) {
        yield {
          key: "README",
          at: image.final.at,
          message: `there is no ${path}: nothing says who the image runs as, where it listens and what it loads`,
          help: `write ${path}, with the image's user, ports and configuration files`,
        };
        continue;
      }
      yield {
        key: "README",
        at: unread.at,
        message: `${unread.at.file.path} ${unread.why}: what it says of the image is not checked`,
        severity: unread.broken ? "error" : "notice",
        help: unread.broken ? "make it a Markdown file in UTF-8" : `make it ${path}`,
      };
    }
  },
};
