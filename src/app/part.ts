/** A part of a repo, where somebody asks about no more than that. */
import type { ImageFacts } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { isInside } from "../model/repo/path.ts";
import { type CommandOutcome, usage } from "./exit.ts";

/** What belongs to a folder of the repo. */
export interface RepoPart {
  readonly holdsPath: (path: string) => boolean;
  readonly holdsImage: (image: Pick<ImageFacts, "path">) => boolean;
  readonly holdsFinding: (finding: Finding) => boolean;
}

/** The folder with the images in it; in an image folder, that image. */
export function partOf(within: string, images: readonly Pick<ImageFacts, "name" | "path">[]): RepoPart {
  const holdsImage = (image: Pick<ImageFacts, "path">) =>
    isInside(image.path, within) || isInside(within, folderOf(image));
  const ours = images.filter(holdsImage);
  const names = new Set(ours.map(({ name }) => name));
  const holdsPath = (path: string) =>
    isInside(path, within) || ours.some((image) => isInside(path, folderOf(image)));
  return {
    holdsPath,
    holdsImage,
    holdsFinding: (finding) =>
      holdsPath(finding.at.file.path) || finding.images.some((name) => names.has(name)),
  };
}

function folderOf({ path }: Pick<ImageFacts, "path">): string {
  return path === "." ? "" : path;
}

/** A folder of the repo in which the policy sees no image: what is asked there would be answered by silence. */
export function nothingIn(within: string): CommandOutcome<never> {
  return usage(`no image lies in ${within}: the policy's "images" name other folders`);
}
