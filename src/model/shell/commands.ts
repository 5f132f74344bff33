import { ownValue } from "../../names.ts";
import type { ShellCommand } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import { baseName, resolvePath } from "../container-path.ts";
import type { Reason, Unknown } from "../fact.ts";
import { isInterpreter } from "../stock/programs/shells.ts";
import { isAccountTool } from "../stock/programs/tools.ts";
import { accountEffects } from "./accounts.ts";
import { wordOrGlob } from "./assignments.ts";
import { editEffects } from "./edits.ts";
import type { Effect, ShellInput } from "./effects.ts";
import { fileCommands } from "./files.ts";
import { findEffects, xargsEffects } from "./find.ts";
import type { FileCommand } from "./options.ts";
import { packageEffects } from "./packages.ts";
import { foreignEffects } from "./programs/foreign.ts";
import { outputEffects } from "./programs/outputs.ts";
import { markedPrograms, marks, setsId } from "./programs/set-ids.ts";
import { switchEffects } from "./sites.ts";
import { unpackEffects } from "./unpack/commands.ts";
import { isHarmless, mentionEffects, SERVER_FOLDERS } from "./unread.ts";
import { unwrapped } from "./wrappers.ts";

/** Where a command runs. */
export interface CommandAround extends Pick<ShellInput, "script" | "folder"> {
  /** Whether the text around it has put a file at a path. */
  readonly isMade: (path: string) => boolean;
  readonly umask: number | null | undefined;
  readonly lookup: ShellInput["lookup"];
  /** Whether the text around it gives a variable its values in a way that is not followed. */
  readonly mayAssign: (name: string) => boolean;
}

/** What a command does by itself; `undefined` when its program is not one that is read. */
export function simpleEffects(
  walk: CommandAround,
  {
    name,
    args,
    piped,
    why,
    at,
    raw,
  }: {
    name: string;
    args: readonly string[] | undefined;
    /** The words of the command whose output it reads. */
    piped: readonly string[] | undefined;
    why: (reason: Reason) => Unknown;
    at: Place;
    raw: ShellCommand;
  },
): readonly Effect[] | undefined {
  if (isHarmless(name, args) && !isInterpreter(name)) return [];
  if (buildsExtensions(name, walk)) return [];
  const { folder, umask } = walk;
  const unpacked = unpackEffects(name, { args: writtenArgs(raw, walk.lookup), folder, why });
  if (unpacked !== undefined) return unpacked;
  if (name === "xargs") {
    const [searcher, ...searched] = piped ?? [];
    const isFind = args !== undefined && baseName(searcher ?? "") === "find";
    const read = isFind ? xargsEffects(searched, { args, folder, umask, why }, handedEffects) : undefined;
    return read ?? handedOn(raw, why);
  }
  if (args === undefined)
    return unreadable(name, { raw, why, mayAssign: walk.mayAssign, lookup: walk.lookup });
  if (name === "find") return findEffects({ args, folder, umask, why }, handedEffects);
  const accounts = accountEffects(name, args, at);
  if (accounts !== undefined) return accounts;
  const { script, isMade } = walk;
  const foreign = foreignEffects(name, { args, script, isMade, folder, why });
  if (foreign !== undefined && foreign.length > 0) return foreign;
  const files = ownValue(fileCommands, name)?.({ args, folder, umask, why });
  return (
    files ??
    packageEffects(name, args) ??
    outputEffects(name, { args, folder, umask, why }) ??
    switchEffects(name, args, raw) ??
    editEffects(name, { args, folder, umask, why })
  );
}

/**
 * The official php image's own scripts, which write nothing but extensions and their ini files, and take folders to look
 * in (`--with-jpeg-dir=/usr`).
 */
function buildsExtensions(name: string, { script }: CommandAround): boolean {
  if (!/^docker-php-(ext-(configure|install|enable)|source)$/.test(name)) return false;
  const own = script(`/usr/local/bin/${name}`);
  return own === undefined || !("file" in own);
}

