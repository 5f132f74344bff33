/** Whether other files name a file of an image folder: more exactly than by its last part alone. */
import { baseName } from "../container-path.ts";
import type { Fleet } from "../fleet/types.ts";
import { isInside } from "../repo/path.ts";

/** A file that is looked for, and the image folder that it lies in. */
export interface Wanted {
  readonly path: string;
  readonly folder: string;
}

const longest = 256 * 1024;

/**
 * The paths among those wanted that some other file means, in one walk over the repo's texts. `/etc/nginx/nginx.conf`
 * is a container path and says nothing of a `nginx.conf` in the repo; nor does a bare `nginx.conf` in another image's
 * folder.
 */
export function namedPaths(fleet: Fleet, wanted: readonly Wanted[]): ReadonlySet<string> {
  const named = new Set<string>();
  const byName = new Map<string, Wanted[]>();
  for (const each of wanted) {
    const name = baseName(each.path);
    byName.set(name, [...(byName.get(name) ?? []), each]);
  }
  if (wanted.length === 0) return named;
  const odd = [...byName.keys()].filter((name) => !/^[\w.@%+~-]+$/.test(name));
  for (const { path, kind } of fleet.holding([...byName.keys()])) {
    if (kind === "link" || kind === "submodule") continue;
    const file = fleet.read(path);
    if (file === undefined || "unreadable" in file || file.text.length > longest) continue;
    const meant = [...wordsIn(file.text), ...odd.filter((name) => file.text.includes(name))];
    for (const word of meant) {
      for (const each of byName.get(baseName(word)) ?? []) {
        if (each.path !== path && means(word, each.path, isForeign(fleet, path, each))) named.add(each.path);
      }
    }
  }
  return named;
}

/** Whatever in a text may be a path without blanks; a full stop behind it is the sentence's. */
function wordsIn(text: string): readonly string[] {
  return (text.match(/[\w.@%+~$/{}-]+/g) ?? []).map((word) => word.replace(/\.+$/, ""));
}

/** Whether a text lies in another image's folder than the file. */
function isForeign({ isInImageFolder }: Fleet, path: string, { folder }: Wanted): boolean {
  return !isInside(path, folder) && isInImageFolder(path);
}

function means(word: string, path: string, foreign: boolean): boolean {
  if (word.startsWith("/")) return false;
  // `$PWD/conf/site.conf`, `../web/site.conf`: what stands behind the variable or the dots must fit.
  const tail = word.replace(/^.*[$}]\w*\}?\//, "").replace(/^(\.{1,2}\/)+/, "");
  if (!tail.includes("/")) return !foreign;
  return path === tail || path.endsWith(`/${tail}`);
}
