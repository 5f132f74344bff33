import { meantByCopies, moveFile, originalOf, removeUnnamed } from "../../edits/files.ts";
import type { Fix } from "../../finding.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { backupFiles, filePlace } from "../../model/layout/names.ts";
import { type Bringing, broughtBy } from "../../model/stages/brought.ts";
import type { Rule } from "../../rule.ts";

export const backupFile: Rule = {
  id: "layout/backup-file",
  summary: "There are no backup copies among the images' files",
  severity: "warning",
  scope: "fleet",

  *check(fleet) {
    const found = backupFiles(fleet);
    const meant = found.length === 0 ? new Set<string>() : meantByCopies(fleet);
    for (const { path } of found) {
      const uses = broughtBy(fleet.images, path);
      const [use] = uses;
      const copied = use === undefined ? "" : `, but is copied to ${use.container}`;
      yield {
        key: "backup",
        at: filePlace(path),
        message: `${baseName(path)} looks like a backup copy${copied}`,
        help:
          use === undefined
            ? "delete it: git keeps the history"
            : "copy the original, or give this one a name that says what it is",
        related: uses.map(({ source, container }) => ({
          at: source.at,
          note: `it is copied to ${container} here`,
        })),
        fix: meant.has(path) ? undefined : fixOf(fleet, path, uses),
      };
    }
  },
};

/** Nobody copies it by its name: it is deleted. Else the name of what it is, unless another file has that one. */
function fixOf(fleet: Fleet, path: string, uses: readonly Bringing[]): Fix | undefined {
  const isNamed = uses.some(({ source }) => source.path.known && source.path.value === path);
  if (!isNamed) {
    const edit = isLoaded(fleet, path) ? undefined : removeUnnamed(fleet, path);
    return edit && { title: `delete ${path}`, safe: false, edits: [edit] };
  }
  const original = originalOf(path);
  const edits = original === undefined ? undefined : moveFile(fleet, path, original);
  return original !== undefined && edits !== undefined
    ? { title: `rename it to ${baseName(original)}`, safe: false, edits }
    : undefined;
}

function isLoaded({ runs }: Fleet, path: string): boolean {
  return runs.some(({ nginx, apache }) =>
    [...(nginx?.loaded ?? []), ...(apache?.loaded ?? [])].some(({ container }) => container.source === path),
  );
}
