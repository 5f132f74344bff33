/** Where the links of an image folder lead. */
import type { Entry } from "../../workspace/workspace.ts";
import { parentOf, resolvePath } from "../container-path.ts";
import type { Fleet } from "../fleet/types.ts";
import { followLinks } from "../repo/entries.ts";
import { isInside } from "../repo/path.ts";
import { broughtBy } from "../stages/brought.ts";
import type { ImageFolder } from "../stages/image.ts";

/** A link that leads somewhere it should not. */
export interface StrayLink {
  readonly entry: Entry;
  readonly leaves: "repo" | "context" | "folder" | "loop";
  /** Where it ends, as far as the repo tells; the target as written where it leaves the repo. */
  readonly end: string;
  /** The context that it leaves. */
  readonly context?: string;
}

/** The links below an image folder that leave the repo, the build context or the folder, or that lead to themselves. */
export function strayLinks(fleet: Fleet, folder: ImageFolder): readonly StrayLink[] {
  const links = folder.entries.filter(({ kind }) => kind === "link");
  return links.flatMap((entry): StrayLink[] => {
    if (isForContainer(folder, entry)) return [];
    const end = followLinks(fleet.entries, entry.path);
    const target = entry.target ?? "";
    if (end.kind === "leaves") return [{ entry, leaves: "repo", end: target }];
    if (end.kind === "loop") return [{ entry, leaves: "loop", end: target }];
    const context = contextLeft(folder, entry.path, end.path);
    if (context !== undefined) return [{ entry, leaves: "context", end: end.path, context }];
    return isInside(end.path, folder.path) ? [] : [{ entry, leaves: "folder", end: end.path }];
  });
}

/** A context of the folder's images that holds the link and not what it leads to. */
function contextLeft(folder: ImageFolder, link: string, end: string): string | undefined {
  for (const { build } of folder.images) {
    if (!build.context.known) continue;
    const context = build.context.value;
    if (isInside(link, context) && !isInside(end, context)) return context;
  }
  return undefined;
}

/**
 * Docker follows a link that COPY names, but copies the links below a folder as they are: such a one is resolved in
 * the container, and is right when what it leads to is there or cannot be told.
 */
function isForContainer(folder: ImageFolder, entry: Entry): boolean {
  const brought = broughtBy(folder.images, entry.path);
  return (
    brought.length > 0 &&
    brought.every(({ image, source, container }) => {
      if (source.path.known && source.path.value === entry.path) return false;
      return image.files.lookup(resolvePath(parentOf(container), entry.target ?? "")) !== undefined;
    })
  );
}
