import { isVersionName } from "../../model/builds/image-names.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { folderOfFile, isInside } from "../../model/repo/path.ts";

// Folders that are called after what they hold many of.
const COLLECTION =
  /^(?:docker|dockerfiles?|(?:docker|container)?-?images?|containers?|services|apps|projects|packages|build)$/i;

/**
 * The folder whose sub-folders are the images: below the root that is looked in by default there may be one folder that
 * holds them all. That of one image with several versions is none.
 */
export function imagesRoot({ root, images, entries }: Fleet): string {
  const dockerfiles = images.map(({ file }) => file.path);
  const isThere = (path: string) => entries.some((entry) => entry.path.toLowerCase() === path.toLowerCase());
  let found = root;
  for (let at = root; ; ) {
    const [only = "", ...others] = childrenOf(at, dockerfiles);
    if (only === "" || others.length > 0) return found;
    at = joined(at, only);
    const children = childrenOf(at, dockerfiles);
    if (children.includes("") || children.some(isVersionName)) return found;
    if (!COLLECTION.test(only) && isThere(`${at}/readme.md`)) return found;
    // Without a root each folder of a Dockerfile is an image's, and nothing above it is.
    const below = at.length + 1;
    if (root === "" && !dockerfiles.every((path) => isFlat(path.slice(below)))) return found;
    if (children.length > 1) found = at;
  }
}

/** The first folders below one that hold Dockerfiles, sorted; "" for one that lies in it. */
function childrenOf(folder: string, dockerfiles: readonly string[]): readonly string[] {
  const inside = dockerfiles.filter((path) => folder === "" || isInside(path, folder));
  const names = inside.map((path) => {
    const [first = "", ...rest] = path.slice(folder === "" ? 0 : folder.length + 1).split("/");
    return rest.length === 0 ? "" : first;
  });
  return [...new Set(names)].sort();
}

/** Whether a Dockerfile lies in a folder of its own, or in that of a version there. */
function isFlat(path: string): boolean {
  const folder = folderOfFile(path);
  return !folder.includes("/") || (folder.split("/").length === 2 && isVersionName(baseName(folder)));
}

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
