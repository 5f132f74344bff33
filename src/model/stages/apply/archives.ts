/** What is unpacked from archives of the repo: by ADD, and by tar. */
import type { Archive, ArchiveEntry } from "../../../parsers/archive.ts";
import { type Place, sourceFile } from "../../../source.ts";
import { parentOf, resolvePath } from "../../container-path.ts";
import { type Evidence, type Fact, known, type Unknown, unknown } from "../../fact.ts";
import { containerFiles, type FileLayer, isFile, opaqueLayer, putLayer } from "../../files/layers.ts";
import type { ContainerFile, FileContent, Owner } from "../../files/types.ts";
import type { PlacedEffect } from "../../shell/effects.ts";
import type { UnpackEffect, UnpackHow } from "../../shell/unpack/effect.ts";
import { mayComeWithSystem } from "../../stock/some-releases.ts";
import { linkTo } from "../repo-files.ts";
import type { State } from "../state.ts";
import { ownerWith, runOwner } from "./owners.ts";

/** An archive that is unpacked. */
export interface Unpacking {
  readonly archive: Archive;
  readonly to: string;
  readonly how: Pick<UnpackHow, "strip" | "members" | "absolute">;
  readonly ownerOf: (entry: ArchiveEntry, path: string) => Fact<Owner>;
  readonly modeOf: (entry: ArchiveEntry) => Fact<number>;
  /** Makes the folders that the archive does not name. */
  readonly folders: (path: string) => readonly ContainerFile[];
  readonly at: Place;
  readonly because: readonly Evidence[];
}

// Steps of the budget for each file.
const UNPACK_STEPS = 100;

/** The files of an archive where they are unpacked to. */
export function unpackedLayers(state: State, unpacking: Unpacking): FileLayer[] {
  const { archive, to, how, at, folders } = unpacking;
  const files = containerFiles(state.layers, state.work.budget);
  state.work.budget.spend(UNPACK_STEPS * archive.entries.length);
  const layers: FileLayer[] = [];
  const put = new Map<string, ContainerFile>();
  for (const entry of archive.entries) {
    const inside = taken(entry.path, how);
    if (inside === undefined) continue;
    const path = state.layers.real(inside.startsWith("/") ? inside : resolvePath(to, inside), false);
    const standing = files.entry(path);
    // Of tar and its like some keep a link to a folder, and others put a folder in its place.
    if (entry.kind === "directory" && isFile(standing) && standing.kind === "link") {
      const why = `whether the link ${path} is kept is unknown`;
      layers.push(opaqueLayer(path, unknown({ key: `link ${path}`, why }, at)));
    } else put.set(path, unpackedFile(unpacking, entry, path));
  }
  const above = [...new Set([...put.keys()].map(parentOf))].filter((path) => !put.has(path));
  return [
    ...above.map((path) => putLayer(folders(path).filter((file) => !put.has(file.path)))),
    ...layers,
    putLayer([...put.values()]),
  ];
}

/** Where a path of an archive goes below its target; `undefined` where it is left out. */
function taken(path: string, { strip, members, absolute }: Unpacking["how"]): string | undefined {
  if (members !== undefined && !members.some((name) => path === name || path.startsWith(`${name}/`)))
    return undefined;
  const parts = path.split("/").filter((part) => part !== "");
  const rest = parts.slice(strip);
  if (strip > 0 && rest.length === 0) return undefined;
  return (absolute && path.startsWith("/") ? "/" : "") + rest.join("/");
}

function unpackedFile(
  { ownerOf, modeOf, at, because }: Unpacking,
  entry: ArchiveEntry,
  path: string,
): ContainerFile {
  const note = `${path} is unpacked here`;
  return {
    path,
    kind: entry.kind,
    ...(entry.kind === "link" ? linkTo(path, entry.target ?? "") : {}),
    content: contentOf(entry, at),
    owner: ownerOf(entry, path),
    mode: modeOf(entry),
    at,
    from: "run",
    because: [...because, { at, note }],
  };
}

