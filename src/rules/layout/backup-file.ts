import { baseName } from "../../model/container-path.ts";
import { backupFiles, broughtBy, filePlace } from "../../model/layout.ts";
import type { Rule } from "../../rule.ts";

export const backupFile: Rule = {
  id: "layout/backup-file",
  summary: "No backup copies lie among the files of the images",
  severity: "warning",
  scope: "fleet",

  *check(fleet) {
    for (const { path } of backupFiles(fleet)) {
      const uses = broughtBy(fleet.images, path);
      const [use] = uses;
      const copied = use === undefined ? "" : `, and is copied to ${use.container}`;
      yield {
        key: "backup",
        at: filePlace(path),
        message: `${baseName(path)} is called like a backup copy${copied}`,
        help:
          use === undefined
            ? "delete it: git keeps what it was"
            : "copy the file that is meant, or give this one the name of what it is",
        related: uses.map(({ source, container }) => ({
          at: source.at,
          note: `it is copied to ${container} here`,
        })),
      };
    }
  },
};
