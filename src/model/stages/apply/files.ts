import { baseName, isGlob, parentOf, resolvePath } from "../../container-path.ts";
import { known, type Unknown, unknown } from "../../fact.ts";
import { containerFiles, type FileLayer, isFile, Layers, opaqueLayer, putLayer } from "../../files/layers.ts";
import type { ContainerFile } from "../../files/types.ts";
import type { AccountEffect, Effect } from "../../shell/effects.ts";
import { appended, emptyContent, isSameText } from "../content.ts";
import { linkTo } from "../repo-files.ts";
import { hasBusyBox, type State } from "../state.ts";
import { tarLayers } from "./archives.ts";
import { copyLayers } from "./copies.ts";
import { editedLayers } from "./edits.ts";
import { maskOf, newFolders, newMode, type Where } from "./folders.ts";
import { modeLayers, ownerLayers, runOwner, withLoginGroup } from "./owners.ts";
import { removal, removed } from "./removals.ts";
import { switched } from "./switches.ts";

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
      return [removed(state, effect)];
    case "switch":
      return [...switched(state, effect, where).layers];
    case "copy": {
      const copied = copyLayers(state, effect, { at, umask: maskOf(where) });
      // What stands is spared with -n, and what would take its place stays, too.
      const isMoved = effect.move && !(effect.standing === "stays" && copied.length === 0);
      return isMoved ? [removal(effect.from), ...copied] : copied;
    }
    case "owner":
      return ownerLayers(state, withLoginGroup(state, effect, at), at);
    case "mode":
      return modeLayers(
        state,
        {
          ...effect,
          deep: effect.deep && (effect.only !== undefined || !stopsAtLink(state, written, effect.path)),
        },
        at,
      );
    case "unpack": {
      const folders = (path: string) => newFolders(state, { kind: "folder", path }, where);
      return tarLayers(state, effect, { where, folders });
    }
    case "opaque": {
      // What a link leads to may be what is changed.
      const paths = new Set([effect.path, state.layers.real(effect.path, true)]);
      const opaque = [...paths].map((path) => opaqueLayer(path, effect.why));
      return eitherWay(opaque, { state, effect, where });
    }
  }
}

/** Layers that hide what may be done, with what stands for all of them where conditions lead to it. */
export function eitherWay(
  hiding: readonly FileLayer[],
  { state, effect: { instead }, where }: OpaqueEffect,
): FileLayer[] {
  if (instead === undefined) return [...hiding];
  const { branches, effect } = instead;
  const done = (before: Iterable<FileLayer>) => {
    const layers = before instanceof Layers ? before : new Layers(before);
    return fileLayers({ ...state, layers }, effect, where);
  };
  return hiding.map((layer, index) => ({
    ...layer,
    either: { branches, layers: index === 0 ? done : () => [] },
  }));
}

/** Something that may be done to files. */
interface OpaqueEffect {
  readonly state: State;
  readonly effect: Extract<Effect, { kind: "opaque" }>;
  readonly where: Where;
}

/** Whether chmod -R stops at a link that is named to it: BusyBox's changes the folder behind it alone. */
function stopsAtLink(state: State, written: FileEffect, real: string): boolean {
  const isPlain = written.kind === "mode" && written.slash === undefined;
  return isPlain && hasBusyBox(state) && state.layers.real(written.path, false) !== real;
}

/** The effect on the path that links lead to: `/var/run/x` is `/run/x`. Only chmod, and chown where it says so, follow a link itself. */
function onRealPath(state: State, effect: FileEffect): FileEffect {
  const follows =
    (effect.kind === "owner" && effect.follows !== undefined) || /^(mode|unpack)$/.test(effect.kind);
  // What a find starts from is a link to it, unless it is told otherwise.
  const isFollowed = "only" in effect && effect.only !== undefined ? effect.only.followed : follows;
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

function write(state: State, effect: Extract<Effect, { kind: "write" }>, where: Where): FileLayer[] {
  const { at, because } = where;
  const standing = containerFiles(state.layers, state.work.budget).lookup(effect.path);
  const path = isFile(standing) ? standing.path : state.layers.real(effect.path, true);
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
        owner: runOwner(state, at, path),
        mode: known(0o777, at),
        at,
        from: "run",
        because: [...because, { at, note: `${path} is linked to ${target} here` }],
      },
    ]),
  ];
}
