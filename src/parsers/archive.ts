/** Tar archives, plain or by gzip: what lies in them, within a budget. */
import { gunzipSync } from "node:zlib";
import { Header } from "tar/header";
import { Parser } from "tar/parse";
import type { ReadEntry } from "tar/read-entry";
import { decodeText } from "../decode.ts";

/** What stands in an archive under one name. */
export interface ArchiveEntry {
  /** As the archive writes it, without slashes at its end. */
  readonly path: string;
  /** A second name of a file of the archive is that file once more. */
  readonly kind: "file" | "directory" | "link";
  /** What a link says. */
  readonly target?: string;
  /** Permission and set-id bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Names of owner and group, where the archive has them. */
  readonly user?: string;
  readonly group?: string;
  /** The text of a file, or why there is none. */
  readonly content?: ReturnType<typeof decodeText>;
}

/** What an archive holds, a later entry in place of an earlier one of its path. */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
}

/** Why an archive is not read. */
export interface UnreadArchive {
  readonly unread: string;
}

/** Unpacked bytes, and entries, that an archive may have. */
export interface ArchiveLimits {
  readonly bytes: number;
  readonly entries: number;
}

// No configuration is longer; a copy of the rest is not kept.
const LONGEST_TEXT = 1024 * 1024;

const LIMITS: ArchiveLimits = { bytes: 128 * 1024 * 1024, entries: 20_000 };

const BLOCK = 512;

// What docker and tar unpack besides gzip, by its first bytes.
const OTHER_COMPRESSIONS: Readonly<Record<string, readonly number[]>> = {
  bzip2: [0x42, 0x5a, 0x68],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
};

/** What an archive holds, or why that is not read; `undefined` for a file that is none, as Docker decides it: by its first header. */
export function readArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits = LIMITS,
): Archive | UnreadArchive | undefined {
  const other = Object.entries(OTHER_COMPRESSIONS).find(([, start]) => startsWith(bytes, start));
  if (other !== undefined) return { unread: `is compressed by ${other[0]}` };
  if (!startsWith(bytes, [0x1f, 0x8b])) return readTar(bytes, limits);
  let plain: Uint8Array;
  try {
    plain = gunzipSync(bytes, { maxOutputLength: limits.bytes });
  } catch (error) {
    const large = (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
    return { unread: large ? `holds more than ${limits.bytes >> 20} MiB` : "is not whole" };
  }
  return readTar(plain, limits);
}

/** Whether a text begins as an archive: their fields may be filled with blanks, and what is packed may come out as text. */
export function beginsArchive(text: string): boolean {
  const bytes = Buffer.from(text.slice(0, BLOCK));
  const isPacked = Object.values(OTHER_COMPRESSIONS).some((start) => startsWith(bytes, start));
  return isPacked || (bytes.length >= BLOCK && new Header(bytes, 0).cksumValid);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function readTar(bytes: Uint8Array, limits: ArchiveLimits): Archive | UnreadArchive | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < BLOCK) return undefined;
  const first = new Header(buffer, 0);
  if (first.nullBlock || !first.cksumValid) return undefined;
  const entries = new Map<string, ArchiveEntry>();
  const names = ownersIn(buffer);
  let count = 0;
  let problem: string | undefined;
  const parser = new Parser({
    onwarn: (_code, message) => {
      problem ??= `is not whole: ${message}`;
    },
    onReadEntry: (entry) => {
      const chunks: Uint8Array[] = [];
      const owner = names[count++];
      entry.on("data", (chunk) => chunks.push(chunk));
      entry.on("end", () => {
        if (entries.size >= limits.entries) problem ??= `holds more than ${limits.entries} files`;
        if (problem !== undefined) return;
        const taken = entryOf(entry, chunks, entries);
        if ("unread" in taken) problem = taken.unread;
        else entries.set(taken.path, { ...owner, ...taken });
      });
    },
  });
  let ends = buffer.length % BLOCK === 0;
  parser.on("eof", () => {
    ends = true;
  });
  try {
    parser.end(buffer);
  } catch {
    problem ??= "is not whole";
  }
  if (!ends) problem ??= "is not whole";
  return problem === undefined ? { entries: [...entries.values()] } : { unread: problem };
}

