/** What tar, unzip and their like write: GNU tar 1.34 and BusyBox 1.35 as they read their options. */
import { ownValue } from "../../../names.ts";
import { resolvePath } from "../../container-path.ts";
import type { Reason, Unknown } from "../../fact.ts";
import { anything } from "../doubtful.ts";
import type { Effect } from "../effects.ts";
import { type Operands, operands } from "../options.ts";
import { SERVER_FOLDERS } from "../unread.ts";
import type { UnpackEffect, UnpackHow } from "./effect.ts";

/** A command that unpacks; a word that cannot be told stands in it as it is written. */
export interface UnpackCommand {
  readonly args: readonly string[];
  readonly folder: string | null;
  readonly why: (reason: Reason) => Unknown;
}

/** What a program unpacks, and where to; nothing where it only lists or packs. */
interface Unpacked extends Pick<UnpackEffect, "archive" | "how"> {
  /** The folder as it is written; absent for the one that the command runs in. */
  readonly to?: string;
}

/** `undefined` where it packs, which is not read here. */
type Reader = (args: readonly string[]) => Unpacked | "nothing" | undefined;

/** What a command unpacks; `undefined` for commands that unpack nothing. */
export function unpackEffects(name: string, command: UnpackCommand): readonly Effect[] | undefined {
  if (TAR.test(name) && runsPrograms(command.args))
    return anything(command.why({ key: `programs of ${name}`, why: `what ${name} runs here is unknown` }));
  const read = ownValue(UNPACKERS, name)?.(command.args);
  if (read === undefined) return undefined;
  if (read === "nothing") return [];
  const { to = ".", how, archive } = read;
  const paths = how?.absolute === true && how.members === undefined ? ["/"] : foldersOf(to, command);
  const from = archive === undefined || isOpen(archive) ? undefined : within(archive, command);
  return paths.map((path): Effect => {
    const why = command.why({ key: `${name} ${path}`, why: `what ${name} unpacks into ${path} is unknown` });
    if (isOpen(to)) return { kind: "opaque", path, why };
    const source = from === undefined ? {} : { archive: from };
    return { kind: "unpack", path, ...source, ...(how === undefined ? {} : { how }), why };
  });
}

/** Whether a word holds what cannot be told. */
function isOpen(word: string): boolean {
  return /[$`]/.test(word);
}

/** The folders that a word may mean: of one that starts with a variable, where servers have theirs. */
function foldersOf(to: string, command: UnpackCommand): readonly string[] {
  if (!isOpen(to)) {
    const path = within(to, command);
    return path === undefined ? [] : [path];
  }
  const [, literal] = /^(\/[^$`]*)\//.exec(to) ?? [];
  return literal === undefined ? SERVER_FOLDERS : [resolvePath("/", literal)];
}

function within(path: string, { folder }: Pick<UnpackCommand, "folder">): string | undefined {
  if (path.startsWith("/")) return resolvePath("/", path);
  return folder === null || path.startsWith("~") ? undefined : resolvePath(folder, path);
}

// getopt's letters of GNU tar that take a value, and its long names; those of BusyBox are among them.
const TAR_LETTERS = "bCfFgHIKLNTVX";
const TAR_LONG = [
  ...["add-file", "after-date", "blocking-factor", "checkpoint-action", "directory", "exclude"],
  ...["exclude-from", "exclude-ignore", "exclude-tag", "file", "files-from", "format", "group", "group-map"],
  ...["hole-detection", "index-file", "info-script", "label", "level", "listed-incremental", "mode", "mtime"],
  ...["new-volume-script", "newer", "newer-mtime", "owner", "owner-map", "pax-option", "quote-chars"],
  ...["quoting-style", "record-size", "rmt-command", "rsh-command", "sort", "starting-file"],
  ...["strip-components", "suffix", "tape-length", "to-command", "transform", "use-compress-program"],
  ...["volno-file", "warning", "xform"],
];
// What changes neither which files are written nor how.
const TAR_PLAIN =
  /^(a|auto-compress|bzip2|C|directory|f|file|force-local|get|gunzip|gzip|I|j|J|lzip|lzma|lzop|m|numeric-owner|overwrite|p|P|absolute-names|preserve-permissions|record-size|same-owner|same-permissions|strip-components|touch|U|unlink-first|use-compress-program|v|verbose|warning|x|extract|xz|z|Z|zstd|o|no-same-owner|no-same-permissions|ungzip|uncompress|b|blocking-factor|warning)$/;

