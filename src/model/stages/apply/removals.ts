/** What rm and find take away. */
import { fixedPart, isBelow, isGlob, shellGlob } from "../../container-path.ts";
import {
  containerFiles,
  type FileLayer,
  isFile,
  removeLayer,
  removeMatchingLayer,
} from "../../files/layers.ts";
import { isSelected, type Selection } from "../../files/selection.ts";
import type { Effect } from "../../shell/effects.ts";
import { hasBusyBox, type State } from "../state.ts";

/** What rm removes; of a link with a slash behind it GNU's takes what lies in the folder, and BusyBox's the link. */
export function removed(
  state: State,
  { path, only, slash, plain }: Extract<Effect, { kind: "remove" }>,
): FileLayer {
  if (only !== undefined) return chosenRemoval(state, path, { only, plain });
  const files = containerFiles(state.layers, state.work.budget);
  const standing = slash === true ? files.entry(path) : undefined;
  const real =
    isFile(standing) && standing.kind === "link" && !hasBusyBox(state) ? files.lookup(path) : undefined;
  if (!isFile(real)) return removal(path);
  return removeMatchingLayer(real.path, (asked) => isBelow(asked, real.path));
}

/** What a find removes: where the kind of file counts, of those alone that are known. */
function chosenRemoval(
  { layers }: State,
  folder: string,
  { only, plain }: { readonly only: Selection; readonly plain: "files" | "empty" | undefined },
): FileLayer {
  const { kind, followed: _, ...rest } = only;
  const before = layers.copy();
  const isChosen = (path: string): boolean => {
    const isAsked = kind !== undefined || plain !== undefined;
    const standing = isAsked ? before.entry(path) : undefined;
    if (kind !== undefined && !(isFile(standing) && standing.kind === kind)) return false;
    if (plain !== undefined && isFile(standing) && standing.kind === "directory") {
      const isLeft = plain === "files" || !before.below(path).every((file) => isChosen(file.path));
      if (isLeft) return false;
    }
    return isSelected(rest, folder, { path, kind: kind ?? "file" });
  };
  return removeMatchingLayer(folder, isChosen);
}

/** A path that is gone, or all that a pattern matches. */
export function removal(path: string): FileLayer {
  if (!isGlob(path)) return removeLayer(path);
  const expression = shellGlob(path);
  return removeMatchingLayer(fixedPart(path), (asked) => expression.test(asked));
}
