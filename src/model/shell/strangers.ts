/** What commands do that their words do not name: to users and groups, in the folder where they run, by a recipe. */
import { ownValue } from "../../names.ts";
import type { ShellCommand } from "../../parsers/shell/parse.ts";
import { baseName, resolvePath } from "../container-path.ts";
import type { Reason, Unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import { isInterpreter } from "../stock/programs/shells.ts";
import { anything } from "./doubtful.ts";
import type { Effect } from "./effects.ts";
import { operands } from "./options.ts";
import { foreignText, givenText } from "./programs/foreign.ts";
import { packers } from "./programs/outputs.ts";
import { PATCH, patchedFiles } from "./programs/patch.ts";
import { namedSlots, SERVER_FOLDERS } from "./unread.ts";

// They make accounts out of a list, an editor or another root; what a Makefile installs is its own affair.
const MAKES_ACCOUNTS = /^(newusers|vipw|vigr|systemd-sysusers|chroot)$/;
// They give any number to any name.
const RENUMBERS = /^(newusers|vipw|systemd-sysusers)$/;
const INSTALLERS = /^(apt|apt-get|aptitude|apk|yum|dnf|microdnf|zypper)$/;

/** What commands may do that their words do not name: to users and groups, and to files. */
export function strangerEffects(name: string, { command, ...write }: Stranger): readonly Effect[] {
  const args = command.words.slice(1).map(({ text, raw }) => text ?? raw);
  const input = command.redirects.findLast(({ heredoc }) => heredoc !== undefined)?.heredoc;
  const read = input !== undefined && isInterpreter(name) ? foreignText(input.raw, name, write.why) : [];
  const files = [...read, ...unnamedWrites(name, { ...write, args: write.args ?? args })];
  if (!mayMakeAccounts(name, args)) return files;
  const reason = write.why({ key: `users by ${name}`, why: `${name} may create users here` });
  const renumbers = RENUMBERS.test(name) ? { renumbers: true } : {};
  const accounts: Effect = { kind: "opaque-accounts", why: reason, ...renumbers };
  return isPackageFile(name, args)
    ? [...files, accounts, ...broughtByPackage(name, write)]
    : [...files, accounts];
}

/** A package that is no distribution's may bring any file; of those that decide about servers nothing is known. */
function broughtByPackage(name: string, { why }: Pick<UnnamedWrite, "why">): readonly Effect[] {
  const reason = why({
    key: `package by ${name}`,
    why: `${name} unpacks a package file here, and what it holds is unknown`,
  });
  return SERVER_FOLDERS.map((path) => ({ kind: "opaque", path, why: reason }));
}

interface Stranger extends Omit<UnnamedWrite, "args"> {
  readonly command: ShellCommand;
  readonly args: readonly string[] | undefined;
}

function mayMakeAccounts(name: string, args: readonly string[]): boolean {
  if (MAKES_ACCOUNTS.test(name)) return true;
  if (name === "make") return args.some((arg) => arg.includes("install"));
  return isPackageFile(name, args);
}

/** Whether a command installs a package out of a file. */
function isPackageFile(name: string, args: readonly string[]): boolean {
  if (name === "dpkg")
    return args.some((arg) => /^(-i|--install|--unpack|-x|-X|--extract|--vextract)$/.test(arg));
  if (name === "rpm") return args.some((arg) => /^(-(?!\w*q)\w*[iUF]\w*|--install|--upgrade)$/.test(arg));
  if (name === "apk" && args.includes("--allow-untrusted")) return true;
  return INSTALLERS.test(name) && args.some((arg) => /\.(deb|rpm|apk)["']?$/.test(arg));
}

/** A command, and where it runs. */
interface UnnamedWrite {
  readonly args: readonly string[];
  /** `null` when it cannot be told. */
  readonly folder: string | null;
  /** The text of a file inside the image. */
  readonly script: (path: string) => FileContent | Unknown | undefined;
  readonly why: (reason: Reason) => Unknown;
}

/** What a command may write besides what its words name. */
function unnamedWrites(name: string, write: UnnamedWrite): readonly Effect[] {
  if (isInterpreter(name) || name.endsWith("awk")) return givenText(name, write);
  if (runsHooks(name, write.args))
    return anything(write.why({ key: `programs of ${name}`, why: `what ${name} runs here is unknown` }));
  const recipes = ownValue(RECIPES, name);
  if (recipes !== undefined) return recipeEffects(name, recipes, write);
  const paths = ownValue(WRITERS, name)?.(write) ?? [];
  return paths.map((path): Effect => ({ kind: "opaque", path, why: write.why(whatItDoes(name, path)) }));
}

function whatItDoes(name: string, path: string): Reason {
  return { key: `${name} in ${path}`, why: `what ${name} does to ${path} is unknown` };
}

/** Whether a command runs programs that stand in a folder or in its options. */
function runsHooks(name: string, args: readonly string[]): boolean {
  if (name === "run-parts") return true;
  if (name === "hash") return args.includes("-p");
  return INSTALLERS.test(name) && args.some((arg) => /Invoke/i.test(arg));
}

/** The paths that a program writes; none where its folder cannot be told. */
type Writer = (write: UnnamedWrite) => readonly string[];

const WRITERS: Readonly<Record<string, Writer>> = {
  curl: ({ args, folder }) => {
    const isNamed = args.some((arg) => /^(--remote-name(-all)?|-[a-zA-Z#]*O[a-zA-Z#]*)$/.test(arg));
    if (!isNamed) return [];
    const to = folderOf(folder, optionValue(args, "--output-dir"));
    const byServer = args.some((arg) => arg === "--remote-header-name" || /^-[a-zA-Z#]*J/.test(arg));
    return byServer ? to : downloads(args, to);
  },
  wget: ({ args, folder }) => {
    const isElsewhere = args.some((arg) => /^(-[a-zA-Z]*O|--output-document|--spider$)/.test(arg));
    if (isElsewhere) return [];
    const to = folderOf(folder, optionValue(args, "-P") ?? optionValue(args, "--directory-prefix"));
    const byServer = args.some((arg) =>
      /^(-[a-zA-Z]*[ri]$|--(recursive|mirror|input-file|content-disposition))/.test(arg),
    );
    return byServer ? to : downloads(args, to);
  },
  // Without an operand the patch says which files it is for.
  patch: ({ args, folder, script }) => {
    const { names, values } = operands(args, PATCH);
    if (names.length > 0) return [];
    const [to] = folderOf(folder, values.get("d") ?? values.get("directory"));
    const from = values.get("i") ?? values.get("input");
    const patch = from === undefined || folder === null ? undefined : script(resolvePath(folder, from));
    if (to === undefined) return [];
    return to === "/" && patch !== undefined && "file" in patch ? patchedFiles(patch.file.text) : [to];
  },
  ...packers,
  pax: ({ args, folder }) => (args.some((arg) => /^-\w*r/.test(arg)) ? folderOf(folder, ".") : []),
  csplit: ({ args, folder }) => beside(optionValue(args, "-f") ?? optionValue(args, "--prefix"), folder),
  split: ({ args, folder }) => {
    const names = args.filter((arg, index) => isOperand(arg) && !/^-[abCln]$/.test(args[index - 1] ?? ""));
    return beside(names[1], folder);
  },
  rename: ({ args, folder }) =>
    args
      .filter(isOperand)
      .slice(1)
      .flatMap((one) => beside(one, folder)),
  git: ({ args, folder }) => {
    const verb = args.findIndex((arg, index) => isOperand(arg) && !/^-[cC]$/.test(args[index - 1] ?? ""));
    const own = args.slice(0, Math.max(0, verb));
    const to = folderOf(folder, optionValue(own, "-C") ?? optionValue(own, "--work-tree"));
    if (args.at(verb) === "clone") return cloned(args.slice(verb + 1), to);
    return CHANGES_FILES.test(args.at(Math.max(0, verb)) ?? "") ? to : [];
  },
};

/** What a program names by the beginning of their names, or by a pattern, lies in the same folder. */
function beside(named: string | undefined, folder: string | null): readonly string[] {
  const to = named?.includes("/") ? named.slice(0, named.lastIndexOf("/")) : ".";
  return named === undefined || to === "" ? [] : folderOf(folder, to);
}

const CHANGES_FILES = /^(pull|checkout|switch|restore|reset|apply|am|merge|rebase|stash|cherry-pick|revert)$/;

function isOperand(arg: string): boolean {
  return !arg.startsWith("-");
}

function folderOf(folder: string | null, named: string | undefined): readonly string[] {
  if (named !== undefined && (named.startsWith("/") || folder !== null))
    return [resolvePath(folder ?? "/", named)];
  return folder === null ? [] : [folder];
}

/** The value of an option, in its own word or in the next. */
function optionValue(args: readonly string[], option: string): string | undefined {
  const index = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  if (index >= 0) return args[index] === option ? args[index + 1] : args[index]?.slice(option.length + 1);
  const joined = option.startsWith("--") ? undefined : args.find((arg) => arg.startsWith(option));
  return joined?.slice(option.length);
}

/** What is fetched lies under the last part of its address. */
function downloads(args: readonly string[], folders: readonly string[]): readonly string[] {
  const names = args.flatMap((arg) => /^[a-z]+:\/\/[^?#]*\/([^/?#]+)/.exec(arg)?.[1] ?? []);
  return folders.flatMap((folder) => names.map((name) => resolvePath(folder, name)));
}

function cloned(args: readonly string[], folders: readonly string[]): readonly string[] {
  const [address = "", named] = args.filter(
    (arg, index) => isOperand(arg) && !/^-[bocj]$|^--(branch|depth)$/.test(args[index - 1] ?? ""),
  );
  const name = named ?? baseName(address.replace(/\/+$/, "")).replace(/\.git$/, "");
  return name === "" ? [] : folders.map((folder) => resolvePath(folder, name));
}

/** What they run stands in a file of the folder. */
export const RECIPES: Readonly<Record<string, readonly string[]>> = {
  make: ["GNUmakefile", "makefile", "Makefile"],
  gmake: ["GNUmakefile", "makefile", "Makefile"],
  npm: ["package.json"],
  yarn: ["package.json"],
  pnpm: ["package.json"],
  bun: ["package.json"],
  composer: ["composer.json"],
  rake: ["Rakefile", "rakefile"],
  just: ["justfile", "Justfile", ".justfile"],
  task: ["Taskfile.yml", "Taskfile.yaml"],
  ant: ["build.xml"],
  ninja: ["build.ninja"],
  cmake: ["CMakeLists.txt"],
  meson: ["meson.build"],
  cargo: ["build.rs"],
  bundle: ["Gemfile"],
  mvn: ["pom.xml"],
  gradle: ["build.gradle", "build.gradle.kts"],
  gulp: ["gulpfile.js"],
  grunt: ["Gruntfile.js"],
  scons: ["SConstruct"],
  invoke: ["tasks.py"],
  fab: ["fabfile.py"],
  pip: ["setup.py"],
  pip3: ["setup.py"],
};

function recipeEffects(
  name: string,
  files: readonly string[],
  { args, folder, script, why }: UnnamedWrite,
): readonly Effect[] {
  const named = [
    optionValue(args, "-f"),
    optionValue(args, "--file"),
    optionValue(args, "--makefile"),
  ].flatMap((file) => file ?? []);
  const folders = folderOf(
    folder,
    optionValue(args, "-C") ??
      optionValue(args, "--prefix") ??
      optionValue(args, "--cwd") ??
      optionValue(args, "--directory"),
  );
  // What they are given may be the folder itself.
  const given = args.filter((arg) => arg.startsWith("/")).map((arg) => resolvePath("/", arg));
  const texts = [...folders, ...given].flatMap((at) =>
    [...named, ...files].flatMap((file) => {
      const content = script(resolvePath(at, file));
      return content !== undefined && "file" in content ? [content.file.text] : [];
    }),
  );
  return namedSlots(texts.join("\n")).map((path) => ({
    kind: "opaque",
    path,
    why: why(whatItDoes(name, path)),
  }));
}
