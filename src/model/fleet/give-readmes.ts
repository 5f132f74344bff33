/** Which README each image has: read last, when workers have parsed them beside the images. */
import type { FoundBuild } from "../builds/types.ts";
import { folderOfFile } from "../repo/path.ts";
import type { Image, ImageFolder } from "../stages/image.ts";
import type { Linked } from "./linked.ts";
import type { readmeReader } from "./readers.ts";

/** An image folder that is being put together. */
export type MutableFolder = { -readonly [Key in keyof ImageFolder]: ImageFolder[Key] } & { images: Image[] };

/** What is given READMEs: the images of builds, and their folders by path. */
interface Readers {
  readonly linked: ReadonlyMap<FoundBuild, Linked>;
  readonly folders: ReadonlyMap<string, MutableFolder>;
  readonly folderOf: (dockerfile: string) => string;
}

/** Gives each image its nearest README, or what one above says of it, and each folder those that lie in it. */
export function giveReadmes(
  { linked, folders, folderOf }: Readers,
  readme: ReturnType<typeof readmeReader>,
): void {
  for (const [{ dockerfile }, { image }] of linked) {
    const folder = folderOf(dockerfile);
    const own = readme.nearest(folderOfFile(dockerfile), folder);
    Object.assign(image, own.readme ? own : readme.above(folder, [image.name, ...tailsOf(folder)]));
  }
  for (const folder of folders.values()) folder.readmes = readme.below(folder.path, folder.entries);
}

/** How a path may be called by its end: `web`, `apps/web`, `images/apps/web`. */
function tailsOf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(index).join("/"));
}
