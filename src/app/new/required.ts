/** Files that the policy wants in every image folder, for a new one. */
import type { Fleet } from "../../model/fleet/types.ts";
import { holds } from "../../model/layout/names.ts";
import type { ImageFolder } from "../../model/stages/image.ts";

/** Files to add, and those of them that somebody has to fill. */
export interface RequiredFiles {
  /** Texts by path from the image folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly empty: readonly string[];
}

/** The files that a new folder still lacks: as all the others have them where they have one text, else empty. */
export function requiredFiles(
  wanted: readonly string[],
  folder: ImageFolder,
  { folders, read }: Fleet,
): RequiredFiles {
  const added = new Map<string, string>();
  const empty: string[] = [];
  for (const glob of wanted.filter((one) => !holds(folder, one))) {
    const path = pathOf(glob, folder.name);
    const texts = folders
      .filter((other) => other !== folder)
      .flatMap((other) => {
        const file = read(`${other.path}/${path}`);
        return file === undefined || "unreadable" in file ? [] : [file.text];
      });
    const [text = ""] = texts;
    const isShared = text !== "" && texts.every((one) => one === text);
    added.set(path, isShared ? text : "");
    if (!isShared) empty.push(path);
  }
  return { files: Object.fromEntries(added), empty };
}

/** A file that a path or glob means: `test/*.sh` is `test/NAME.sh`. */
function pathOf(glob: string, name: string): string {
  const plain = glob.replace(/^\.?\/+|\/+$/g, "");
  const path = plain
    .replace(/\{([^,{}]*)[^{}]*\}/g, "$1")
    .replace(/\*\*\//g, "")
    .replace(/\*+|\?|\[[^\]]*\]/g, () => name);
  return glob.endsWith("/") ? `${path}/.gitkeep` : path;
}
