import type { Place } from "../../source.ts";
import { baseName, fixedPart, globExpression, isGlob, parentOf, resolvePath } from "../container-path.ts";
import { type Evidence, known, type Unknown, unknown } from "../fact.ts";
import {
  containerFiles,
  type FileLayer,
  isFile,
  opaqueLayer,
  putLayer,
  realPath,
  removeLayer,
  removeMatchingLayer,
} from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import type { AccountEffect, Effect } from "../shell/effects.ts";
import { copyLayers } from "./apply-copies.ts";
import { loginGroup, modeLayer, ownerLayer, ownerWith, runOwner, withLoginGroup } from "./apply-owners.ts";
import { appended, emptyContent, sedContent } from "./content.ts";
import type { State } from "./state.ts";

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
      return edit(state, effect, where);
    case "folder":
      return [putLayer(newFolders(state, effect, at))];
    case "link":
      return link(state, effect, where);
    case "remove":
      return [removal(effect.path)];
    case "copy": {
      const copied = copyLayers(state, effect, at);
      return effect.move ? [...copied, removal(effect.from)] : copied;
    }
    case "owner":
      return [ownerLayer(withLoginGroup(state, effect, at), at)];
    case "mode":
      return [modeLayer(effect, at)];
    case "opaque":
      return [opaqueLayer(effect.path, effect.why)];
  }
}

/** The effect on the path that links lead to: `/var/run/x` is `/run/x`. Only chown and chmod follow a link itself. */
function onRealPath(state: State, effect: FileEffect): FileEffect {
  // chown -R leaves a link that is named to it as it is, and changes the link alone; chmod follows it.
  const isFollowed = (effect.kind === "owner" && !effect.deep) || effect.kind === "mode";
  const real = (path: string, last: boolean) => {
    if (!isGlob(path)) return realPath(state.layers, path, last);
    const parts = path.split("/");
    const fixed = parts.findIndex(isGlob);
    const folder = realPath(state.layers, parts.slice(0, fixed).join("/") || "/", true);
    return resolvePath(folder, parts.slice(fixed).join("/"));
  };
  if (effect.kind === "copy")
    return { ...effect, from: real(effect.from, false), to: real(effect.to, false) };
  return { ...effect, path: real(effect.path, isFollowed) };
}

/** An effect that is about files alone. */
export type FileEffect = Exclude<Effect, AccountEffect | { kind: "install" | "uninstall" }>;

/** Where an effect stands, and why it is told so. */
interface Where {
  readonly at: Place;
  readonly because: readonly Evidence[];
}

function write(
  state: State,
  effect: Extract<Effect, { kind: "write" }>,
  { at, because }: Where,
): FileLayer[] {
  const standing = containerFiles(state.layers, state.work.budget).lookup(effect.path);
  const path = isFile(standing) ? standing.path : effect.path;
  const content =
    effect.append && standing !== undefined ? appended(standing, effect.content, at) : effect.content;
  const file: ContainerFile = {
    path,
    kind: "file",
    content,
    owner: isFile(standing) ? standing.owner : runOwner(state, at, path),
    mode: isFile(standing) ? standing.mode : known(0o644, at),
    at,
    // What is added to a file leaves it what it was: the stock file, or the repo's.
    ...(effect.append && isFile(standing) ? { ...kept(standing), edited: true } : { from: "run" }),
    because: [...because, { at, note: `${path} is written here` }],
  };
  return [putLayer([file])];
}

