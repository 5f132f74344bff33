/** Edits in place: of files that are named, or that a find chooses. */
import { baseName, isGlob, parentOf, resolvePath } from "../../container-path.ts";
import type { Unknown } from "../../fact.ts";
import { containerFiles, type FileLayer, isFile, opaqueLayer, putLayer } from "../../files/layers.ts";
import { isSelected } from "../../files/selection.ts";
import type { ContainerFile, ContainerFiles } from "../../files/types.ts";
import type { Effect, PlacedEffect } from "../../shell/effects.ts";
import { allCommands, type SedCommand } from "../../shell/sed/command.ts";
import { sedContent } from "../content.ts";
import type { State } from "../state.ts";

type EditEffect = Extract<Effect, { kind: "edit" }>;
type Where = Pick<PlacedEffect, "at" | "because">;

/** The files with what sed and its like make of them. */
export function editedLayers(state: State, effect: EditEffect, where: Where): FileLayer[] {
  const files = containerFiles(state.layers, state.work.budget);
  const { files: matched, others } =
    effect.only === undefined ? files.glob(effect.path) : chosen(files, effect);
  // GNU sed ends at the first folder, BusyBox's goes on: what is edited before it hangs on their order.
  const folder = effect.only === undefined && matched.some(({ kind }) => kind === "directory");
  if (folder && matched.length > 1) return matched.map(({ path }) => opaqueLayer(path, effect.why));
  const layers: FileLayer[] = [];
  const edited = matched.flatMap((found): ContainerFile[] => {
    const real = files.lookup(found.path);
    // sed writes a new file in place of a link.
    const isNamed = !isGlob(effect.path) && effect.only === undefined;
    const named = isNamed ? files.entry(effect.path) : found;
    const standing = effect.follows === true ? real : named;
    const path = isFile(standing) ? standing.path : found.path;
    const before = { ...(isFile(real) ? real : found), path };
    const isLink = isFile(standing) && standing.kind === "link";
    if (effect.backup !== undefined)
      layers.push(putLayer([backedUp(isLink ? standing : before, effect.backup, where)]));
    return editedFile(before, effect, { ...where, isLink });
  });
  const hidden = effect.only === undefined && (others !== undefined || matched.length === 0);
  const fixed = isGlob(effect.path) ? parentOf(effect.path) : effect.path;
  return [...(hidden ? [opaqueLayer(fixed, effect.why)] : []), ...layers, putLayer(edited)];
}

/** The files that a find chooses; what is not known stays so. */
function chosen(
  files: ContainerFiles,
  { path, only }: EditEffect,
): { readonly files: readonly ContainerFile[]; readonly others?: Unknown } {
  const root = files.lookup(path);
  const all = [...(isFile(root) ? [{ ...root, path }] : []), ...files.under(path).files];
  return {
    files: all.filter(
      (file) => file.kind !== "directory" && only !== undefined && isSelected(only, path, file),
    ),
  };
}

/** The old version of a file that `sed -i.bak` leaves. */
function backedUp(file: ContainerFile, suffix: string, { at }: Where): ContainerFile {
  const name = suffix.includes("*")
    ? suffix.replaceAll("*", baseName(file.path))
    : baseName(file.path) + suffix;
  const path = resolvePath(parentOf(file.path), name);
  return { ...file, path, because: [...file.because, { at, note: `${path} is left as a backup here` }] };
}

/** Whether an expression takes a comment away that may hide something that decides. */
function uncomments(source: string): boolean {
  return (
    source.includes("#") &&
    !/#\W*(Server(Name|Admin|Tokens|Signature)|server_tokens|gzip|tcp_nopush|multi_accept)/.test(source)
  );
}

/** Whether a command means a line that the stock files may leave out: by its number, as the end of a range, by what it prints. */
function isBeyondStock({ address, to, action, inverted }: SedCommand): boolean {
  // Before all lines and behind all lines is the same place whatever lies between.
  const isOutside =
    (address === 1 && action.kind === "insert") || (address === "$" && action.kind === "append");
  if (isOutside && to === undefined && !inverted) return false;
  if (typeof address === "number" || address === "$" || to !== undefined) return true;
  return action.kind === "print" || action.kind === "quit";
}

/** The file after an edit; nothing where sed finds nothing in it, unless it takes the place of a link. */
function editedFile(
  file: ContainerFile,
  effect: EditEffect,
  { at, because, isLink }: Where & { readonly isLink: boolean },
): ContainerFile[] {
  const isStock = file.from === "base" || file.from === "package";
  const { commands = [], quiet = false } = effect.sed ?? {};
  const all = [...allCommands(commands)];
  // Of stock files only the lines that decide are kept.
  const sed = isStock && (quiet || all.some(isBeyondStock)) ? undefined : effect.sed;
  const read = sed === undefined ? effect.why : sedContent(file.content, sed, at);
  const same = read.known && file.content.known && read.value.file.text === file.content.value.file.text;
  // A comment that is taken away may be one that is left out.
  const hidden =
    isStock &&
    same &&
    all.some(({ action }) => action.kind === "substitute" && uncomments(action.from.source));
  const content = hidden === true ? effect.why : read;
  if (content.known && file.content.known && content.value.file.text === file.content.value.file.text)
    return isLink ? [file] : [];
  const note = `${file.path} is edited here`;
  return [
    {
      ...file,
      content,
      edited: true,
      at,
      because: [...file.because, ...because, { at, note }],
    },
  ];
}
