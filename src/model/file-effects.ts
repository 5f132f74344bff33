import type { Place } from "../source.ts";
import type { AccountEffect } from "./apply-accounts.ts";
import {
  changeLayer,
  containerFiles,
  type FileLayer,
  isFile,
  opaqueLayer,
  putLayer,
  removeLayer,
  removeMatchingLayer,
} from "./container-files.ts";
import { baseName, globExpression, isGlob, isWithin, parentOf, resolvePath } from "./container-path.ts";
import type { Effect } from "./effects.ts";
import { type Evidence, type Fact, known, unknown } from "./fact.ts";
import { appended, sedContent } from "./file-content.ts";
import type { ContainerFile, Owner } from "./model.ts";
import type { State } from "./state.ts";

/** What an effect on files adds to the layers of a stage. */
export function fileLayers(state: State, effect: FileEffect, where: Where): FileLayer[] {
  const { at } = where;
  switch (effect.kind) {
    case "write":
      return write(state, effect, where);
    case "edit":
      return edit(state, effect, where);
    case "folder":
      return [putLayer(newFolders(state, effect, at))];
    case "link":
      return link(state, effect, where);
    case "remove":
      return [removal(effect.path)];
    case "copy":
      return copy(state, effect, at);
    case "owner":
      return [changeLayer(applies(effect), (file) => owned(file, effect, at))];
    case "mode":
      return [changeLayer(applies(effect), (file) => ({ ...file, mode: modeFact(effect.mode, at) }))];
    case "opaque":
      return [opaqueLayer(effect.path, effect.why)];
  }
}

type FileEffect = Exclude<Effect, AccountEffect | { kind: "install" | "uninstall" }>;

interface Where {
  readonly at: Place;
  readonly because: readonly Evidence[];
}

function write(
  state: State,
  effect: Extract<Effect, { kind: "write" }>,
  { at, because }: Where,
): FileLayer[] {
  const standing = containerFiles(state.layers).lookup(effect.path);
  const path = isFile(standing) ? standing.path : effect.path;
  const content =
    effect.append && standing !== undefined ? appended(standing, effect.content, at) : effect.content;
  if (content === "same") return [];
  const file: ContainerFile = {
    path,
    kind: "file",
    content,
    owner: isFile(standing) ? standing.owner : known(runOwner(state), at),
    mode: isFile(standing) ? standing.mode : known(0o644, at),
    at,
    from: "run",
    because: [...because, { at, note: `${path} is written here` }],
  };
  return [putLayer([file])];
}