function contentOf({ kind, path, content }: ArchiveEntry, at: Place): Fact<FileContent> {
  if (kind !== "file" || content === undefined)
    return unknown({ key: kind, why: kind === "link" ? "it is a link" : "it is a folder" }, at);
  if ("unreadable" in content)
    return unknown({ key: `unreadable ${path}`, why: `${path} of the archive ${content.unreadable}` }, at);
  return known({ file: sourceFile(at.file.path, content.text), place: () => at }, at);
}

/** What tar unpacks: of an archive of the repo its files, and else nothing is known of the folder. */
export function tarLayers(
  state: State,
  effect: UnpackEffect,
  {
    where,
    folders,
  }: {
    readonly where: Pick<PlacedEffect, "at" | "because" | "umask">;
    readonly folders: Unpacking["folders"];
  },
): FileLayer[] {
  const { path, how, why } = effect;
  const { at, because } = where;
  const found =
    effect.archive === undefined
      ? undefined
      : containerFiles(state.layers, state.work.budget).lookup(effect.archive);
  const archive = isFile(found) && found.edited !== true ? found.archive?.() : undefined;
  if (how === undefined || archive === undefined) return [opaqueLayer(path, why)];
  if ("unreadable" in archive) return [opaqueLayer(path, unread(effect, archive.unreadable, at))];
  const { ownerOf, modeOf } = tarGives(state, { how, umask: where.umask, at });
  return unpackedLayers(state, { archive, to: path, how, ownerOf, modeOf, folders, at, because });
}

function unread({ path, archive = "" }: UnpackEffect, reason: string, at: Place): Unknown {
  const why = `${archive} ${reason}, so what is unpacked into ${path} is unknown`;
  return unknown({ key: `archive ${archive}`, why }, at);
}

/** What tar gives to files: as root the archive's owners and modes, as anybody else its own, less what the umask takes. */
function tarGives(
  state: State,
  {
    how,
    umask = 0o022,
    at,
  }: { readonly how: UnpackHow; readonly umask: number | null | undefined; readonly at: Place },
): Pick<Unpacking, "ownerOf" | "modeOf"> {
  const runner = runOwner(state, at);
  const isRoot = runner.known ? /^(root|0)$/.test(runner.value.user) : undefined;
  const open = (what: string) =>
    unknown({ key: "unpacked by", why: `who unpacks it here is unknown, and so is its ${what}` }, at);
  return {
    ownerOf: (entry, path) => {
      if (isRoot === undefined) return open("owner");
      return how.own || !isRoot ? runOwner(state, at, path) : archivedOwner(state, entry, at);
    },
    modeOf: ({ kind, mode }) => {
      const masked = how.masked ?? (isRoot === undefined ? undefined : !isRoot);
      if (kind === "link") return known(0o777, at);
      if (masked === undefined || (masked && umask === null)) return open("mode");
      return known(masked ? mode & 0o777 & ~(umask ?? 0) : mode, at);
    },
  };
}

/** Names count before numbers, where the image has them. */
function archivedOwner(state: State, { uid, gid, user, group }: ArchiveEntry, at: Place): Fact<Owner> {
  const userName = accountIn(state, state.users, { name: user, id: uid });
  const groupName = accountIn(state, state.groups, { name: group, id: gid });
  if (userName !== undefined && groupName !== undefined) return known(ownerWith(userName, groupName), at);
  const why = `whether the image has user ${user ?? uid} and group ${group ?? gid} is unknown`;
  return unknown({ key: `archived owner ${user ?? uid}`, why }, at);
}

function accountIn(
  { otherAccounts }: State,
  list: State["users"] | State["groups"],
  { name, id }: { readonly name: string | undefined; readonly id: number },
): string | undefined {
  const number = id === 0 ? "root" : String(id);
  if (name === undefined) return number;
  if (name === "root" || list.has("name", name)) return name;
  return otherAccounts !== undefined || mayComeWithSystem(name) ? undefined : number;
}
