/** Folders that commands make, and the modes of what is new. */
import { parentOf } from "../../container-path.ts";
import { type Fact, known, unknown } from "../../fact.ts";
import { inheritedGroup } from "../../files/access.ts";
import { containerFiles, isFile } from "../../files/layers.ts";
import type { ContainerFile } from "../../files/types.ts";
import type { Effect, PlacedEffect } from "../../shell/effects.ts";
import { hasBusyBox, type State } from "../state.ts";
import { loginGroup, ownerWith, runOwner } from "./owners.ts";

type FolderEffect = Extract<Effect, { kind: "folder" }>;

/** Where an effect stands, and why it is told so. */
export type Where = Pick<PlacedEffect, "at" | "because" | "umask">;

// Docker starts the commands of RUN with it.
const UMASK = 0o022;

/** What a line masks of modes; `null` when it cannot be told. */
export function maskOf({ umask }: Where): number | null {
  return umask === undefined ? UMASK : umask;
}

/** The mode of something new. */
export function newMode(mode: number, where: Where, always = 0): Fact<number> {
  const mask = maskOf(where);
  return mask === null
    ? unknown({ key: "umask", why: "the umask here is unknown" }, where.at)
    : known((mode & ~mask) | always, where.at);
}

/** The folder with those above it that did not exist. */
export function newFolders(state: State, effect: FolderEffect, where: Where): ContainerFile[] {
  const { at } = where;
  const files = containerFiles(state.layers, state.work.budget);
  const paths: string[] = [];
  let path = effect.path;
  for (; path !== "/"; path = parentOf(path)) {
    const standing = files.entry(path);
    if (isFile(standing) || (standing !== undefined && paths.length > 0)) break;
    paths.push(path);
  }
  const content = unknown({ key: "folder", why: "it is a folder" }, at);
  const [highest = effect.path] = paths.slice(-1);
  const owner =
    effect.owner === undefined
      ? runOwner(state, at, highest)
      : known(ownerWith(effect.owner, effect.group ?? loginGroup(state, effect.owner)), at);
  // A folder that hands its group on hands on that it does, too.
  const standing = files.lookup(path);
  const isDropped = effect.mode !== undefined && hasBusyBox(state);
  const handed = !isDropped && isFile(standing) && inheritedGroup(standing) !== undefined ? SET_GROUP_ID : 0;
  const source = effect.like === undefined || hasBusyBox(state) ? undefined : files.lookup(effect.like);
  const like = isFile(source) ? { like: source.mode } : {};
  return paths.map((made) => ({
    path: made,
    kind: "directory",
    content,
    owner,
    mode: folderMode(effect, { isLast: made === effect.path, handed, ...like }, where),
    at,
    from: "run",
    because: [{ at, note: `${made} is created here` }],
  }));
}

const SET_GROUP_ID = 0o2000;

interface Folder {
  readonly isLast: boolean;
  /** The set-group-id bit, where the folder above hands it on. */
  readonly handed: number;
  /** The mode of the folder that it is made like. */
  readonly like?: Fact<number>;
}

/** A mode that is asked for is that of the last folder; mkdir -p lets itself into those above it. */
function folderMode(
  { mode, unmasked }: FolderEffect,
  { isLast, handed, like }: Folder,
  where: Where,
): Fact<number> {
  if (like !== undefined) return like;
  if (unmasked === true) return known(0o755 | handed, where.at);
  if (!isLast) return newMode(0o777, where, 0o300 | handed);
  if (mode === undefined) return newMode(0o777, where, handed);
  return typeof mode === "number" ? known(mode | handed, where.at) : mode;
}
