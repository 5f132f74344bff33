import { isGlob, resolvePath } from "../container-path.ts";
import { changedMode, chmodWords, readMode } from "../files/modes.ts";
import { COPYING, type CopyReader, copyCommands, hardLinks, has, paths } from "./copies.ts";
import type { Effect } from "./effects.ts";
import { type FileCommand, type Operands, type Options, operands } from "./options.ts";
import { markedPrograms } from "./programs/set-ids.ts";

const NO_VALUES: Options = { short: "", long: [] };
const TOUCH: Options = { short: "drt", long: ["date", "reference", "time"] };

/** Commands on files, each read exactly or not at all (`undefined`: what it names becomes "cannot tell"). */
export const fileCommands: Readonly<Record<string, CopyReader>> = {
  ...copyCommands,
  mkdir: (command) => {
    const { names, values } = operands(command.args, { short: "mZ", long: ["mode"] });
    const text = values.get("m") ?? values.get("mode");
    const change = text === undefined ? undefined : readMode(text);
    if (text !== undefined && change === undefined) return undefined;
    const mode = change === undefined ? {} : { mode: changedMode(change, 0o777, { isFolder: true }) };
    return paths(command, names)?.map((path) => ({ kind: "folder", path, ...mode }));
  },
  rm: remove,
  unlink: remove,
  rmdir: (command) => remove({ ...command, args: ["-d", ...command.args] }),
  touch: (command) => {
    const { names, flags } = operands(command.args, TOUCH);
    if (flags.has("c") || flags.has("no-create")) return [];
    return paths(command, names)?.map((path) => ({ kind: "touch", path }));
  },
  ln: (command) => {
    const read = operands(command.args, COPYING);
    return has(read, "s", "symbolic") ? links(command, read) : hardLinks(command, read);
  },
  chown: (command) => {
    const read = operands(command.args, { short: "", long: ["from"] });
    const [owner, ...rest] = read.names;
    if (owner === undefined || has(read, "reference")) return lent(command, read.names);
    return owned(command, read, { owner, names: rest });
  },
  chgrp: (command) => {
    const read = operands(command.args, NO_VALUES);
    const [group, ...rest] = read.names;
    if (group === undefined || has(read, "reference")) return lent(command, read.names);
    return owned(command, read, { owner: `:${group}`, names: rest });
  },
  chmod: (command) => {
    const { mode: word, paths: names, deep: recursive } = chmodWords(command.args);
    const { umask } = command;
    const mode =
      (umask === null && /(^|,)[-+=]/.test(word ?? "")
        ? undefined
        : readMode(word ?? "", umask ?? undefined)) ??
      command.why({
        key: `chmod ${word ?? "--reference"}`,
        why: `the effect of chmod ${word ?? "--reference"} is unknown`,
      });
    const all = paths(command, names);
    const given = all?.map(
      (path, index): Effect => ({
        kind: "mode",
        path,
        deep: recursive,
        mode,
        ...(isFolderName(names[index]) ? { slash: true as const } : {}),
      }),
    );
    return "known" in mode ? given?.concat(markedPrograms(all ?? [], mode)) : given;
  },
};

/** Whether a path is written so that a link is followed: `link/`, `link/.`. */
function isFolderName(name: string | undefined): boolean {
  return name !== undefined && /\/\.?$/.test(name);
}

function remove(command: FileCommand): readonly Effect[] | undefined {
  const read = operands(command.args, NO_VALUES);
  const { names } = read;
  const isDeep = has(read, "r", "R", "recursive");
  const plain = has(read, "d", "dir") ? "empty" : "files";
  return paths(command, names)?.map((path, index) => ({
    kind: "remove",
    path,
    ...(isDeep ? {} : { plain }),
    ...(isFolderName(names[index]) ? { slash: true as const } : {}),
  }));
}

function links(command: FileCommand, read: Operands): readonly Effect[] | undefined {
  const { names, values } = read;
  const folder = values.get("t") ?? values.get("target-directory");
  const targets = folder === undefined && names.length > 1 ? names.slice(0, -1) : names;
  const to = folder ?? (names.length > 1 ? (names.at(-1) ?? "") : ".");
  const [path] = paths(command, [to]) ?? [];
  // With -r a target counts from where the command runs.
  const written = has(read, "r", "relative") ? paths(command, targets) : targets;
  if (path === undefined || written === undefined || targets.some(isGlob)) return undefined;
  const isPlain = has(read, "T", "no-target-directory");
  const into = !isPlain && (folder !== undefined || targets.length > 1 || /(^|\/)\.{0,2}$/.test(to));
  const over = isPlain ? "anything" : has(read, "n", "no-dereference") ? "link" : undefined;
  return written.map((target) => ({
    kind: "link",
    path: into ? resolvePath(path, target.slice(target.replace(/\/+$/, "").lastIndexOf("/") + 1)) : path,
    target,
    ...(over === undefined ? {} : { over }),
  }));
}

/** The owner of another file: whose that is is not followed. */
function lent(command: FileCommand, names: readonly string[]): readonly Effect[] | undefined {
  const owner = command.why({ key: "chown --reference", why: "the effect of chown --reference is unknown" });
  const deep = command.args.some((arg) => /^(-[a-zA-Z]*R[a-zA-Z]*|--recursive)$/.test(arg));
  return paths(command, names)?.map((path) => ({ kind: "owner", path, deep, owner }));
}

function owned(
  command: FileCommand,
  read: Operands,
  { owner, names }: { readonly owner: string; readonly names: readonly string[] },
): readonly Effect[] | undefined {
  const deep = has(read, "R", "recursive");
  const [user = "", group] = owner.split(/[:.]/);
  const [fromUser = "", fromGroup = ""] = read.values.get("from")?.split(":") ?? [];
  const from = {
    ...(fromUser === "" ? {} : { user: fromUser }),
    ...(fromGroup === "" ? {} : { group: fromGroup }),
  };
  return paths(command, names)?.map((path, index) => ({
    kind: "owner",
    path,
    deep,
    owner: user,
    // With the separator alone, the user's own group is given as well.
    ...(group === undefined || (group === "" && user === "") ? {} : { group }),
    ...followed(read, { deep, slash: isFolderName(names[index]) }),
    ...(read.values.has("from") ? { from } : {}),
  }));
}

/** By itself chown follows what is named to it, and with -R nothing but a slash behind it. */
function followed(
  { flags }: Operands,
  { deep, slash }: { readonly deep: boolean; readonly slash: boolean },
): Pick<Extract<Effect, { kind: "owner" }>, "follows"> {
  const isOwn = flags.has("h") || flags.has("no-dereference");
  if (!deep) return isOwn && !slash ? {} : { follows: "named" };
  const last = [...flags].findLast((flag) => /^[HLP]$/.test(flag));
  if (last === "L") return { follows: "all" };
  if (last === "H") return { follows: isOwn ? "named" : "targets" };
  return slash ? { follows: "named" } : {};
}