/** tar's options: bundled without a dash, or as getopt has them, long names cut short as well. */
function readTar(args: readonly string[]): Unpacked | "nothing" | undefined {
  const words = withDashes(args);
  const read = operands(words, { short: TAR_LETTERS, long: TAR_LONG });
  const { values, flags, names } = read;
  const has = (...wanted: readonly string[]) => wanted.some((name) => flags.has(name));
  if (has("O", "to-stdout", "t", "list", "d", "diff", "compare")) return "nothing";
  if (!has("x", "extract", "get")) return undefined;
  const folders = words.filter((word) => /^(-\w*C|--directory(=|$))/.test(word));
  const to = values.get("C") ?? values.get("directory");
  const top = words.find((word) => word.startsWith("--one-top-level"));
  const archive = values.get("f") ?? values.get("file");
  const strip = values.get("strip-components") ?? "0";
  const isRead =
    folders.length < 2 &&
    [...flags, ...values.keys()].every((name) => TAR_PLAIN.test(name)) &&
    /^\d+$/.test(strip) &&
    !names.some((name) => isOpen(name) || /[*?[]/.test(name));
  const absolute = has("P", "absolute-names");
  const how: UnpackHow = {
    strip: Number(strip),
    ...(names.length === 0 ? {} : { members: names.map((name) => name.replace(/^\.\/|\/+$/g, "")) }),
    absolute,
    own: has("o", "no-same-owner"),
    ...maskedBy(read),
  };
  return {
    ...(top === undefined ? (to === undefined ? {} : { to }) : { to: topLevel(to, top) }),
    ...(archive === undefined || archive === "-" ? {} : { archive }),
    ...(isRead && top === undefined ? { how } : absolute ? { to: "/" } : {}),
  };
}

const TAR = /^(g|bsd)?tar$/;
const RUNS = [
  "I",
  "use-compress-program",
  "to-command",
  "F",
  "info-script",
  "new-volume-script",
  "rsh-command",
];
const COMPRESSORS =
  /^(\S*\/)?(un)?(gzip|pigz|[pl]?bzip2|xz|pixz|p?lzip|lzma|lzop|p?zstd|zstdmt|lz4|brotli|gunzip|bunzip2|compress)(\s+[-\w=]+)*$/;

/** Whether tar runs a program that is no compressor: by an option, for each file, between two records. */
function runsPrograms(args: readonly string[]): boolean {
  const { values } = operands(withDashes(args), { short: TAR_LETTERS, long: TAR_LONG });
  if (/^exec=/.test(values.get("checkpoint-action") ?? "")) return true;
  return RUNS.some((name) => {
    const program = values.get(name);
    return program !== undefined && !COMPRESSORS.test(program.trim());
  });
}

function maskedBy({ flags }: Operands): Pick<UnpackHow, "masked"> {
  if (flags.has("no-same-permissions")) return { masked: true };
  return ["p", "preserve-permissions", "same-permissions"].some((name) => flags.has(name))
    ? { masked: false }
    : {};
}

/** A folder of the archive's own name, or of the one that is given: what is above it is left alone. */
function topLevel(to = ".", option: string): string {
  const [, name] = option.split("=");
  return name === undefined ? to : name.startsWith("/") ? name : `${to}/${name}`;
}

/** `tar xzfC FILE FOLDER` as `-x -z -f FILE -C FOLDER`, and long names in full. */
function withDashes([first = "", ...rest]: readonly string[]): readonly string[] {
  const words: string[] = [];
  let behind = rest;
  if (/^[a-zA-Z]+$/.test(first)) {
    for (const letter of first) {
      words.push(`-${letter}`);
      if (!TAR_LETTERS.includes(letter)) continue;
      words.push(behind[0] ?? "");
      behind = behind.slice(1);
    }
  } else behind = first === "" ? rest : [first, ...rest];
  return [...words, ...behind.map(inFull)];
}

function inFull(word: string): string {
  const [, name = "", rest = ""] = /^--([a-z-]+)(=.*)?$/s.exec(word) ?? [];
  if (name === "") return word;
  const whole =
    name === "dir" ? "directory" : TAR_LONG.find((one) => one.startsWith(name) && name.length > 3);
  return whole === undefined ? word : `--${whole}${rest}`;
}

/** `unzip FILE [MEMBER…] -d FOLDER`. */
function readUnzip(args: readonly string[]): Unpacked | "nothing" {
  const { values, flags, names } = operands(args, { short: "dPx", long: [] });
  if (["p", "c", "l", "t", "v", "z", "Z"].some((flag) => flags.has(flag)) || names.length === 0)
    return "nothing";
  // With `-:` names may lead out of the folder.
  if (flags.has(":")) return { to: "/" };
  const to = values.get("d");
  return to === undefined ? {} : { to };
}

/** Programs by their verb, with the folder behind an option or as an operand. */
const UNPACKERS: Readonly<Record<string, Reader>> = {
  tar: readTar,
  gtar: readTar,
  bsdtar: readTar,
  unzip: readUnzip,
  ...Object.fromEntries(["7z", "7za", "7zr", "7zz"].map((name) => [name, readSevenZip])),
  cpio: (args) => {
    const { values, flags, names } = operands(args, {
      short: "CDEFHIMORW",
      long: ["directory", "file", "format"],
    });
    // It copies into the folder that is its operand.
    if (flags.has("p") || flags.has("pass-through")) return folderOf(names[0]);
    if (!flags.has("i") && !flags.has("extract")) return undefined;
    return folderOf(values.get("D") ?? values.get("directory"));
  },
  jar: ([verb = "", ...rest]) => {
    if (!/^-{0,2}(\w*x\w*|extract)$/.test(verb)) return undefined;
    return folderOf(operands(rest, { short: "fC", long: ["file", "dir"] }).values.get("dir"));
  },
  ar: ([verb = ""]) => (/^-?\w*x/.test(verb) ? {} : undefined),
  unrar: ([verb = "", ...rest]) =>
    /^[xe]$/.test(verb) ? folderOf(rest.filter((word) => !word.startsWith("-")).at(1)) : undefined,
  unsquashfs: (args) => {
    const at = args.findIndex((arg) => /^-d(est)?$/.test(arg));
    return { to: at < 0 ? "squashfs-root" : (args[at + 1] ?? ".") };
  },
  ...Object.fromEntries(["python", "python3"].map((name) => [name, readPython])),
  dpkg: readDeb,
  "dpkg-deb": readDeb,
};

function folderOf(to: string | undefined): Unpacked {
  return to === undefined ? {} : { to };
}

function readSevenZip([verb = "", ...rest]: readonly string[]): Unpacked | undefined {
  if (!/^[xe]$/.test(verb) || rest.includes("-so")) return undefined;
  return folderOf(rest.find((word) => /^-o./.test(word))?.slice(2));
}

/** `python3 -m tarfile -e FILE [FOLDER]`. */
function readPython([module, name = "", verb = "", , to]: readonly string[]): Unpacked | undefined {
  const isUnpacking = module === "-m" && /^(tarfile|zipfile)$/.test(name) && /^(-e|--extract)$/.test(verb);
  return isUnpacking ? folderOf(to) : undefined;
}

/** `dpkg -x FILE FOLDER`. */
function readDeb(args: readonly string[]): Unpacked | undefined {
  const at = args.findIndex((arg) => /^(-[xXR]|--(v?extract|raw-extract))$/.test(arg));
  return at < 0 ? undefined : folderOf(args[at + 2]);
}
