/** COPY sources that are not there, and COPYs that undo each other. */

import { baseName, isGlob, isWithin, parentOf } from "../container-path.ts";
import { isFile } from "../files/layers.ts";
import type { Fleet } from "../fleet/types.ts";
import { entryAt, followLinks, isFolder, isForeign } from "../repo/entries.ts";
import type { Copy, CopySource, Image, Step } from "../stages/image.ts";

/** A COPY source that the build will not find. */
export interface MissingSource {
  readonly source: CopySource;
  readonly path: string;
  readonly why: "missing" | "dockerignored";
}

/**
 * Sources that are surely missing: the context is known, git does not ignore them, and CI does not make them. A glob
 * that matches nothing is no error to BuildKit (`AllowEmptyWildcard` in its Dockerfile front end).
 */
export function missingSources(fleet: Fleet, image: Image): readonly MissingSource[] {
  if (!image.build.context.known) return [];
  const missing: MissingSource[] = [];
  // What a base of the repo lacks is the base's own matter.
  const own = image.copies.filter(({ at }) => at.file.path === image.file.path);
  for (const source of own.flatMap(({ sources }) => sources)) {
    if (source.kind !== "context" || !source.path.known || source.made || isGlob(source.path.value)) continue;
    const path = source.path.value;
    if (source.dockerignored) missing.push({ source, path, why: "dockerignored" });
    else if (source.files.length === 0 && !exists(fleet, path) && !fleet.ignored(path))
      missing.push({ source, path, why: "missing" });
  }
  return missing;
}

/** Links that leave the tree are layout/symlink's. */
function exists({ entries }: Fleet, path: string): boolean {
  const end = followLinks(entries, path);
  if (end.kind !== "path") return true;
  return (
    isFolder(entries, end.path) || entryAt(entries, end.path) !== undefined || isForeign(entries, end.path)
  );
}

/** Two COPY sources of one stage that land different files on the same container paths. */
export interface DuplicateSlot {
  readonly first: { readonly copy: Copy; readonly source: CopySource; readonly path: string };
  readonly later: { readonly copy: Copy; readonly source: CopySource; readonly path: string };
  /** Container paths that both fill, in the later one's order. */
  readonly slots: readonly string[];
}

interface Landing {
  readonly copy: Copy;
  readonly source: CopySource;
  readonly path: string;
}

/** The slots that an earlier COPY of the same stage of the Dockerfile has filled with another file, which is lost by it. */
export function duplicateSlots(image: Image): readonly DuplicateSlot[] {
  const landed = new Map<string, Landing>();
  const found = new Map<string, { first: Landing; later: Landing; slots: string[] }>();
  for (const copy of image.copies.filter(({ at }) => at.file.path === image.file.path)) {
    for (const source of copy.sources) {
      for (const { path, container } of source.files) {
        const slot = `${copy.at.file.path} ${copy.stage.index} ${container}`;
        const first = landed.get(slot);
        const later = { copy, source, path };
        landed.set(slot, later);
        if (first === undefined || first.path === path || !isLost(image, { first, later, container }))
          continue;
        const key = `${first.source.at.span?.start} ${source.at.span?.start}`;
        const pair = found.get(key) ?? { first, later, slots: [] };
        pair.slots.push(container);
        found.set(key, pair);
      }
    }
  }
  return [...found.values()].filter((duplicate) => !isOverlay(duplicate));
}

/** A folder of which something stays is written over on purpose: the later COPY says what is special here. */
function isOverlay({ first: { source }, slots }: DuplicateSlot): boolean {
  const isFolder = !source.files.some(({ path }) => source.path.known && path === source.path.value);
  return isFolder && source.files.length > slots.length;
}

/**
 * A whole context that is copied first is meant to be written over, a RUN in between may have used the file, and both
 * files may lie in a folder of the slot's name.
 */
function isLost(
  image: Image,
  {
    first,
    later,
    container,
  }: { readonly first: Landing; readonly later: Landing; readonly container: string },
): boolean {
  const { context } = image.build;
  if (context.known && first.source.path.known && first.source.path.value === context.value) return false;
  if (mayBeFolder(image, first, container)) return false;
  const from = first.copy.instruction.span.start;
  const to = later.copy.instruction.span.start;
  return !later.copy.stage.source.instructions.some(
    ({ keyword, span }) =>
      keyword === "RUN" && span.start > from && span.start < to && names(textIn(image, span), container),
  );
}

/**
 * Whether a target without a slash may be a folder that stood before the COPY, made by the base, `adduser` or a VOLUME:
 * the files then land in it. A name with an ending is a file, as people name them, and `conf.d` a folder.
 */
function mayBeFolder(image: Image, { copy }: Landing, slot: string): boolean {
  const { target, stage, instruction } = copy;
  if (!target.known || target.value !== slot) return false;
  if (/\w\.d$/.test(slot)) return true;
  if (/\.[\w-]+$/.test(slot)) return false;
  if (image.volumes.some(({ value }) => isWithin(value, slot)) || isHome(image, slot)) return true;
  const index = stage.steps.findIndex((step) => step.instruction === instruction);
  if (stage.steps.slice(0, index).some((step) => isRunThatNames(step, slot))) return true;
  const standing = stage.steps[index]?.files().lookup(slot);
  return standing !== undefined && !isFile(standing);
}

function isRunThatNames(
  { instruction: { keyword, span }, dockerfile: { file } }: Step,
  path: string,
): boolean {
  return keyword === "RUN" && names(file.text.slice(span.start, span.end), path);
}

/** A home that is made elsewhere than in /home is named by the line that makes it. */
function isHome({ accounts }: Image, path: string): boolean {
  return accounts.users.some(({ name }) => path === `/home/${name}`);
}

function textIn(image: Image, span: { readonly start: number; readonly end: number }): string {
  return image.file.text.slice(span.start, span.end);
}

function names(text: string, container: string): boolean {
  const folder = parentOf(container);
  return text.includes(baseName(container)) || (folder !== "/" && text.includes(folder));
}
