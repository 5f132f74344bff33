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

/**
 * The links below an image folder that a build takes and that leave the repo, the build context or the folder, or lead
 * to themselves. A link that no build takes is nobody's but the repo's own.
 */
export function strayLinks(fleet: Fleet, folder: ImageFolder): readonly StrayLink[] {
  const links = folder.entries.filter(({ kind }) => kind === "link");
  return links.flatMap((entry): StrayLink[] => {
    if (!isFollowed(folder, entry.path) && !isBroken(folder, entry)) return [];
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

/** Whether a COPY names the link, or what lies behind it, or a build context is it: Docker follows it then. */
function isFollowed({ images }: ImageFolder, link: string): boolean {
  return images.some(
    ({ build, copies }) =>
      (build.context.known && isInside(build.context.value, link)) ||
      copies.some(({ sources }) =>
        sources.some(({ kind, path }) => kind === "context" && path.known && isInside(path.value, link)),
      ),
  );
}

/**
 * Whether a COPY of a folder brings the link into an image that has nothing where it leads. Links below a folder are
 * copied as they are, so the container resolves them; what cannot be told is taken for there.
 */
function isBroken({ images }: ImageFolder, { path, target = "" }: Entry): boolean {
  return broughtBy(images, path).some(
    ({ image, copy, container }) =>
      copy.inFinalChain && image.files.lookup(resolvePath(parentOf(container), target)) === undefined,
  );
}
