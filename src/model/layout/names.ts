/** What the names and places of files tell: the facts behind the layout rules. */
import { once } from "../../once.ts";
import { globMatcher } from "../../policy/globs.ts";
import { isNamePart } from "../../policy/reference.ts";
import { type Place, sourceFile } from "../../source.ts";
import { type Entry, entriesCalled } from "../../workspace/workspace.ts";
import { foldersOf } from "../builds/scope.ts";
import { baseName } from "../container-path.ts";
import type { Fleet } from "../fleet/types.ts";
import { folderOfFile, isInside } from "../repo/path.ts";
import { broughtBy, copiedPaths } from "../stages/brought.ts";
import type { ImageFolder } from "../stages/image.ts";

/** A file of the repo as a whole, for what its name or place says. */
export function filePlace(path: string): Place {
  return { file: sourceFile(path, "") };
}

/**
 * Whether an image is called like its folder: not where all its images are given names by what builds them, nor in a
 * hidden folder, which is a tool's. One that only holds folders of images is called for itself.
 */
export function givesName({ name, path, images }: ImageFolder): boolean {
  if (name.startsWith(".")) return false;
  const isNamed = images.length > 0 && images.every(({ build }) => build.tags.length > 0);
  return !isNamed && !isCollection(path, images);
}

// What people call a folder that they keep images in.
const COLLECTIONS = /^(apps|builds|containers|docker([-_]?(files|images))?|images|services|stacks)$/i;

/** A folder of images that are no versions of one: none of theirs is called by a number. */
function isCollection(path: string, images: ImageFolder["images"]): boolean {
  const folders = new Set(images.map(({ build }) => folderOfFile(build.dockerfile)));
  const areMany = folders.size > 2 || COLLECTIONS.test(baseName(path));
  return areMany && !folders.has(path) && [...folders].every((folder) => !/\d/.test(baseName(folder)));
}

const backupEndings = /.\.(bak|old|orig|save|sw[op]|rej)$|.~$|^#.+#$/i;
// macOS and Windows file managers: "x copy.conf", "x copy 2.conf", "x - Copy (2).conf", "x (1).conf", "Copy of x".
const copyNames = /. copy( \d+| \(\d+\))?(\.[^\s.]+)*$|. \(\d+\)(\.[^\s.]+)*$|^copy( \(\d+\))? of ./i;

/** Whether a file's name says that it is a copy kept beside the real one; a word inside the name (`backup.sh`) does not. */
export function isBackupName(path: string): boolean {
  const name = baseName(path);
  return backupEndings.test(name) || copyNames.test(name);
}

/** Backups among the image folders' files and beside the folders, sorted by path. */
export function backupFiles(fleet: Fleet): readonly Entry[] {
  const where = whereabouts(fleet);
  return entriesCalled(fleet.entries, isBackupName).filter(
    ({ path, kind }) =>
      kind !== "submodule" && fleet.asks.path(path) && (where.isOwned(path) || where.isBeside(path)),
  );
}

// What every tool and every host of repos looks for beside the folders.
const neverStray =
  /^(\..*|(readme|license|licence|copying|notice|changelog|contributing|security|codeowners|owners)([._-].*)?|(gnu)?makefile|.+\.mk|taskfile(\..+)?|justfile|.*compose.*\.ya?ml|(.*[._-])?bake.*\.(hcl|json)|.+\.hcl|.*\.?dockerignore)$/i;

/**
 * Files that lie beside image folders, belong to none, and that nothing copies, builds or names; sorted by path. READMEs may
 * begin as `template`.
 */
export function strayFiles(fleet: Fleet, template: string | undefined): readonly Entry[] {
  const used = new Set(fleet.images.flatMap((image) => [image.build.dockerfile, ...copiedPaths(image)]));
  return besideFolders(fleet).filter(
    ({ path, kind }) =>
      kind !== "submodule" &&
      path !== template &&
      fleet.asks.path(path) &&
      !neverStray.test(baseName(path)) &&
      !used.has(path) &&
      !fleet.mentioned(path),
  );
}

/** A file beside image folders that the images of a single one use. */
export interface LonelyFile {
  readonly path: string;
  readonly folder: ImageFolder;
  /** Where it lands in them. */
  readonly containers: readonly string[];
}

/** Files that lie beside image folders, though only the images of one of them copy them; sorted by path. */
export function lonelyFiles(fleet: Fleet, template: string | undefined): readonly LonelyFile[] {
  const dockerfiles = new Set(fleet.images.map(({ build }) => build.dockerfile));
  return besideFolders(fleet).flatMap(({ path, kind }) => {
    if (kind === "submodule" || kind === "link" || path === template) return [];
    if (neverStray.test(baseName(path)) || dockerfiles.has(path)) return [];
    const uses = broughtBy([...fleet.images, ...fleet.others], path);
    const folders = new Set(uses.map(({ image }) => image.folder));
    const [folder] = folders;
    const containers = uses.map(({ container }) => container);
    return folder === undefined || folders.size > 1 ? [] : [{ path, folder, containers }];
  });
}

interface Whereabouts {
  /** Whether a path is part of an image folder. */
  readonly isOwned: (path: string) => boolean;
  /** Whether it lies in a folder that holds image folders, and is no part of one. The repo's own root is for anything. */
  readonly isBeside: (path: string) => boolean;
}

function whereabouts({ root, rootFrom, isInImageFolder: isOwned, holdsImageFolders }: Fleet): Whereabouts {
  // Where images are searched in the whole repo, a folder around two of them may hold anything too.
  const anywhere = root === "" && rootFrom === "default";
  const isBeside = (path: string) => {
    const folder = folderOfFile(path);
    return (
      !anywhere && folder !== "" && isInside(folder, root) && holdsImageFolders(folder) && !isOwned(path)
    );
  };
  return { isOwned, isBeside };
}

/** The entries beside image folders, sorted by path. Below a folder that holds none there are none, so all of it is passed over. */
const besideFolders = once((fleet: Fleet): readonly Entry[] => {
  const { isBeside } = whereabouts(fleet);
  const found: Entry[] = [];
  let passed = "/";
  for (const entry of fleet.entries) {
    if (entry.path.startsWith(passed)) continue;
    const folder = foldersOf(entry.path).findLast((each) => !fleet.holdsImageFolders(each));
    if (folder !== undefined) passed = folder === "" ? "" : `${folder}/`;
    else if (isBeside(entry.path)) found.push(entry);
  }
  return found;
});

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether an image can be called like this, by Docker's grammar or in kebab-case. */
export function isImageName(name: string, grammar: "docker" | "kebab-case"): boolean {
  return grammar === "docker" ? isNamePart(name) : kebabCase.test(name);
}

/** The name in kebab-case (`My_App` is `my-app`); empty when nothing of it is left. */
export function kebabName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** Names of a folder's entries that differ from a wanted one only in case. */
export function otherCase(folder: ImageFolder, wanted: string): string | undefined {
  const full = folder.path === "" ? wanted : `${folder.path}/${wanted}`;
  return folder.entries.find(({ path }) => path !== full && path.toLowerCase() === full.toLowerCase())?.path;
}

/** Whether a folder holds a file or folder at a path or glob relative to it. */
export function holds(folder: ImageFolder, wanted: string): boolean {
  const matches = globMatcher([wanted.replace(/^\.?\/+|\/+$/g, "")]);
  const home = folder.path === "" ? 0 : folder.path.length + 1;
  return folder.entries.some(({ path }) => matches(path.slice(home)));
}
