/** Whether other files name a file of an image folder: more exactly than by its last part alone. */
import { foldersOf } from "../builds/scope.ts";
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
 * The paths among those wanted that some other file means, in one walk over the repo's texts: by the file's own path, by
 * an `include`, or by a folder that holds it and is copied or mounted as a whole. `/etc/nginx/nginx.conf` elsewhere than
 * in an `include` is a container path and says nothing of a `nginx.conf` in the repo; nor does a bare `nginx.conf` in
 * another image's folder.
 */
export function namedPaths(fleet: Fleet, wanted: readonly Wanted[]): ReadonlySet<string> {
  const named = new Set(wanted.filter((each) => isMounted(fleet, each)).map(({ path }) => path));
  const byName = groupBy(wanted, ({ path }) => [baseName(path)]);
  const byFolder = groupBy(wanted, (each) => foldersWithin(each).map(baseName));
  if (wanted.length === 0) return named;
  const odd = [...byName.keys()].filter((name) => !/^[\w.@%+~-]+$/.test(name));
  for (const { path, kind } of fleet.holding([...byName.keys(), ...byFolder.keys()])) {
    if (kind === "link" || kind === "submodule") continue;
    const file = fleet.read(path);
    if (file === undefined || "unreadable" in file || file.text.length > longest) continue;
    const meant = [...wordsIn(file.text), ...odd.filter((name) => file.text.includes(name)).map(written)];
    for (const { text, included } of meant) {
      for (const each of byName.get(baseName(text)) ?? []) {
        if (each.path === path || named.has(each.path)) continue;
        const foreign = isForeign(fleet, path, each);
        if (included ? !foreign : means(text, each.path, foreign)) named.add(each.path);
      }
      // What a page says of a folder copies nothing.
      if (/\.(md|markdown|rst|txt)$/i.test(path)) continue;
      const folder = folderIn(text);
      for (const each of folder === undefined ? [] : (byFolder.get(baseName(folder)) ?? [])) {
        if (each.path !== path && !isForeign(fleet, path, each) && meansFolder(folder ?? "", each, included))
          named.add(each.path);
      }
    }
  }
  return named;
}

function groupBy(wanted: readonly Wanted[], namesOf: (each: Wanted) => readonly string[]) {
  const groups = new Map<string, Wanted[]>();
  for (const each of wanted) {
    for (const name of namesOf(each)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [each]);
      else group.push(each);
    }
  }
  return groups;
}

/** The folders of the image folder that hold a file, the image folder itself left out. */
function foldersWithin({ path, folder }: Wanted): readonly string[] {
  return foldersOf(path).filter((one) => one !== folder && isInside(one, folder));
}

/** Whether a service mounts the file, or a folder that holds it: for whoever runs it, that is use enough. */
function isMounted({ runs, composeServices }: Fleet, { path }: Wanted): boolean {
  const services = [...composeServices, ...runs.flatMap(({ compose }) => compose ?? [])];
  return services.some(({ service }) =>
    service.mounts.some(({ source, near }) => {
      const above = source ?? near;
      return above !== undefined && isInside(path, above);
    }),
  );
}

/** A word of a text that may be a path, and whether it is what an `include` loads. */
interface PathWord {
  readonly text: string;
  readonly included: boolean;
}

function written(text: string): PathWord {
  return { text, included: false };
}

/** Whatever in a text may be a path without blanks; a full stop behind it is the sentence's. */
function wordsIn(text: string): readonly PathWord[] {
  const words = text.matchAll(/(^[ \t]*include(?:optional)?[ \t]+["']?)?([\w.@%+~$/{}*-]+)/gim);
  return Array.from(words, ([, include, word = ""]) => ({
    text: word.replace(/(?<=[^./])\.+$/, ""),
    included: include !== undefined,
  }));
}

/** The folder of which a word takes everything: `conf/`, `./conf`, `conf/.`, `sites/*.conf`. */
function folderIn(word: string): string | undefined {
  const whole = word.replace(/\/(?:\.|\*[^/]*)?$/, "");
  const isFolder = whole !== word || /^(?:\.|\$)/.test(word) || word.startsWith("/") || word.includes("/");
  return isFolder && whole !== "" ? whole : undefined;
}

/** Whether a word is a folder that holds a file: by its path, or by its last part where an `include` loads from it. */
function meansFolder(word: string, each: Wanted, included: boolean): boolean {
  const tail = word.replace(/^.*[$}]\w*\}?\//, "").replace(/^(\.{1,2}\/)+/, "");
  const folders = foldersWithin(each);
  if (included || word.startsWith("/"))
    return included && folders.some((folder) => baseName(folder) === baseName(word));
  return folders.some((folder) => folder === tail || folder.endsWith(`/${tail}`));
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
