/** cp, mv, ln without -s, install and rsync, as GNU coreutils 9.1 and BusyBox 1.35 were seen to act. */
import { baseName, isGlob, parentOf, resolvePath } from "../container-path.ts";
import type { Unknown } from "../fact.ts";
import { changedMode, type ModeChange, readMode } from "../files/modes.ts";
import type { CopyEffect } from "./copy-effect.ts";
import type { Effect } from "./effects.ts";
import { type FileCommand, type Operands, type Options, operands } from "./options.ts";

/** What a command does, `undefined` where it cannot be read. */
export type CopyReader = (command: FileCommand) => readonly Effect[] | undefined;

export const COPYING: Options = { short: "St", long: ["suffix", "target-directory"] };
const INSTALL: Options = { short: "gmotS", long: ["group", "mode", "owner", "target-directory", "suffix"] };
const RSYNC: Options = { short: "efBTM", long: ["rsh", "chmod", "chown", "backup-dir", "suffix"] };

/** Absolute paths; `undefined` when one is relative and the folder is not known. */
export function paths({ folder }: FileCommand, names: readonly string[]): string[] | undefined {
  const found = names.map((name) =>
    name.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", name) : undefined,
  );
  return found.every((path) => path !== undefined) ? found : undefined;
}

/** Whether one of some options is given. */
export function has({ flags, values }: Operands, ...names: readonly string[]): boolean {
  return names.some((name) => flags.has(name) || values.has(name));
}

/** Commands that copy and move, each read exactly or not at all. */
export const copyCommands = {
  cp: (command: FileCommand) => {
    const read = operands(command.args, COPYING);
    const isDeep = has(read, "r", "R", "recursive", "a", "archive");
    // Of a folder it makes folders of links.
    if (has(read, "s", "symbolic-link")) return isDeep ? undefined : linked(command, read);
    const standing = has(read, "remove-destination") ? ({ standing: "replaced" } as const) : spared(read);
    const how: How = { move: false, links: linksOf(read), ...standing };
    const kept: How = { ...how, keeps: true };
    if (has(read, "l", "link")) {
      const isSaid = has(read, "a", "archive", "d", "P", "no-dereference", "L", "dereference", "H");
      return copying(command, read, { ...kept, one: true, ...(isSaid ? {} : { links: "all", hard: true }) });
    }
    const whole = keepsOwner(command, read) ? kept : how;
    return has(read, "parents") ? withParents(command, read, whole) : copying(command, read, whole);
  },
  mv: (command: FileCommand) => {
    const read = operands(command.args, COPYING);
    return copying(command, read, {
      move: true,
      links: "all",
      keeps: true,
      standing: "replaced",
      ...spared(read),
    });
  },
  install,
  rsync,
} satisfies Readonly<Record<string, CopyReader>>;

/** `ln` without -s: both names are of one file. */
export function hardLinks(command: FileCommand, read: Operands): readonly Effect[] | undefined {
  return copying(command, read, { move: false, links: "all", one: true, keeps: true, standing: "replaced" });
}

type How = Pick<CopyEffect, "move" | "links" | "hard" | "one" | "keeps" | "standing" | "stamp">;

function linksOf(read: Operands): CopyEffect["links"] {
  if (has(read, "L", "dereference")) return "none";
  if (has(read, "H")) return "below";
  return has(read, "a", "archive", "R", "r", "recursive", "d", "P", "no-dereference") ? "all" : "none";
}

function keepsOwner({ args }: FileCommand, read: Operands): boolean {
  const what = read.values.get("preserve");
  const isKept = what === undefined ? has(read, "a", "archive", "p", "preserve") : OWNERSHIP.test(what);
  // The last one counts.
  const dropped = args.findLastIndex((arg) => arg.startsWith("--no-preserve=") && OWNERSHIP.test(arg));
  return (
    isKept &&
    !args.slice(dropped + 1).every((arg) => dropped >= 0 && !/^-(\w*[ap]|-(archive|preserve))/.test(arg))
  );
}

const OWNERSHIP = /(^|[,=])(all|ownership)(,|$)/;

/** What stands and is not written over: always, or where it is newer. */
function spared(read: Operands): Pick<CopyEffect, "standing"> {
  if (has(read, "n", "no-clobber")) return { standing: "stays" };
  return has(read, "u", "update") ? { standing: "open" } : {};
}

