/** What cp, mv, ln without -s, install and rsync bring, as layers. */
import type { Place } from "../../../source.ts";
import { baseName, isGlob, parentOf, resolvePath } from "../../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../../fact.ts";
import { inheritedGroup } from "../../files/access.ts";
import {
  containerFiles,
  type FileLayer,
  isFile,
  opaqueLayer,
  putLayer,
  removeLayer,
} from "../../files/layers.ts";
import type { ContainerFile, ContainerFiles } from "../../files/types.ts";
import type { CopyEffect } from "../../shell/copy-effect.ts";
import { hasBusyBox, type State } from "../state.ts";
import { ownerWith, runOwner } from "./owners.ts";

/** A copy that is applied. */
interface Copying {
  readonly state: State;
  readonly files: ContainerFiles;
  readonly effect: CopyEffect;
  readonly at: Place;
  /** The group that the folder it goes to hands on. */
  readonly handed?: string | undefined;
  /** What the process masks of modes; `null` when it cannot be told. */
  readonly umask: number | null;
}

// Steps of the budget for each file: a row of copies of copies grows by all that there is.
const COPY_STEPS = 500;

/** The copies; what a move takes away is left to the caller. */
export function copyLayers(
  state: State,
  effect: CopyEffect,
  { at, umask }: Pick<Copying, "at" | "umask">,
): FileLayer[] {
  const files = containerFiles(state.layers, state.work.budget);
  const copying: Copying = {
    state,
    files,
    effect: { ...effect, links: linksHere(state, effect) },
    at,
    umask,
  };
  const { from, to, into } = effect;
  const { sources, others } = sourcesOf(copying);
  const layers: FileLayer[] = [];
  if (others !== undefined || sources.length === 0) {
    const why = others ?? unknown({ key: `copy of ${from}`, why: `${from} is unknown` }, at);
    const standing = files.lookup(to);
    const folder = isFile(standing) ? standing.kind === "directory" : effect.slash === true;
    const isNamed = into === "yes" || (into === "maybe" && folder);
    layers.push(opaqueLayer(isNamed && !isGlob(from) ? resolvePath(to, baseName(from)) : to, why));
  }
  for (const source of sources) for (const layer of oneCopy(copying, source)) layers.push(layer);
  return layers;
}

/** Which links are copied as links: of GNU's cp a slash behind one leads to the folder, and `-l` takes what links lead to. */
function linksHere(state: State, { links, atEnd, hard }: CopyEffect): CopyEffect["links"] {
  if (hasBusyBox(state)) return links;
  if (hard === true) return "none";
  return links === "all" && atEnd === true ? "below" : links;
}

function sourcesOf({ files, effect: { from, links } }: Copying): {
  readonly sources: readonly ContainerFile[];
  readonly others?: Unknown;
} {
  if (isGlob(from)) {
    const { files: matched, others } = files.glob(from);
    const sources = links === "all" ? matched : matched.flatMap((file) => behindLink(files, file));
    return others === undefined ? { sources } : { sources, others };
  }
  const found = links === "all" ? files.entry(from) : files.lookup(from);
  if (found === undefined) return { sources: [] };
  return isFile(found) ? { sources: [{ ...found, path: found.path }] } : { sources: [], others: found };
}

/** The file that a link leads to, by the name of the link. */
function behindLink(files: ContainerFiles, file: ContainerFile): readonly ContainerFile[] {
  if (file.kind !== "link") return [file];
  const real = files.lookup(file.path);
  return isFile(real) ? [{ ...real, path: file.path }] : [];
}

function oneCopy(copying: Copying, source: ContainerFile): readonly FileLayer[] {
  const { files, effect, at } = copying;
  const target = targetOf(copying, source);
  if (typeof target !== "string") return [opaqueLayer(effect.to, target)];
  const standing = files.lookup(target);
  const isMerged = !effect.move && isFile(standing) && standing.kind === "directory";
  const isThere = isFile(standing) && !(isMerged && source.kind === "directory");
  if (effect.standing === "stays" && isThere) return [];
  if (effect.standing === "open" && isThere) {
    const why = `which of ${source.path} and ${target} is newer is unknown`;
    return [opaqueLayer(target, unknown({ key: `newer ${target}`, why }, at))];
  }
  const below = source.kind === "directory" ? files.under(source.path) : { files: [] };
  // Where a link was followed, what lies below has another path than the one that is named.
  const real = files.lookup(source.path);
  const root = isFile(real) && source.kind === "directory" ? real.path : source.path;
  const all = [
    source,
    ...below.files.flatMap((file) => (effect.links === "none" ? behindLink(files, file) : [file])),
  ];
  copying.state.work.budget.spend(COPY_STEPS * all.length);
  // What is made in a folder that hands its group on has that group, however deep.
  const folder =
    isFile(standing) && standing.kind === "directory" ? standing : files.lookup(parentOf(target));
  const handed = isFile(folder) ? inheritedGroup(folder) : undefined;
  const pathOf = (file: ContainerFile) => (file === source ? target : target + file.path.slice(root.length));
  return [
    ...(effect.move ? [removeLayer(target)] : []),
    ...(below.others === undefined ? [] : [opaqueLayer(target, below.others)]),
    putLayer(all.map((file) => copied({ ...copying, handed }, file, pathOf(file)))),
  ];
}