type OwnerNames = Pick<ArchiveEntry, "user" | "group">;

const META = /^(Global|Old)?ExtendedHeader$|^NextFileHasLong|^OldGnuLongPath$/;

/** The names of owner and group in each header: tar 7.5 gives those of POSIX's format alone, and not of GNU's. */
function ownersIn(buffer: Buffer): readonly OwnerNames[] {
  const owners: OwnerNames[] = [];
  for (let at = 0; at + BLOCK <= buffer.length; ) {
    const header = new Header(buffer, at);
    if (!header.nullBlock && !header.cksumValid) break;
    const [user, group] = [textAt(buffer, at + 265), textAt(buffer, at + 297)];
    const isMeta = META.test(header.type);
    if (!header.nullBlock && !isMeta)
      owners.push({ ...(user === "" ? {} : { user }), ...(group === "" ? {} : { group }) });
    at += BLOCK * (1 + Math.ceil((header.nullBlock ? 0 : (header.size ?? 0)) / BLOCK));
  }
  return owners;
}

const NAME_BYTES = 32;

/** A text of a header, which ends at a NUL. */
function textAt(buffer: Buffer, start: number): string {
  return buffer.toString("utf8", start, start + NAME_BYTES).replace(/\0.*$/s, "");
}

function entryOf(
  { path: written, type, mode, uid, gid, uname, gname, linkpath }: ReadEntry,
  chunks: readonly Uint8Array[],
  before: ReadonlyMap<string, ArchiveEntry>,
): ArchiveEntry | UnreadArchive {
  const path = plainPath(written);
  // Docker and tar refuse a way out of the folder, and what tar does behind a link of its own differs.
  if (path === undefined) return { unread: `holds ${written}, which leads out of it` };
  if (liesBehindLink(path, before)) return { unread: `holds ${written}, which lies behind a link` };
  const own = {
    path,
    mode: (mode ?? 0) & 0o7777,
    uid: uid ?? 0,
    gid: gid ?? 0,
    ...(uname ? { user: uname } : {}),
    ...(gname ? { group: gname } : {}),
  };
  switch (type) {
    case "File":
    case "OldFile":
    case "ContiguousFile":
      return { ...own, kind: "file", content: textOf(chunks) };
    case "Directory":
      return { ...own, kind: "directory" };
    case "SymbolicLink":
      return { ...own, kind: "link", target: linkpath ?? "" };
    case "Link": {
      const named = before.get(plainPath(linkpath ?? "") ?? "");
      return named === undefined ? { unread: `holds another name of ${linkpath}` } : { ...named, path };
    }
    default:
      return { unread: `holds ${written}, which is a ${type}` };
  }
}

/** A path without `.` and slashes at its end; one from the root keeps its slash. `undefined`: it leads out. */
function plainPath(written: string): string | undefined {
  const parts = written.split("/").filter((part) => part !== "" && part !== ".");
  return parts.includes("..") ? undefined : (written.startsWith("/") ? "/" : "") + parts.join("/");
}

function liesBehindLink(path: string, before: ReadonlyMap<string, ArchiveEntry>): boolean {
  for (let cut = path.lastIndexOf("/"); cut > 0; cut = path.lastIndexOf("/", cut - 1))
    if (before.get(path.slice(0, cut))?.kind === "link") return true;
  return false;
}

function textOf(chunks: readonly Uint8Array[]): ReturnType<typeof decodeText> {
  const bytes = Buffer.concat(chunks);
  return bytes.length > LONGEST_TEXT ? { unreadable: "is larger than 1 MiB" } : decodeText(bytes);
}
