import { baseName, fixedPart, isGlob, parentOf, resolvePath, shellGlob } from "../../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../../fact.ts";
import { inheritedGroup } from "../../files/access.ts";
import {
  containerFiles,
  type FileLayer,
  isFile,
  opaqueLayer,
  putLayer,
  removeLayer,
  removeMatchingLayer,
} from "../../files/layers.ts";
import { isSelected, type Selection } from "../../files/selection.ts";
import type { ContainerFile } from "../../files/types.ts";
import type { AccountEffect, Effect, PlacedEffect } from "../../shell/effects.ts";
import { appended, emptyContent, isSameText } from "../content.ts";
import { linkTo } from "../repo-files.ts";
import type { State } from "../state.ts";
import { tarLayers } from "./archives.ts";
import { copyLayers } from "./copies.ts";
import { editedLayers } from "./edits.ts";
import { loginGroup, modeLayer, ownerLayers, ownerWith, runOwner, withLoginGroup } from "./owners.ts";

/** What an effect on files adds to the layers of a stage. */
export function fileLayers(state: State, written: FileEffect, where: Where): FileLayer[] {
  const { at } = where;
  const effect = onRealPath(state, written);
  switch (effect.kind) {
    case "write":
      return write(state, effect, where);
    case "touch":
      return touch(state, effect, where);
    case "edit":
      return editedLayers(state, effect, where);
    case "folder":
      return [putLayer(newFolders(state, effect, where))];
    case "link":
      return link(state, effect, where);
    case "remove":
      return [
        effect.only === undefined ? removal(effect.path) : chosenRemoval(state, effect.path, effect.only),
      ];
    case "copy": {
      const copied = copyLayers(state, effect, { at, umask: maskOf(where) });
      return effect.move ? [removal(effect.from), ...copied] : copied;
    }
    case "owner":
      return ownerLayers(state, withLoginGroup(state, effect, at), at);
    case "mode":
      return [modeLayer({ ...effect, deep: effect.deep && !stopsAtLink(state, written, effect.path) }, at)];
    case "unpack": {
      const folders = (path: string) => newFolders(state, { kind: "folder", path }, where);
      return tarLayers(state, effect, { where, folders });
    }
    case "opaque":
      return [opaqueLayer(effect.path, effect.why)];
  }
}

/** Whether chmod -R stops at a link that is named to it: BusyBox's changes the folder behind it alone. */
function stopsAtLink({ system, packages, layers }: State, written: FileEffect, real: string): boolean {
  const isBusyBox = system === "alpine" && !packages.has("coreutils");
  return isBusyBox && "path" in written && layers.real(written.path, false) !== real;
}

/** The effect on the path that links lead to: `/var/run/x` is `/run/x`. Only chmod, and chown where it says so, follow a link itself. */
function onRealPath(state: State, effect: FileEffect): FileEffect {
  const isFollowed =
    (effect.kind === "owner" && effect.follows !== undefined) || /^(mode|unpack)$/.test(effect.kind);
  const real = (path: string, last: boolean) => {
    if (!isGlob(path)) return state.layers.real(path, last);
    const parts = path.split("/");
    const fixed = parts.findIndex(isGlob);
    const folder = state.layers.real(parts.slice(0, fixed).join("/") || "/", true);
    return resolvePath(folder, parts.slice(fixed).join("/"));
  };
  if (effect.kind === "copy")
    return { ...effect, from: real(effect.from, false), to: real(effect.to, false) };
  return { ...effect, path: real(effect.path, isFollowed) };
}

/** An effect that is about files alone. */
export type FileEffect = Exclude<Effect, AccountEffect | { kind: "install" | "uninstall" }>;

/** Where an effect stands, and why it is told so. */
type Where = Pick<PlacedEffect, "at" | "because" | "umask">;

// Docker starts the commands of RUN with it.
const UMASK = 0o022;

function maskOf({ umask }: Where): number | null {
  return umask === undefined ? UMASK : umask;
}

/** The mode of something new. */
function newMode(mode: number, where: Where, always = 0): Fact<number> {
  const mask = maskOf(where);
  return mask === null
    ? unknown({ key: "umask", why: "the umask here is unknown" }, where.at)
    : known((mode & ~mask) | always, where.at);
}