function edit(state: State, effect: Extract<Effect, { kind: "edit" }>, where: Where): FileLayer[] {
  const files = containerFiles(state.layers);
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

/** The file after an edit; nothing where sed finds nothing in it. */
function editedFile(
  file: ContainerFile,
  effect: Extract<Effect, { kind: "edit" }>,
  { at, because }: Where,
): ContainerFile[] {
  const isStock = file.from === "base" || file.from === "package";
  // Of stock files only the lines that decide are kept: a line number means another line in them.
  const byNumber = effect.sed?.some(({ address }) => typeof address === "number" || address === "$");
  const sed = isStock && byNumber ? undefined : effect.sed;
  const content = sed === undefined ? effect.why : sedContent(file.content, sed, at);
  if (content.known && file.content.known && content.value.file.text === file.content.value.file.text)
    return [];
  const note = `${file.path} is edited here`;
  return [
    {
      ...file,
      content,
      from: isStock ? "run" : file.from,
      at,
      because: [...file.because, ...because, { at, note }],
    },
  ];
}

/** The folder with those above it that did not exist. */
function newFolders(state: State, effect: Extract<Effect, { kind: "folder" }>, at: Place): ContainerFile[] {
  const files = containerFiles(state.layers);
  const made: ContainerFile[] = [];
  for (let path = effect.path; path !== "/"; path = parentOf(path)) {
    const standing = files.entry(path);
    if (isFile(standing)) break;
    if (standing !== undefined && made.length > 0) break;
    const content = unknown("it is a folder", at);
    const owner = known(effect.owner === undefined ? runOwner(state) : { user: effect.owner }, at);
    made.push({
      path,
      kind: "directory",
      content,
      owner,
      mode: known(effect.mode ?? 0o755, at),
      at,
      from: "run",
      because: [{ at, note: `${path} is made here` }],
    });
  }
  return made;
}

function link(state: State, effect: Extract<Effect, { kind: "link" }>, { at, because }: Where): FileLayer[] {
  const standing = containerFiles(state.layers).lookup(effect.path);
  const folder = isFile(standing) && standing.kind === "directory";
  const path = folder ? resolvePath(effect.path, baseName(effect.target.replace(/\/+$/, ""))) : effect.path;
  const target = resolvePath(parentOf(path), effect.target);
  return [
    putLayer([
      {
        path,
        kind: "link",
        target,
        content: unknown("it is a link", at),
        owner: known(runOwner(state), at),
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
  return removeMatchingLayer((asked) => expression.test(asked));
}

function copy(
  state: State,
  { from, to, into, move }: Extract<Effect, { kind: "copy" }>,
  at: Place,
): FileLayer[] {
  const files = containerFiles(state.layers);
  const standing = files.lookup(to);
  const folder = into || (isFile(standing) && standing.kind === "directory");
  const { files: sources, others } = files.glob(from);
  const layers: FileLayer[] = [];
  if (others !== undefined || sources.length === 0) {
    const why = others ?? unknown(`${from} is not known`, at);
    layers.push(opaqueLayer(folder && !isGlob(from) ? resolvePath(to, baseName(from)) : to, why));
  }
  for (const source of sources) {
    const target = folder ? resolvePath(to, baseName(source.path)) : to;
    const below = source.kind === "directory" ? files.under(source.path) : { files: [] };
    if (below.others !== undefined) layers.push(opaqueLayer(target, below.others));
    const all = [source, ...below.files];
    layers.push(
      putLayer(
        all.map((file) =>
          copied(state, { file, path: target + file.path.slice(source.path.length), move, at }),
        ),
      ),
    );
  }
  if (move) layers.push(removal(from));
  return layers;
}

function copied(
  state: State,
  { file, path, move, at }: { file: ContainerFile; path: string; move: boolean; at: Place },
): ContainerFile {
  const owner = move ? file.owner : known(runOwner(state), at);
  return {
    ...file,
    path,
    owner,
    because: [...file.because, { at, note: `${path} is made from ${file.path} here` }],
  };
}

function applies({
  path,
  deep,
}: {
  readonly path: string;
  readonly deep: boolean;
}): (asked: string) => boolean {
  if (!isGlob(path)) return (asked) => (deep ? isWithin(asked, path) : asked === path);
  const expression = globExpression(path);
  return (asked) => {
    if (expression.test(asked)) return true;
    for (let at = parentOf(asked); deep && at !== "/"; at = parentOf(at))
      if (expression.test(at)) return true;
    return false;
  };
}

function owned(file: ContainerFile, effect: Extract<Effect, { kind: "owner" }>, at: Place): ContainerFile {
  if (typeof effect.owner !== "string") return { ...file, owner: effect.owner };
  const before = file.owner.known ? file.owner.value : undefined;
  const user = effect.owner === "" ? before?.user : effect.owner;
  if (user === undefined) return file;
  const group = effect.group ?? before?.group;
  return {
    ...file,
    owner: known(group === undefined ? { user } : { user, group }, at),
    because: [...file.because, { at, note: `chown gives it to ${user} here` }],
  };
}

function modeFact(mode: number | ReturnType<typeof unknown>, at: Place): Fact<number> {
  return typeof mode === "number" ? known(mode, at) : mode;
}

/** Who RUN runs as, as the owner of what it makes. */
function runOwner(state: State): Owner {
  const spec = state.user?.spec ?? state.base?.user?.name ?? "root";
  const [user = "root", group] = spec.split(":");
  return group === undefined || group === "" ? { user } : { user, group };
}
