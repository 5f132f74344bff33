/** ADD of an archive: what lies in it goes below the target. */
import type { Archive } from "../../../parsers/archive.ts";
import type { Instruction, Word } from "../../../parsers/dockerfile/parse.ts";
import type { Place } from "../../../source.ts";
import type { Unreadable } from "../../../workspace/workspace.ts";
import { known, unknown } from "../../fact.ts";
import type { FileLayer } from "../../files/layers.ts";
import { noticeLayers } from "../apply/account-files.ts";
import { unpackedLayers } from "../apply/archives.ts";
import { newFolders } from "../apply/folders.ts";
import { ownerWith } from "../apply/owners.ts";
import type { Stamp } from "../repo-files.ts";
import { type State, wordPlace } from "../state.ts";
import { hiding, type Target } from "./copy-target.ts";

/** Whether an instruction unpacks what it is given, if that is an archive of the context. */
export function isUnpacking({ keyword, flags }: Instruction): boolean {
  const unpack = flags.find(({ name }) => name === "unpack")?.value?.raw;
  return keyword === "ADD" && unpack !== "false" && unpack !== "0";
}

/** An archive that ADD is given. */
interface Added {
  readonly word: Word;
  readonly target: Target;
  readonly stamp: Stamp;
  /** Whether the instruction has `--chown`. */
  readonly isGiven: boolean;
}

/** Adds what an archive holds: owners by number and modes as they are in it (BuildKit v0.34, unpack.go), or all to `--chown`. */
export function addArchive(state: State, archive: Archive | Unreadable, added: Added): void {
  const at = wordPlace(state, added.word);
  const layers = "unreadable" in archive ? hidden(archive, added, at) : unpacked(state, archive, added);
  for (const layer of layers) state.layers.push(layer);
  noticeLayers(state, layers, at);
}

function hidden({ unreadable }: Unreadable, { word, target }: Added, at: Place): FileLayer[] {
  const why = `ADD unpacks ${word.raw}, which ${unreadable}`;
  return hiding({ ...target, folder: true }, unknown({ key: `ADD ${word.raw}`, why }, at));
}

function unpacked(state: State, archive: Archive, { target, stamp, isGiven }: Added): FileLayer[] {
  const { at, owner } = stamp;
  const folder = { kind: "folder", owner: "root", group: "root", unmasked: true } as const;
  return unpackedLayers(state, {
    archive,
    to: target.path,
    how: { strip: 0, absolute: false },
    ownerOf: ({ uid, gid }) => (isGiven ? owner : known(ownerWith(named(uid), named(gid)), at)),
    modeOf: ({ kind, mode }) => known(kind === "link" ? 0o777 : mode, at),
    folders: (path) => newFolders(state, { ...folder, path }, { at, because: [] }),
    at,
    because: [],
  });
}

function named(id: number): string {
  return id === 0 ? "root" : String(id);
}