function write(state: State, effect: Extract<Effect, { kind: "write" }>, where: Where): FileLayer[] {
  const { at, because } = where;
  const standing = containerFiles(state.layers, state.work.budget).lookup(effect.path);
  const path = isFile(standing) ? standing.path : effect.path;
  if (effect.maybe !== undefined)
    return isSameText(standing, effect.content) ? [] : [opaqueLayer(path, effect.maybe)];
  const content =
    effect.append && standing !== undefined ? appended(standing, effect.content, at) : effect.content;
  const file: ContainerFile = {
    path,
    kind: "file",
    content,
    owner: isFile(standing) ? standing.owner : runOwner(state, at, path),
    mode: isFile(standing) ? standing.mode : newMode(0o666, where),
    ...(effect.mode === undefined ? {} : { mode: known(effect.mode, at) }),
    at,
    // What is added to a file leaves it what it was: the stock file, or the repo's.
    ...(effect.append && isFile(standing) ? { ...kept(standing), edited: true } : { from: "run" }),
    because: [...because, { at, note: `${path} is written here` }],
  };
  return [putLayer([file])];
}

/** A file that stands stays as it is; one of which nothing is known is there now, and no more can be told of it. */
function touch(state: State, { path }: Extract<Effect, { kind: "touch" }>, where: Where): FileLayer[] {
  const { at, because } = where;
  const standing = containerFiles(state.layers, state.work.budget).lookup(path);
  if (isFile(standing)) return [];
  const real = state.layers.real(path, true);
  const isNew = standing === undefined || isGap(state, standing);
  const made: ContainerFile = {
    path: real,
    kind: "file",
    content: standing ?? known(emptyContent(at), at),
    owner: isNew ? runOwner(state, at, real) : standing,
    mode: isNew ? newMode(0o666, where) : standing,
    at,
    from: "run",
    because: [...because, { at, note: `${real} is created here` }],
  };
  return [putLayer([made])];
}

/** Whether an answer is only that our table says nothing of a path of its base. */
function isGap({ base, layers }: State, answer: Unknown): boolean {
  return base !== undefined && layers.first?.opaque?.why === answer;
}

function kept({ from, source }: ContainerFile): Pick<ContainerFile, "from" | "source"> {
  return source === undefined ? { from } : { from, source };
}

/** The folder with those above it that did not exist. */
export function newFolders(
  state: State,
  effect: Extract<Effect, { kind: "folder" }>,
  where: Where,
): ContainerFile[] {
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
  const handed = isFile(standing) && inheritedGroup(standing) !== undefined ? SET_GROUP_ID : 0;
  return paths.map((made) => ({
    path: made,
    kind: "directory",
    content,
    owner,
    mode: folderMode(effect, { isLast: made === effect.path, handed }, where),
    at,
    from: "run",
    because: [{ at, note: `${made} is created here` }],
  }));
}

const SET_GROUP_ID = 0o2000;

/** A mode that is asked for is that of the last folder; mkdir -p lets itself into those above it. */
function folderMode(
  { mode, unmasked }: Extract<Effect, { kind: "folder" }>,
  { isLast, handed }: { readonly isLast: boolean; readonly handed: number },
  where: Where,
): Fact<number> {
  if (unmasked === true) return known(0o755 | handed, where.at);
  if (!isLast) return newMode(0o777, where, 0o300 | handed);
  if (mode === undefined) return newMode(0o777, where, handed);
  return typeof mode === "number" ? known(mode | handed, where.at) : mode;
}

function link(state: State, effect: Extract<Effect, { kind: "link" }>, { at, because }: Where): FileLayer[] {
  const files = containerFiles(state.layers, state.work.budget);
  const standing = effect.over === undefined ? files.lookup(effect.path) : files.entry(effect.path);
  const folder = effect.over !== "anything" && isFile(standing) && standing.kind === "directory";
  const path = folder ? resolvePath(standing.path, baseName(effect.target.replace(/\/+$/, ""))) : effect.path;
  const target = resolvePath(parentOf(path), effect.target);
  return [
    putLayer([
      {
        path,
        kind: "link",
        ...linkTo(path, effect.target),
        content: unknown({ key: "link", why: "it is a link" }, at),
        owner: runOwner(state, at),
        mode: known(0o777, at),
        at,
        from: "run",
        because: [...because, { at, note: `${path} is linked to ${target} here` }],
      },
    ]),
  ];
}

/** What a find removes: where the kind of file counts, of those alone that are known. */
function chosenRemoval({ layers }: State, folder: string, only: Selection): FileLayer {
  const { kind, ...rest } = only;
  const before = layers.copy();
  return removeMatchingLayer(folder, (path) => {
    const standing = kind === undefined ? undefined : before.entry(path);
    if (kind !== undefined && !(isFile(standing) && standing.kind === kind)) return false;
    return isSelected(rest, folder, { path, kind: kind ?? "file" });
  });
}

function removal(path: string) {
  if (!isGlob(path)) return removeLayer(path);
  const expression = shellGlob(path);
  return removeMatchingLayer(fixedPart(path), (asked) => expression.test(asked));
}
