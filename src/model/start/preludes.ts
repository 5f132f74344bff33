/** What runs before a text of the shell, or within every program, without a word in the command. */
import { resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import { environmentSet } from "../shell/wrappers.ts";
import { isBrought } from "./program-file.ts";
import { doubtfulStep, type Here, type StartInput, type StartStep } from "./record.ts";
import type { ShellText } from "./text-command.ts";

/** A shell as it is started. */
interface ShellStart {
  readonly shell: string;
  /** Its options, up to the first operand. */
  readonly args: readonly (string | null)[];
}

/** The texts that a shell reads first: BASH_ENV's, and as a login shell the profiles (bash(1), "INVOCATION"). */
export function preludes(
  { shell, args }: ShellStart,
  { input, step }: Here,
): { readonly texts: readonly ShellText[]; readonly doubt?: Unknown } {
  const named = shell === "bash" ? input.environment("BASH_ENV") : undefined;
  const isInteractive = args.some((arg) => /^-[a-z]*i[a-z]*$/.test(arg ?? ""));
  const own = isInteractive ? interactive({ shell, args }, input, step) : [];
  const isLogin = args.some((arg) => arg === "--login" || /^-[a-z]*l[a-z]*$/.test(arg ?? ""));
  const profiles = [...(isLogin ? profilesOf(input, step) : []), ...own];
  if (named === undefined || named === "") return { texts: profiles.flatMap(textOf) };
  const file = input.files.lookup(resolvePath(input.folder ?? "/", named));
  const texts = isFile(file) ? textOf(file) : [];
  if (texts.length > 0 || file === undefined) return { texts: [...texts, ...profiles.flatMap(textOf)] };
  const why = `bash reads ${named} first, which is unknown`;
  return { texts: [], doubt: unknown({ key: `BASH_ENV ${named}`, why }, step.at) };
}

// bash takes these from the environment before its own (bash(1), "FUNCTIONS").
const REPLACEABLE = /* the words of a script that starts a server */ [
  ...[
    "exec",
    "set",
    "source",
    ".",
    "shift",
    "cd",
    "export",
    "trap",
    "eval",
    "test",
    "[",
    "printf",
    "echo",
    "rm",
  ],
  ...["command", "type", "unset", "local", "mkdir", "chown", "apache2", "httpd", "nginx", "gosu", "su-exec"],
];

/** Why a script of a base, which bash may read, may do something else. */
export function readFirst(path: string, { input: { environment }, step }: Here): Unknown | undefined {
  if (!/(foreground|entrypoint[\w.-]*|ctl|\.sh)$/.test(path)) return undefined;
  const name = ["BASH_ENV", ...REPLACEABLE.map((one) => `BASH_FUNC_${one}%%`)].find((one) =>
    environment(one),
  );
  if (name === undefined) return undefined;
  const why = `${path} may be read by bash, which takes ${name} first`;
  return unknown({ key: `${name} of ${path}`, why }, step.at);
}

/** What an interactive shell reads: bash its rcfile, others the file of ENV (bash(1), dash(1)). */
function interactive(
  { shell, args }: ShellStart,
  { files, environment }: StartInput,
  { user }: StartStep,
): readonly ContainerFile[] {
  if (shell !== "bash") return [files.lookup(environment("ENV") || "/nowhere/at/all")].filter(isFile);
  const named = args.slice(args.findIndex((arg) => arg === "--rcfile" || arg === "--init-file") + 1).at(0);
  const home = user.known && !user.value.root ? `/home/${user.value.name ?? ""}` : "/root";
  const usual = ["/etc/bash.bashrc", "/etc/bashrc", `${home}/.bashrc`];
  return (args.includes("--rcfile") || args.includes("--init-file") ? [named ?? ""] : usual)
    .map((path) => files.lookup(path))
    .filter(isFile);
}

/** The profiles of the system, of which `/etc/profile` reads those of the folder, and the user's own. */
function profilesOf({ files }: StartInput, { user }: StartStep): readonly ContainerFile[] {
  const home = user.known && !user.value.root ? `/home/${user.value.name ?? ""}` : "/root";
  const own = [".bash_profile", ".bash_login", ".profile"].map((name) => files.lookup(`${home}/${name}`));
  return [files.lookup("/etc/profile"), ...files.glob("/etc/profile.d/*.sh").files, ...own].filter(isFile);
}

function textOf({ content }: ContainerFile): readonly ShellText[] {
  return content.known ? [{ text: content.value.file.text, place: content.value.place }] : [];
}

// Where packages put libraries that are made for it: jemalloc, libiconv.
const SYSTEM_LIBRARY = /^\/(usr\/)?(local\/)?lib(32|64)?\//;

/** Why every program may do something else: a library of the repo's own that is loaded into it (ld.so(8)). */
export function preloaded({ files, environment }: StartInput, { at }: StartStep): Unknown | undefined {
  const named = ["LD_PRELOAD", "LD_AUDIT"]
    .flatMap((name) => (environment(name) ?? "").split(/[\s:]+/))
    .filter((path) => path.includes("/"));
  const folders = (environment("LD_LIBRARY_PATH") ?? "").split(/[:;]/).filter((path) => path.startsWith("/"));
  const strange =
    named.find((path) => !SYSTEM_LIBRARY.test(path) || isWrittenAt(path, files.lookup(path))) ??
    folders.find((folder) => files.glob(`${folder}/*.so*`).files.some(isBrought));
  const list = files.lookup("/etc/ld.so.preload");
  const library = strange ?? (isBroughtAt(list) ? "/etc/ld.so.preload" : undefined);
  if (library === undefined) return undefined;
  const why = `${library} is loaded into every program, and what it does is unknown`;
  return unknown({ key: `preload ${library}`, why }, at);
}

/** Whether a file is brought, or a command that is not read names just this path: a download. */
function isWrittenAt(path: string, file: ReturnType<StartInput["files"]["lookup"]>): boolean {
  return isBroughtAt(file) || (file !== undefined && !isFile(file) && file.key.endsWith(` ${path}`));
}

/** Whether the repo itself, or a command, brings a file. */
function isBroughtAt(file: ReturnType<StartInput["files"]["lookup"]>): boolean {
  return isFile(file) && isBrought(file);
}

/** The same start with other variables of the environment. */
export function withSet(input: StartInput, set: ReadonlyMap<string, string | undefined>): StartInput {
  if (set.size === 0) return input;
  return { ...input, environment: (name) => (set.has(name) ? set.get(name) : input.environment(name)) };
}

/** Where a command is started with what `env` sets, in doubt where a library of the repo's own is loaded into it. */
export function prepared(words: readonly (string | null)[], here: Here): Here {
  const { started, step } = here;
  const input = withSet(here.input, environmentSet(words));
  const doubt = step.doubt === undefined ? preloaded(input, step) : undefined;
  if (doubt === undefined) return { ...here, input };
  started.others ??= doubt;
  return { ...here, input, step: doubtfulStep(step, doubt) };
}
