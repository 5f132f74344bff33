/** Which README tells of which images. */

import { once } from "../../once.ts";
import { type Place, sourceFile } from "../../source.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Documentation } from "../readme/read.ts";
import { folderOfFile } from "../repo/path.ts";
import type { Run } from "../runs/types.ts";
import type { Image, ImageFolder } from "../stages/image.ts";

/** A README and the images that it is the nearest one of: what any of them has, it may tell of. */
export interface ReadmeInUse {
  readonly readme: Documentation;
  /** Its path from the image folder, or which part of it. */
  readonly name: string;
  /** Each image as it runs by itself; compose's overrides are not the README's matter. */
  readonly runs: readonly Run[];
}

/** Each image as it runs by itself. */
export const ownRuns = once(
  (runs: readonly Run[]) =>
    new Map(runs.filter(({ service }) => service === undefined).map((run) => [run.image, run])),
);

/** The READMEs that images of a folder have, in the order of the images; one that was given up says nothing, so it is left out. */
export function readmesInUse(folder: ImageFolder, fleet: Fleet): readonly ReadmeInUse[] {
  const found = new Map<string, { readonly readme: Documentation; readonly runs: Run[] }>();
  const failed = new Set<string>();
  for (const image of folder.images) {
    const { readme } = image;
    const run = ownRuns(fleet.runs).get(image);
    // What an image has that was not read, its README may tell of.
    if (image.failed !== undefined && readme !== undefined) failed.add(readme.file.path);
    if (readme === undefined || run === undefined || readme.markdown.givenUp !== undefined) continue;
    const entry = found.get(readme.file.path) ?? { readme, runs: [] };
    entry.runs.push(run);
    found.set(readme.file.path, entry);
  }
  const told = [...found.values()].filter(({ readme }) => !failed.has(readme.file.path));
  return told.map(({ readme, runs }) => ({
    readme,
    name: pathIn(folder, readme.file.path),
    runs,
  }));
}

/** What READMEs in folders above say of a folder's images that have none, an entry an image. */
export function describedAbove(folder: ImageFolder, fleet: Fleet): readonly ReadmeInUse[] {
  return folder.images.flatMap((image) => {
    const { described, failed, name } = image;
    const run = ownRuns(fleet.runs).get(image);
    if (described === undefined || failed !== undefined || run === undefined) return [];
    return [{ readme: described, name: `${described.file.path}, where it is about "${name}",`, runs: [run] }];
  });
}

/**
 * The READMEs that tell of a folder's images: at its top, or in a folder on the way to a Dockerfile. One that lies
 * deeper came along with something else (a theme, a vendored package).
 */
export function imageReadmes(folder: ImageFolder): readonly Documentation[] {
  const homes = folder.images.map(({ file }) => `${folderOfFile(file.path)}/`);
  return folder.readmes.filter(({ file }) => {
    const home = folderOfFile(file.path);
    return home === folder.path || homes.some((below) => below.startsWith(`${home}/`));
  });
}

/** A repo path as it is called in an image folder: relative to it, or as it is when it lies elsewhere. */
export function pathIn(folder: ImageFolder, path: string): string {
  return folder.path !== "" && path.startsWith(`${folder.path}/`) ? path.slice(folder.path.length + 1) : path;
}

/** A README that is not there: its path, and the images that have none because of it, one at least. */
export interface MissingReadme {
  readonly path: string;
  readonly images: readonly [Image, ...Image[]];
}

/** The READMEs that a folder lacks, in the order of its images. */
export function missingReadmes(folder: ImageFolder): readonly MissingReadme[] {
  // Without any README in the folder one at its top is enough for all of its images.
  const shared = imageReadmes(folder).length === 0;
  const found = new Map<string, MissingReadme>();
  for (const image of folder.images) {
    if (image.readme !== undefined || image.described !== undefined) continue;
    const path = joined(shared ? folder.path : folderOfFile(image.file.path), "README.md");
    const before = found.get(path);
    found.set(path, { path, images: before === undefined ? [image] : [...before.images, image] });
  }
  return [...found.values()];
}

/** A README that is there and is not read: where, and why. */
export interface UnreadReadme {
  readonly at: Place;
  /** Goes on behind the file's path. */
  readonly why: string;
  /** Whether it cannot be read at all, and not merely by this tool. */
  readonly broken: boolean;
}

/** The README at a path that cannot be read, or one beside it in another format. */
export function unreadReadme(path: string, { entries, read }: Fleet): UnreadReadme | undefined {
  const prefix = path.slice(0, path.lastIndexOf("/") + 1);
  for (const entry of entries) {
    if (!entry.path.startsWith(prefix) || !/^readme(?:\.\w+)?$/i.test(entry.path.slice(prefix.length)))
      continue;
    const content = read(entry.path);
    const at = { file: sourceFile(entry.path, "") };
    if (content && "unreadable" in content) return { at, why: content.unreadable, broken: true };
    return { at, why: "is not Markdown", broken: false };
  }
  return undefined;
}

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
