import { isGlob, resolvePath } from "../container-path.ts";
import { changedMode, chmodWords, readMode, wholeMode } from "../files/modes.ts";
import type { Effect, FileCommand } from "./effects.ts";
import { type Options, operands } from "./options.ts";

type Reader = (command: FileCommand) => readonly Effect[] | undefined;

const NO_VALUES: Options = { short: "", long: [] };
const COPYING: Options = { short: "St", long: ["suffix", "target-directory"] };
const TOUCH: Options = { short: "drt", long: ["date", "reference", "time"] };
const INSTALL: Options = { short: "gmotS", long: ["group", "mode", "owner", "target-directory", "suffix"] };

/** Commands on files, each read exactly or not at all (`undefined`: what it names becomes "cannot tell"). */
export const fileCommands: Readonly<Record<string, Reader>> = {
  mkdir: (command) => {
    const { names, values } = operands(command.args, { short: "mZ", long: ["mode"] });
    const mode = newMode(values.get("m") ?? values.get("mode"), { from: 0o777, isFolder: true });
    return paths(command, names)?.map((path) => ({
      kind: "folder",
      path,
      ...(mode === undefined ? {} : { mode }),
    }));
  },
  rm: remove,
  unlink: remove,
  rmdir: remove,
  touch: (command) => {
    const { names, flags } = operands(command.args, TOUCH);
    if (flags.has("c") || flags.has("no-create")) return [];
    return paths(command, names)?.map((path) => ({ kind: "touch", path }));
  },
  ln: (command) => {
    const { names, values, flags } = operands(command.args, COPYING);
    const into = values.get("t") ?? values.get("target-directory");
    if (!flags.has("s") && !flags.has("symbolic")) return copying(command, { names, into, move: false });
    const targets = into === undefined && names.length > 1 ? names.slice(0, -1) : names;
    const to = into ?? (names.length > 1 ? (names.at(-1) ?? "") : ".");
    return links(command, { targets, to, plain: flags.has("T") || flags.has("n") });
  },
  cp: (command) => {
    const { names, values } = operands(command.args, COPYING);
    return copying(command, { names, into: values.get("t") ?? values.get("target-directory"), move: false });
  },
  mv: (command) => {
    const { names, values } = operands(command.args, COPYING);
    return copying(command, { names, into: values.get("t") ?? values.get("target-directory"), move: true });
  },
  install: (command) => install(command),
  chown: (command) => {
    const { names, flags } = operands(command.args, { short: "", long: ["from"] });
    const [owner, ...rest] = names;
    if (owner === undefined || flags.has("reference")) return undefined;
    return owned(command, { owner, paths: rest, deep: deep(flags) });
  },
  chgrp: (command) => {
    const { names, flags } = operands(command.args, NO_VALUES);
    const [group, ...rest] = names;
    return group === undefined
      ? undefined
      : owned(command, { owner: `:${group}`, paths: rest, deep: deep(flags) });
  },
  chmod: (command) => {
    const { mode: word, paths: names, deep: recursive } = chmodWords(command.args);
    const mode =
      readMode(word ?? "") ??
      command.why({
        key: `chmod ${word ?? "--reference"}`,
        why: `the effect of chmod ${word ?? "--reference"} is unknown`,
      });
    return paths(command, names)?.map((path) => ({ kind: "mode", path, deep: recursive, mode }));
  },
};

function deep(flags: ReadonlySet<string>): boolean {
  return flags.has("R") || flags.has("recursive");
}

/** Absolute paths; `undefined` when one is relative and the folder is not known. */
function paths({ folder }: FileCommand, names: readonly string[]): string[] | undefined {
  const found = names.map((name) =>
    name.startsWith("/") ? resolvePath("/", name) : folder === null ? undefined : resolvePath(folder, name),
  );
  return found.every((path) => path !== undefined) ? found : undefined;
}

function remove(command: FileCommand): readonly Effect[] | undefined {
  return paths(command, operands(command.args, NO_VALUES).names)?.map((path) => ({ kind: "remove", path }));
}

function links(
  command: FileCommand,
  { targets, to, plain }: { targets: readonly string[]; to: string; plain: boolean },
): readonly Effect[] | undefined {
  const [path] = paths(command, [to]) ?? [];
  if (path === undefined || targets.some(isGlob)) return undefined;
  const into = !plain && (targets.length > 1 || to.endsWith("/") || to === ".");
  return targets.map((target) => ({
    kind: "link",
    path: into ? resolvePath(path, target.slice(target.replace(/\/+$/, "").lastIndexOf("/") + 1)) : path,
    target,
  }));
}

type Stamp = NonNullable<Extract<Effect, { kind: "copy" }>["stamp"]>;

interface Copying {
  readonly names: readonly string[];
  readonly into: string | undefined;
  readonly move: boolean;
  readonly stamp?: Stamp;
}

function copying(command: FileCommand, { names, into, move, stamp }: Copying): readonly Effect[] | undefined {
  const target = into ?? names.at(-1);
  const sources = paths(command, into === undefined ? names.slice(0, -1) : names);
  const [to] = target === undefined ? [] : (paths(command, [target]) ?? []);
  if (sources === undefined || to === undefined || sources.length === 0) return undefined;
  const folder =
    into !== undefined || sources.length > 1 || /\/\.?$/.test(target ?? "") || sources.some(isGlob);
  const stamped = stamp === undefined ? {} : { stamp };
  return sources.map((from) => ({ kind: "copy", from, to, into: folder, move, ...stamped }));
}

function install(command: FileCommand): readonly Effect[] | undefined {
  const { names, values, flags } = operands(command.args, INSTALL);
  const isFolder = flags.has("d") || flags.has("directory");
  const mode = newMode(values.get("m") ?? values.get("mode"), { from: 0, isFolder }) ?? 0o755;
  const owner = values.get("o") ?? values.get("owner");
  const group = values.get("g") ?? values.get("group");
  const owners = { ...(owner === undefined ? {} : { owner }), ...(group === undefined ? {} : { group }) };
  if (isFolder) return paths(command, names)?.flatMap((path) => installedFolder(path, mode, owners));
  const into = values.get("t") ?? values.get("target-directory");
  return copying(command, { names, into, move: false, stamp: { mode, ...owners } });
}

/** `install -d` gives its owner and mode to a folder that is there already, too. */
function installedFolder(path: string, mode: number, owners: Omit<Stamp, "mode">): readonly Effect[] {
  const { owner = "", group } = owners;
  const given: Effect = {
    kind: "owner",
    path,
    deep: false,
    owner,
    ...(group === undefined ? {} : { group }),
  };
  return [
    { kind: "folder", path },
    { kind: "mode", path, deep: false, mode: wholeMode(mode) },
    ...(owner === "" && group === undefined ? [] : [given]),
  ];
}

function owned(
  command: FileCommand,
  { owner, paths: names, deep: recursive }: { owner: string; paths: readonly string[]; deep: boolean },
): readonly Effect[] | undefined {
  const [user = "", group] = owner.split(/[:.]/);
  return paths(command, names)?.map((path) => ({
    kind: "owner",
    path,
    deep: recursive,
    owner: user,
    // With the separator alone, the user's own group is given as well.
    ...(group === undefined || (group === "" && user === "") ? {} : { group }),
  }));
}

/** The mode that `-m` gives to what is new. */
function newMode(
  text: string | undefined,
  { from, isFolder }: { readonly from: number; readonly isFolder: boolean },
): number | undefined {
  const change = text === undefined ? undefined : readMode(text);
  return change === undefined ? undefined : changedMode(change, from, isFolder);
}