/** A file that stands stays as it is; one of which nothing is known is there now, and no more can be told of it. */
function touch(
  state: State,
  { path }: Extract<Effect, { kind: "touch" }>,
  { at, because }: Where,
): FileLayer[] {
  const standing = containerFiles(state.layers, state.work.budget).lookup(path);
  if (isFile(standing)) return [];
  const real = realPath(state.layers, path, true);
  const isNew = standing === undefined || isGap(state, standing);
  const made: ContainerFile = {
    path: real,
    kind: "file",
    content: standing ?? known(emptyContent(at), at),
    owner: isNew ? runOwner(state, at, real) : standing,
    mode: isNew ? known(0o644, at) : standing,
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

function edit(state: State, effect: Extract<Effect, { kind: "edit" }>, where: Where): FileLayer[] {
  const files = containerFiles(state.layers, state.work.budget);
  const { files: matched, others } = files.glob(effect.path);
  const edited = matched.flatMap((found): ContainerFile[] => {
    const real = files.lookup(found.path);
    // sed writes a new file in place of a link.
    const standing = isGlob(effect.path) ? found : files.entry(effect.path);
    const path = isFile(standing) ? standing.path : found.path;
    return editedFile({ ...(isFile(real) ? real : found), path }, effect, where);
  });
  const hidden = others !== undefined || matched.length === 0;
  const fixed = isGlob(effect.path) ? parentOf(effect.path) : effect.path;
  return [...(hidden ? [opaqueLayer(fixed, effect.why)] : []), putLayer(edited)];
}

/** Whether an expression takes a comment away that may hide something that decides. */
function uncomments(source: string): boolean {
  return (
    source.includes("#") &&
    !/#\W*(Server(Name|Admin|Tokens|Signature)|server_tokens|gzip|tcp_nopush|multi_accept)/.test(source)
  );
}

/** The file after an edit; nothing where sed finds nothing in it. */
function editedFile(
  file: ContainerFile,
  effect: Extract<Effect, { kind: "edit" }>,
  { at, because }: Where,
): ContainerFile[] {
  const isStock = file.from === "base" || file.from === "package";
  // Of stock files only the lines that decide are kept.
  const beyond = effect.sed?.some(
    // A line number means another line in them.
    ({ address }) => typeof address === "number" || address === "$",
  );
  const sed = isStock && beyond ? undefined : effect.sed;
  const read = sed === undefined ? effect.why : sedContent(file.content, sed, at);
  const same = read.known && file.content.known && read.value.file.text === file.content.value.file.text;
  // A comment that is taken away may be one that is left out.
  const hidden =
    isStock &&
    same &&
    sed?.some(({ action }) => action.kind === "substitute" && uncomments(action.from.source));
  const content = hidden === true ? effect.why : read;
  if (content.known && file.content.known && content.value.file.text === file.content.value.file.text)
    return [];
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

/** The folder with those above it that did not exist. */
function newFolders(state: State, effect: Extract<Effect, { kind: "folder" }>, at: Place): ContainerFile[] {
  const files = containerFiles(state.layers, state.work.budget);
  const made: ContainerFile[] = [];
  for (let path = effect.path; path !== "/"; path = parentOf(path)) {
    const standing = files.entry(path);
    if (isFile(standing)) break;
    if (standing !== undefined && made.length > 0) break;
    const content = unknown({ key: "folder", why: "it is a folder" }, at);
    const owner =
      effect.owner === undefined
        ? runOwner(state, at, path)
        : known(ownerWith(effect.owner, loginGroup(state, effect.owner)), at);
    made.push({
      path,
      kind: "directory",
      content,
      owner,
      mode: known(effect.mode ?? 0o755, at),
      at,
      from: "run",
      because: [{ at, note: `${path} is created here` }],
    });
  }
  return made;
}

function link(state: State, effect: Extract<Effect, { kind: "link" }>, { at, because }: Where): FileLayer[] {
  const standing = containerFiles(state.layers, state.work.budget).lookup(effect.path);
  const folder = isFile(standing) && standing.kind === "directory";
  const path = folder ? resolvePath(effect.path, baseName(effect.target.replace(/\/+$/, ""))) : effect.path;
  const target = resolvePath(parentOf(path), effect.target);
  return [
    putLayer([
      {
        path,
        kind: "link",
        target,
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

function removal(path: string) {
  if (!isGlob(path)) return removeLayer(path);
  const expression = globExpression(path);
  return removeMatchingLayer(fixedPart(path), (asked) => expression.test(asked));
}
