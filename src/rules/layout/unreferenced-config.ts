import { meantByCopies, originalOf } from "../../edits/files.ts";
import type { Fix } from "../../finding.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { unreferencedConfigs } from "../../model/layout/configs.ts";
import { backupFiles } from "../../model/layout/names.ts";
import { broughtBy } from "../../model/stages/brought.ts";
import type { Rule } from "../../rule.ts";

export const unreferencedConfig: Rule = {
  id: "layout/unreferenced-config",
  summary: "Every server configuration in an image folder reaches an image",
  severity: "warning",
  scope: "fleet",

  *check(fleet) {
    const found = unreferencedConfigs(fleet);
    const kept = found.length === 0 ? new Set() : doubtful(fleet);
    for (const { file, server } of found) {
      yield {
        key: "unreferenced",
        at: { file },
        message: `${baseName(file.path)} is an ${server} configuration, but no COPY copies it and no other file names it`,
        help: "copy it to where the server loads it, or delete it",
        fix: kept.has(file.path) ? undefined : fixOf(file.path),
      };
    }
  },
};

/** Originals of backup copies that images have, and near misses: each may well be the file that is meant, so a person decides. */
function doubtful(fleet: Fleet): ReadonlySet<string> {
  const copied = backupFiles(fleet).filter(({ path }) => broughtBy(fleet.images, path).length > 0);
  return new Set([...copied.flatMap(({ path }) => originalOf(path) ?? []), ...meantByCopies(fleet)]);
}

/** That nothing names it the rule has seen already. */
function fixOf(path: string): Fix {
  return { title: `delete ${path}`, safe: false, edits: [{ remove: path }] };
}
