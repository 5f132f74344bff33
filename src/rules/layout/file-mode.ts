import { unrunnableScripts } from "../../model/layout/scripts.ts";
import type { Rule } from "../../rule.ts";

export const fileMode: Rule = {
  id: "layout/file-mode",
  summary: "A script that is run by its path is executable",
  severity: "error",
  scope: "folder",

  *check(folder) {
    for (const image of folder.images) {
      for (const { at, container, source, copiedAt } of unrunnableScripts(image)) {
        yield {
          key: `mode ${container}`,
          at,
          message: `${container} is run by its path, but ${source} is not executable`,
          help: `run git update-index --chmod=+x ${source}, or copy it with --chmod=755`,
          related: [{ at: copiedAt, note: "it is copied here with the mode that git has" }],
          fix: {
            title: `make ${source} executable`,
            safe: true,
            edits: [{ chmod: source, executable: true }],
          },
        };
      }
    }
  },
};
