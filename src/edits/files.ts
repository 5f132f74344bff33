/** How a fix moves and removes files of the repo, with the COPYs that name them. */
import type { Edit } from "../finding.ts";
import { baseName, isGlob } from "../model/container-path.ts";
import type { Fleet } from "../model/fleet/types.ts";
import { missingSources } from "../model/layout/copies.ts";
import { entryAt, isFolder } from "../model/repo/entries.ts";
import { folderOfFile, isInside } from "../model/repo/path.ts";
import { broughtBy } from "../model/stages/brought.ts";
import type { CopySource, Image } from "../model/stages/image.ts";
import { textOf } from "../source.ts";
import { nearestName } from "./names.ts";

/** The edit that removes a file of text that no other file names; `undefined` for any other. */
export function removeUnnamed(fleet: Fleet, path: string): Edit | undefined {
  const entry = entryAt(fleet.entries, path);
  if (entry === undefined || (entry.kind !== "file" && entry.kind !== "executable")) return undefined;
  const content = fleet.read(path);
  // What is no text cannot be shown as a patch.
  if (content === undefined || "unreadable" in content || fleet.mentioned(path)) return undefined;
  return { remove: path };
}

/**
 * The edits that give a file another path, in the repo and in every COPY that names it; what the images hold stays
 * the same. `undefined` where the new path is taken, or where the file comes with a folder or by a pattern.
 */
export function moveFile(fleet: Fleet, from: string, to: string): readonly Edit[] | undefined {
  if (from === to || entryAt(fleet.entries, to) !== undefined || isFolder(fleet.entries, to))
    return undefined;
  const keepsName = baseName(from) === baseName(to);
  const edits: Edit[] = [];
  for (const { image, source, container } of broughtBy(fleet.images, from)) {
    const isSame = keepsName || baseName(container) !== baseName(from);
    const edit = namesExactly(source, from) && isSame ? renameSource(image, source, to) : undefined;
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return [{ rename: from, to }, ...unique(edits)];
}

function namesExactly({ kind, path, pattern }: CopySource, file: string): boolean {
  return kind === "context" && path.known && path.value === file && !isGlob(pattern);
}

/** Images of one Dockerfile name the file at the same place. */
function unique(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [keyOf(edit), edit])).values()];
}

function keyOf(edit: Edit): string {
  return "replace" in edit ? `${edit.replace.file.path} ${edit.replace.span?.start}` : JSON.stringify(edit);
}

/** The edit that lets a COPY source name another path of the repo, in the way it is written; none for a wildcard. */
export function renameSource(image: Image, source: CopySource, to: string): Edit | undefined {
  return isGlob(source.pattern) ? undefined : writeSource(image, source, to);
}

/** The same where path and wildcard both are of one folder. */
export function writeSource({ build, dockerfile }: Image, source: CopySource, to: string): Edit | undefined {
  const { at, pattern, kind } = source;
  if (kind !== "context" || !build.context.known || at.span === undefined || dockerfile.template)
    return undefined;
  const context = build.context.value;
  if (!isInside(to, context) || /[$\\]/.test(pattern)) return undefined;
  const inside = context === "" ? to : to.slice(context.length + 1);
  const text = `${/^(\.?\/)?/.exec(pattern)?.[0] ?? ""}${inside}${pattern.endsWith("/") ? "/" : ""}`;
  const written = textOf(at.file, at.span);
  if (written === pattern && !/[\s$"'\\]/.test(text)) return { replace: at, text };
  return written === JSON.stringify(pattern) ? { replace: at, text: JSON.stringify(text) } : undefined;
}

/** The one path that a missing one may stand for: mistyped beside it, or of the same name elsewhere in the context. */
export function nearestPath({ entries }: Fleet, missing: string, context: string): string | undefined {
  const folder = folderOfFile(missing);
  const prefix = folder === "" ? "" : `${folder}/`;
  const beside = entries
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path }) => path.slice(prefix.length).split("/")[0] ?? "");
  const near = nearestName(baseName(missing), beside);
  if (near !== undefined) return `${prefix}${near}`;
  const named = entries.filter(({ path }) => isInside(path, context) && baseName(path) === baseName(missing));
  return named.length === 1 ? named[0]?.path : undefined;
}

/** What a backup copy is a copy of, by its name; `undefined` where the name does not say. */
export function originalOf(path: string): string | undefined {
  const name = baseName(path);
  const plain = name
    .replace(/\.(bak|old|orig|save)$|~$/i, "")
    .replace(/( copy( \d+| \(\d+\))?| - copy( \(\d+\))?| \(\d+\))(?=(\.[^\s.]+)*$)/i, "");
  return plain === "" || plain === name ? undefined : path.slice(0, path.length - name.length) + plain;
}

/** Files that a COPY of what is not there may mean: each is kept until a person has said so. */
export function meantByCopies(fleet: Fleet): ReadonlySet<string> {
  const missing = fleet.images.flatMap((image) =>
    missingSources(fleet, image)
      .filter(({ why }) => why === "missing")
      .map(({ path }) => ({ path, image })),
  );
  return new Set(
    missing.flatMap(({ path, image: { build } }) => {
      const near = nearestPath(fleet, path, build.context.known ? build.context.value : "");
      const copies = fleet.entries
        .filter((entry) => originalOf(entry.path) === path)
        .map((entry) => entry.path);
      return near === undefined ? copies : [near, ...copies];
    }),
  );
}
