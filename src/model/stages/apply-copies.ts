/** What cp, mv, ln without -s and install bring, as layers. */
import type { Place } from "../../source.ts";
import { baseName, isGlob, resolvePath } from "../container-path.ts";
import { known, unknown } from "../fact.ts";
import { containerFiles, type FileLayer, isFile, opaqueLayer, putLayer } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import type { Effect } from "../shell/effects.ts";
import { runOwner } from "./apply-owners.ts";
import type { State } from "./state.ts";

type CopyEffect = Extract<Effect, { kind: "copy" }>;

/** The copies; what a move takes away is left to the caller. */
export function copyLayers(state: State, effect: CopyEffect, at: Place): FileLayer[] {
  const { from, to, into } = effect;
  const files = containerFiles(state.layers, state.work.budget);
  const standing = files.lookup(to);
  const folder = into || (isFile(standing) && standing.kind === "directory");
  const { files: sources, others } = files.glob(from);
  const layers: FileLayer[] = [];
  if (others !== undefined || sources.length === 0) {
    const why = others ?? unknown({ key: `copy of ${from}`, why: `${from} is unknown` }, at);
    layers.push(opaqueLayer(folder && !isGlob(from) ? resolvePath(to, baseName(from)) : to, why));
  }
  for (const source of sources) {
    const target = folder ? resolvePath(to, baseName(source.path)) : to;
    const below = source.kind === "directory" ? files.under(source.path) : { files: [] };
    if (below.others !== undefined) layers.push(opaqueLayer(target, below.others));
    const all = [source, ...below.files];
    const pathOf = (file: ContainerFile) => target + file.path.slice(source.path.length);
    layers.push(putLayer(all.map((file) => copied(state, { file, path: pathOf(file), effect, at }))));
  }
  return layers;
}

interface CopiedFile {
  readonly file: ContainerFile;
  readonly path: string;
  readonly effect: CopyEffect;
  readonly at: Place;
}

function copied(state: State, { file, path, effect: { move, stamp }, at }: CopiedFile): ContainerFile {
  const made = move ? file.owner : runOwner(state, at, path);
  const { owner: user = made.known ? made.value.user : undefined, group } = stamp ?? {};
  const given = user === undefined ? made : known({ user, ...(group === undefined ? {} : { group }) }, at);
  return {
    ...file,
    path,
    owner: stamp?.owner === undefined && group === undefined ? made : given,
    mode: stamp === undefined ? file.mode : known(stamp.mode, at),
    because: [...file.because, { at, note: `${path} is created from ${file.path} here` }],
  };
}