/** The words behind a program; what cannot be told stands as it is written. */
function writtenArgs({ words }: ShellCommand, lookup: ShellInput["lookup"]): readonly string[] {
  const written = words.map((word) => wordOrGlob(word, lookup) ?? word.raw.replace(/["']/g, ""));
  return unwrapped(written).slice(1) as readonly string[];
}

/** What a program does to files that another one names to it. */
function handedEffects(name: string, command: FileCommand): readonly Effect[] | undefined {
  if (isHarmless(name, command.args) && !isInterpreter(name)) return [];
  return ownValue(fileCommands, name)?.(command) ?? editEffects(name, command);
}

/** What xargs hands to a command: which paths cannot be told. */
function handedOn({ words }: ShellCommand, why: (reason: Reason) => Unknown): readonly Effect[] | undefined {
  const reason = why({ key: "xargs", why: "what xargs passes to a command is unknown" });
  const names = words.map(({ text }) => baseName(text ?? ""));
  const runs = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const effects: Effect[] = [];
  if (runs(/^(chown|chgrp)$/)) effects.push({ kind: "owner", path: "/", deep: true, owner: reason });
  if (runs(/^chmod$/) && words.some(({ text }) => setsId(text ?? ""))) effects.push(...marks(reason));
  if (runs(/^chmod$/)) effects.push({ kind: "mode", path: "/", deep: true, mode: reason });
  if (runs(/^(rm|mv|cp|sed|ln|install)$/) || names.some(isAccountTool)) {
    effects.push(...SERVER_FOLDERS.map((path): Effect => ({ kind: "opaque", path, why: reason })));
    const renumbers = words.some(({ text }) => sharesNumbers(text ?? ""));
    effects.push({ kind: "opaque-accounts", why: reason, ...(renumbers ? { renumbers } : {}) });
  }
  return effects.length === 0 ? undefined : effects;
}

/** A command of a known kind with an argument that cannot be read. */
function unreadable(
  name: string,
  {
    raw,
    why,
    mayAssign,
    lookup,
  }: {
    raw: ShellCommand;
    why: (reason: Reason) => Unknown;
    mayAssign: CommandAround["mayAssign"];
    lookup: ShellInput["lookup"];
  },
): readonly Effect[] | undefined {
  const variable = raw.words.flatMap((word) => word.variables)[0];
  const reason = why(
    variable === undefined
      ? { key: `argument of ${name}`, why: `an argument of ${name} cannot be read` }
      : { key: `variable ${variable}`, why: `the value of ${variable} in this command is unknown` },
  );
  if (isAccountTool(name)) {
    const removes = name === "userdel" || name === "deluser";
    const renumbers = raw.words.some(({ text }) => sharesNumbers(text ?? ""));
    return [
      {
        kind: "opaque-accounts",
        why: reason,
        ...(removes ? { removes } : {}),
        ...(renumbers ? { renumbers } : {}),
      },
    ];
  }
  if (/^ch(own|grp|mod)$/.test(name)) return openOwners(name, raw, reason);
  const open = raw.words.filter((word) => startsOpen(word.raw, lookup));
  const looped = open.some((word) => word.variables.some(mayAssign));
  if (
    open.length > 0 &&
    (/^(sed|cp|mv|ln|install|patch)$/.test(name) ||
      (name === "rm" && (looped || open.some(({ raw: text }) => /nginx|apache|httpd|conf/i.test(text)))))
  ) {
    return [
      ...mentionEffects(raw, { folder: null, why: () => reason }),
      ...SERVER_FOLDERS.map((path): Effect => ({ kind: "opaque", path, why: reason })),
    ];
  }
  // Packages that stand as plain words, or in a variable without quotes, are still installed.
  const plain = raw.words.slice(1).flatMap(({ text, raw: written }) => {
    const [, bare] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(written) ?? [];
    return bare === undefined ? [text ?? ""] : (lookup(bare, written) ?? "").split(/\s+/);
  });
  const packages = packageEffects(
    name,
    plain.filter((word) => word !== ""),
  );
  return packages === undefined ? undefined : [...packages, { kind: "opaque-accounts", why: reason }];
}

/** Whether an option lets an account have a number that another has: root's (useradd(8), usermod(8)). */
function sharesNumbers(word: string): boolean {
  return word === "--non-unique" || /^-[a-zA-Z]*o/.test(word);
}

/** Whether a path is what stands for any: the root, or where servers keep their configuration. */
export function isAnywhere(path: string): boolean {
  return path === "/" || SERVER_FOLDERS.includes(path);
}

/** Whether a word may be any path: it begins with a variable that cannot be told, or with the home that is set. */
function startsOpen(raw: string, lookup: ShellInput["lookup"]): boolean {
  if (/^~($|\/)/.test(raw)) return !/^(\/root|\/home\/[^/]*)?$/.test(lookup("HOME") ?? "/");
  return /^["']?\$/.test(raw) || raw.startsWith("~");
}

/** chown and chmod with a variable: of the paths that are named, or of all, owner or mode cannot be told. */
function openOwners(name: string, { words }: ShellCommand, why: Unknown): readonly Effect[] {
  const operands = words.slice(1).filter(({ raw }) => !raw.startsWith("-"));
  const paths = operands.slice(1).map(({ text }) => (text?.startsWith("/") ? resolvePath("/", text) : "/"));
  const given = paths.map(
    (path): Effect =>
      name === "chmod"
        ? { kind: "mode", path, deep: true, mode: why }
        : { kind: "owner", path, deep: true, owner: why },
  );
  const [mode] = operands;
  if (name !== "chmod" || mode === undefined) return given;
  if (setsId(mode.text ?? "")) return [...given, ...marks(why)];
  return mode.text === null ? [...given, ...markedPrograms(paths, why)] : given;
}