function copying(command: FileCommand, read: Operands, how: How): readonly Effect[] | undefined {
  const { names, values } = read;
  const into = values.get("t") ?? values.get("target-directory");
  const target = into ?? names.at(-1);
  const written = into === undefined ? names.slice(0, -1) : names;
  const sources = paths(command, written);
  const [to] = target === undefined ? [] : (paths(command, [target]) ?? []);
  if (sources === undefined || to === undefined || sources.length === 0) return undefined;
  const isPlain = has(read, "T", "no-target-directory");
  const isFolder = !isPlain && (into !== undefined || sources.length > 1 || sources.some(isGlob));
  const slash = /\/\.?$|^\.{1,2}$/.test(target ?? "") ? { slash: true as const } : {};
  return sources.map((from, index): Effect => {
    const name = written[index] ?? "";
    // `src/.` has no name of its own: it becomes the target, or what is in it goes there.
    const isContent = /(^|\/)\.{1,2}\/*$/.test(name);
    const kept = isPlain || isContent ? "no" : isFolder ? "yes" : "maybe";
    const atEnd = name.endsWith("/") && !how.move ? { atEnd: true as const } : {};
    const links = isContent && how.links === "all" ? "below" : how.links;
    return { kind: "copy", from, to, into: kept, ...slash, ...how, ...atEnd, links };
  });
}

/** `cp --parents a/b /to`: the path as it is written goes into the folder. */
function withParents(command: FileCommand, read: Operands, how: How): readonly Effect[] | undefined {
  const all = copying(command, read, how);
  const { names, values } = read;
  const sources = values.has("t") || values.has("target-directory") ? names : names.slice(0, -1);
  if (sources.some(isGlob)) return undefined;
  return all?.flatMap((effect, index): readonly Effect[] => {
    if (effect.kind !== "copy") return [effect];
    const to = resolvePath(effect.to, `./${sources[index] ?? ""}`);
    const folders: Effect[] = [];
    // Each folder on the way is made like the source's.
    let [path, like] = [parentOf(to), parentOf(effect.from)];
    for (; path !== effect.to && path !== "/"; [path, like] = [parentOf(path), parentOf(like)])
      folders.unshift({ kind: "folder", path, like });
    return [...folders, { ...effect, to, into: "no" }];
  });
}

function linked(command: FileCommand, read: Operands): readonly Effect[] | undefined {
  const copies = copying(command, read, { move: false, links: "all" });
  return copies?.flatMap((effect, index): readonly Effect[] => {
    if (effect.kind !== "copy") return [effect];
    const path = effect.into === "yes" ? resolvePath(effect.to, baseName(effect.from)) : effect.to;
    return [{ kind: "link", path, target: read.names[index] ?? effect.from }];
  });
}

function install(command: FileCommand): readonly Effect[] | undefined {
  const read = operands(command.args, INSTALL);
  const { names, values } = read;
  const isFolder = has(read, "d", "directory");
  const word = values.get("m") ?? values.get("mode");
  const change = word === undefined ? undefined : readMode(word);
  if (word !== undefined && change === undefined) return undefined;
  const mode = change === undefined ? 0o755 : changedMode(change, 0, { isFolder });
  const owner = values.get("o") ?? values.get("owner");
  const group = values.get("g") ?? values.get("group");
  const owners = { ...(owner === undefined ? {} : { owner }), ...(group === undefined ? {} : { group }) };
  if (isFolder)
    return paths(command, names)?.flatMap((path) => installedFolder(path, folderMode(command, word), owners));
  const copied = copying(command, read, {
    move: false,
    links: "none",
    standing: "replaced",
    stamp: { mode, ...owners },
  });
  if (!has(read, "D")) return copied;
  const folders = copied?.flatMap((effect) =>
    effect.kind === "copy" ? [effect.into === "yes" ? effect.to : parentOf(effect.to)] : [],
  );
  return (
    copied &&
    [...new Set(folders)].map((path): Effect => ({ kind: "folder", path, unmasked: true })).concat(copied)
  );
}

/** What letters come to for a folder depends on whether it is there. */
function folderMode(command: FileCommand, word = "00755"): ModeChange | Unknown {
  const key = `install -m ${word}`;
  const change = /^\d+$/.test(word) ? readMode(word) : undefined;
  return change ?? command.why({ key, why: `what ${key} gives to a folder is unknown` });
}

/** `install -d` gives its owner and mode to a folder that is there already, too. */
function installedFolder(
  path: string,
  mode: ModeChange | Unknown,
  { owner = "", group }: { readonly owner?: string; readonly group?: string },
): readonly Effect[] {
  const given: Effect = {
    kind: "owner",
    path,
    deep: false,
    owner,
    ...(group === undefined ? {} : { group }),
    follows: "named",
  };
  return [
    { kind: "folder", path, unmasked: true },
    { kind: "mode", path, deep: false, mode },
    ...(owner === "" && group === undefined ? [] : [given]),
  ];
}

/** `rsync -a FROM/ TO` between folders of the image; what is left out or deleted by patterns cannot be told. */
function rsync(command: FileCommand): readonly Effect[] | undefined {
  const read = operands(command.args, RSYNC);
  const { names, flags, values } = read;
  const known =
    /^(a|r|v|z|h|q|p|o|g|t|l|D|P|H|A|X|S|W|i|archive|recursive|verbose|quiet|links|perms|owner|group|times|progress|stats|compress|human-readable|info|numeric-ids|hard-links|inplace|whole-file)$/;
  const isRead = [...flags, ...values.keys()].every((name) => known.test(name));
  if (!isRead || names.length < 2 || names.some((name) => name.includes(":"))) return undefined;
  if (!has(read, "a", "archive", "r", "recursive")) return undefined;
  const isWhole = has(read, "a", "archive");
  const keepsBoth =
    isWhole || (has(read, "o", "owner") && has(read, "g", "group") && has(read, "p", "perms"));
  const links = isWhole || has(read, "l", "links") ? "all" : "none";
  if (!keepsBoth && has(read, "o", "owner", "g", "group", "p", "perms")) return undefined;
  const sources = names.slice(0, -1);
  const [to, ...from] = paths(command, [names.at(-1) ?? "", ...sources]) ?? [];
  if (to === undefined || sources.some(isGlob)) return undefined;
  return from.map(
    (path, index): Effect => ({
      kind: "copy",
      from: path,
      to,
      into: /(^|\/)\.?$/.test(sources[index] ?? "") ? "no" : "yes",
      slash: true,
      move: false,
      links,
      standing: "replaced",
      ...(keepsBoth ? { keeps: true } : {}),
    }),
  );
}