/** Where a source goes; a reason where that depends on what the base holds. */
function targetOf({ state, files, effect, at }: Copying, source: ContainerFile): string | Unknown {
  const { to, into, slash, from } = effect;
  const name = baseName(isGlob(from) ? source.path : from);
  const standing = files.lookup(to);
  // What a pattern stands for may be one file, which takes the place of another.
  const isOver = isGlob(from) && isFile(standing) && standing.kind !== "directory";
  if (into === "yes" && !isOver) return resolvePath(state.layers.real(to, true), name);
  const isWritten = isFile(standing) && (standing.kind === "directory" || !isReplaced(state, effect));
  if (into === "no") return isWritten && !effect.move ? standing.path : to;
  const written = isReplaced(state, effect) ? to : state.layers.real(to, true);
  if (standing === undefined) return written;
  if (isFile(standing)) {
    if (standing.kind === "directory") return resolvePath(standing.path, name);
    // cp writes through a link to a file, everything else takes its place.
    return isReplaced(state, effect) ? to : standing.path;
  }
  if (slash !== true) return written;
  // A file goes into what has a slash behind it, or nowhere.
  if (source.kind !== "directory") return resolvePath(to, name);
  const folder = files.lookup(parentOf(to));
  if (isFile(folder) && folder.from === "run" && state.base !== undefined) return to;
  return unknown({ key: `folder ${to}`, why: `whether folder ${to} exists is unknown` }, at);
}

/** Whether a file that stands gives way to a new one: Alpine's BusyBox is built so (CONFIG_FEATURE_NON_POSIX_CP). */
function isReplaced(state: State, { standing }: CopyEffect): boolean {
  return standing === "replaced" || hasBusyBox(state);
}

const SET_IDS = 0o6000;
const SET_GROUP_ID = 0o2000;

function copied(copying: Copying, file: ContainerFile, path: string): ContainerFile {
  const { state, files, effect, at } = copying;
  const { move, keeps, stamp } = effect;
  const because = [...file.because, { at, note: `${path} is created from ${file.path} here` }];
  const moved = { ...file, ...targetOfLink(file, path), path, because };
  // Only root may give files away.
  if (move || (keeps === true && isByRoot(state))) return moved;
  const standing = files.entry(path);
  const isSame = isFile(standing) && standing.kind === file.kind;
  const isReused = file.kind === "directory" || (file.kind === "file" && !isReplaced(state, effect));
  // What stands keeps its owner and mode, whatever is written into it.
  if (isSame && isReused) return { ...moved, owner: standing.owner, mode: standing.mode };
  const runner = runOwner(state, at, path);
  const { handed } = copying;
  const made =
    runner.known && handed !== undefined ? known(ownerWith(runner.value.user, handed), at) : runner;
  if (stamp === undefined) {
    const mode = keeps === true ? file.mode : maskedMode(copying, file);
    const isGiven = handed !== undefined && !hasBusyBox(state);
    const isHanded = isGiven && file.kind === "directory" && mode.known;
    return { ...moved, owner: made, mode: isHanded ? known(mode.value | SET_GROUP_ID, at) : mode };
  }
  const { owner: user = made.known ? made.value.user : undefined, group } = stamp;
  const own = made.known ? made.value.group : undefined;
  const given = user === undefined ? made : known(ownerWith(user, group ?? own), at);
  return {
    ...moved,
    owner: stamp.owner === undefined && group === undefined ? made : given,
    mode: known(stamp.mode, at),
  };
}

/** The mode of a new file: the source's, without what the umask takes away. */
function maskedMode(
  { state: { system, packages }, umask, at }: Copying,
  { mode, kind }: ContainerFile,
): Fact<number> {
  if (!mode.known || kind === "link") return mode;
  if (umask === null) return unknown({ key: "umask", why: "the umask here is unknown" }, at);
  const masked = mode.value & ~umask;
  if ((masked & SET_IDS) === 0) return masked === mode.value ? mode : known(masked, at);
  // GNU cp takes the set-id bits away, BusyBox leaves them.
  if (system === "debian" || system === "rhel" || packages.has("coreutils"))
    return known(masked & ~SET_IDS, at);
  if (system === "alpine") return known(masked, at);
  return unknown({ key: "set-id bits", why: "whether cp keeps the set-id bits is unknown" }, at);
}

/** A link that counts from its own folder leads elsewhere from another one. */
function targetOfLink({ kind, relative }: ContainerFile, path: string): Pick<ContainerFile, "target"> {
  return kind === "link" && relative !== undefined ? { target: resolvePath(parentOf(path), relative) } : {};
}

/** Whether a line surely runs as root. */
function isByRoot({ user, base }: State): boolean {
  const [name] = (user === undefined ? (base?.user?.name ?? "root") : (user.spec ?? "")).split(":");
  return name === "root" || name === "0";
}
