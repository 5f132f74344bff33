/** Edits of a build that change nothing in a text that is known whole. */
import type { Place } from "../../source.ts";
import { isWithin } from "../container-path.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, ContainerFiles } from "../files/types.ts";
import type { Effect } from "../shell/effects.ts";
import type { SedCommand } from "../shell/sed/command.ts";
import type { Image, Step } from "../stages/image.ts";

/** A sed that leaves every file that it is given as it is. */
export interface IdleEdit {
  readonly at: Place;
  /** The files, as they lie in the container. */
  readonly files: readonly ContainerFile[];
}

type Edit = Extract<Effect, { kind: "edit" }>;

/** The idle edits of the RUN lines of an image's own Dockerfile. */
export function idleEdits({ stages, final, files, file }: Image): readonly IdleEdit[] {
  return stages.flatMap((stage) =>
    stage.own.flatMap((step, index) => {
      if (step.dockerfile.file.path !== file.path) return [];
      const later = stage.own[index + 1]?.files() ?? (stage === final ? files : undefined);
      return later === undefined ? [] : ofStep(step, later);
    }),
  );
}

function ofStep({ effects, files, mounted }: Step, after: ContainerFiles): readonly IdleEdit[] {
  const byCommand = new Map<string, { readonly at: Place; readonly edits: Edit[] }>();
  for (const { effect, at } of effects) {
    if (effect.kind !== "edit" || mounted.some((folder) => isWithin(effect.path, folder))) continue;
    const key = JSON.stringify([at.file.path, at.span]);
    const found = byCommand.get(key) ?? { at, edits: [] };
    found.edits.push(effect);
    byCommand.set(key, found);
  }
  return [...byCommand.values()].flatMap(({ at, edits }) => {
    const left = edits.map((edit) => leftAlone(edit, { before: files(), after }));
    return left.includes(undefined) ? [] : [{ at, files: left.flatMap((one) => one ?? []) }];
  });
}

/** The files of an edit, if it surely changes none of them; the lines of a base or package are not all known. */
function leftAlone(
  { path, only, sed }: Edit,
  { before, after }: { readonly before: ContainerFiles; readonly after: ContainerFiles },
): readonly ContainerFile[] | undefined {
  if (sed === undefined || sed.quiet || only !== undefined || sed.commands.every(isTidying)) return undefined;
  const { files, others } = before.glob(path);
  const isLeft = files.length > 0 && others === undefined && files.every((file) => isSame(file, after));
  return isLeft ? files : undefined;
}

/** Whether a command takes blanks or the line ends of Windows away: it is for those who have them in their checkout. */
function isTidying({ action }: SedCommand): boolean {
  if (action.kind !== "substitute" || action.to.some((part) => part !== "")) return false;
  return (
    /\r|\\r|\\x0?d/i.test(action.from.source) ||
    /^\^?(?:\\[st]|\[[^\]]*\]|[ *+$\]])*$/.test(action.from.source)
  );
}

function isSame(file: ContainerFile, after: ContainerFiles): boolean {
  const now = after.lookup(file.path);
  const isOurs = file.from === "repo" || file.from === "run";
  if (!isOurs || file.kind !== "file" || !isFile(now) || !file.content.known || !now.content.known)
    return false;
  return file.content.value.file.text === now.content.value.file.text;
}
