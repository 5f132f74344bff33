/** Whether other files name a file of an image folder: more exactly than by its last part alone. */
import { baseName } from "./container-path.ts";
import { isInside } from "./layout.ts";
import type { Fleet, ImageFolder } from "./model.ts";

const longest = 256 * 1024;

/**
 * Whether some other file means this one. `/etc/nginx/nginx.conf` is a container path and says nothing of a
 * `nginx.conf` in the repo; nor does a bare `nginx.conf` in another image's folder.
 */
export function isNamed(fleet: Fleet, folder: ImageFolder, path: string): boolean {
  if (!fleet.mentioned(path)) return false;
  const name = baseName(path);
  return fleet.entries.some((entry) => {
    if (entry.path === path || entry.kind === "link" || entry.kind === "submodule") return false;
    const file = fleet.read(entry.path);
    if (file === undefined || "unreadable" in file || file.text.length > longest) return false;
    if (!file.text.includes(name)) return false;
    const foreign =
      !isInside(entry.path, folder.path) && fleet.folders.some((other) => isInside(entry.path, other.path));
    return pathsNamed(file.text, name).some((named) => means(named, path, foreign));
  });
}

/** The paths in a text whose last part is a name, as far as they are written without blanks. */
function pathsNamed(text: string, name: string): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const after = text.slice(at + name.length, at + name.length + 2);
    if (/^([\w~-]|\.\w)/.test(after)) continue;
    const [before = ""] = /[^\s"'`=:,;()[\]<>|&]*$/.exec(text.slice(Math.max(0, at - 300), at)) ?? [];
    found.push(before + name);
  }
  return found;
}

function means(named: string, path: string, foreign: boolean): boolean {
  if (named.startsWith("/")) return false;
  // `$PWD/conf/site.conf`, `../web/site.conf`: what stands behind the variable or the dots must fit.
  const tail = named.replace(/^.*[$}%]\w*\}?\//, "").replace(/^(\.{1,2}\/)+/, "");
  if (!tail.includes("/")) return tail === baseName(path) && !foreign;
  return path === tail || path.endsWith(`/${tail}`);
}
