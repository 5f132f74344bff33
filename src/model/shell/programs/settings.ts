/** Settings of known programs that the image is given: they make a program do more than its words say. */
import { ownValue } from "../../../names.ts";
import { DEFAULT_PATH, isGlob, parentOf, resolvePath } from "../../container-path.ts";
import type { Reason, Unknown } from "../../fact.ts";
import { anything } from "../doubtful.ts";
import type { Effect, ShellInput } from "../effects.ts";
import { namedSlots } from "../unread.ts";

const APT = ["/etc/apt/apt.conf", "/etc/apt/apt.conf.d/*", "/etc/dpkg/dpkg.cfg", "/etc/dpkg/dpkg.cfg.d/*"];
const NPM = ["/root/.npmrc", "/usr/local/etc/npmrc", "/etc/npmrc"];
const PIP = ["/etc/pip.conf", "/root/.pip/pip.conf", "/root/.config/pip/pip.conf"];
const VIM = ["/root/.vimrc", "/etc/vim/vimrc.local", "/etc/vimrc"];

/** Where each looks for settings, of the user root (apt.conf(5), curl(1), wget(1), git-config(1), npmrc(5), pip's guide). */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  apk: ["/etc/apk/commit_hooks.d/*"],
  apt: APT,
  "apt-get": APT,
  aptitude: APT,
  curl: ["/root/.curlrc", "/etc/curlrc"],
  dnf: ["/etc/dnf/dnf.conf"],
  dpkg: APT,
  ex: VIM,
  git: ["/root/.gitconfig", "/etc/gitconfig"],
  npm: NPM,
  npx: NPM,
  pip: PIP,
  pip3: PIP,
  pnpm: NPM,
  vi: VIM,
  vim: VIM,
  wget: ["/root/.wgetrc", "/etc/wgetrc"],
  yum: ["/etc/yum.conf"],
};

/** Options by which they are given another file. */
const GIVEN: Readonly<Record<string, RegExp>> = {
  apt: /^(?:-c|--config-file)$/,
  "apt-get": /^(?:-c|--config-file)$/,
  curl: /^(?:-K|--config)$/,
  npm: /^--userconfig$/,
  wget: /^--config$/,
};
const VARIABLES: Readonly<Record<string, string>> = {
  apt: "APT_CONFIG",
  "apt-get": "APT_CONFIG",
  git: "GIT_CONFIG_GLOBAL",
  npm: "NPM_CONFIG_USERCONFIG",
  pip: "PIP_CONFIG_FILE",
  pip3: "PIP_CONFIG_FILE",
  wget: "WGETRC",
};

// What has them run something: it may be any program.
const HOOKS =
  /-invoke\b|\bscript-shell\b|\bhookspath\b|\bsshcommand\b|\bfsmonitor\b|\bproxycommand\b|\btemplatedir\b|^\s*(?::|autocmd\b.*)?!|\bsystem\s*\(/im;
const TIDIES =
  /^[\s"'{}]*(?:(?:rm|true|echo|touch|test|\[|find|if|then|fi|\|\||&&|;|-\w+|\/var\/\S*)[\s"'{};]*)*$/;

/** A program, and what is known of the image that it runs in. */
interface Settled {
  readonly args: readonly string[];
  readonly input: ShellInput;
  readonly lookup: (name: string) => string | null | undefined;
  readonly why: (reason: Reason) => Unknown;
}

/** A command of which it is known whether its program is, and which script stands in its place. */
interface Called extends Settled {
  readonly isKnown: boolean;
  readonly script: unknown;
}

/** What a command may do by what the image is given: another program in the place of a known one, and settings. */
export function broughtEffects(program: string, { isKnown, script, ...call }: Called): readonly Effect[] {
  const name = program.slice(program.lastIndexOf("/") + 1);
  const settings = settingsEffects(name, call);
  if (!isKnown) return settings;
  if (script === undefined) return [...settings, ...otherProgram(program, call)];
  const why = `${name} is a script of this build here, and what it does is unknown`;
  return anything(call.why({ key: `script ${name}`, why }));
}

/** What a program may do by settings that a line or the repo brings. */
function settingsEffects(name: string, { args, input, lookup, why }: Settled): readonly Effect[] {
  const usual = ownValue(SETTINGS, name);
  if (usual === undefined || input.brought === undefined) return [];
  const option = ownValue(GIVEN, name);
  const given = args.flatMap((arg, index) => {
    const [, text] = /^(--[\w-]+)=(.*)$/s.exec(arg) ?? [];
    if (option?.test(arg.split("=")[0] ?? "") !== true) return [];
    return (text === undefined ? args[index + 1] : arg.slice(arg.indexOf("=") + 1)) ?? [];
  });
  const variable = ownValue(VARIABLES, name);
  const named = variable === undefined ? undefined : lookup(variable);
  const paths = [...usual, ...given, ...(named ? [named] : [])];
  return paths.flatMap((path) => ofFile(name, path, { input, why }));
}

function ofFile(
  name: string,
  path: string,
  { input, why }: Pick<Settled, "input" | "why">,
): readonly Effect[] {
  if (!path.startsWith("/") || input.holds?.(parentOf(path)) === false) return [];
  return (input.brought?.(path) ?? []).flatMap((content): readonly Effect[] => {
    const reason = (what: string): Reason => ({
      key: `settings of ${name} ${what}`,
      why: `${name} runs here with settings that the image is given, and ${what}`,
    });
    if (!("file" in content)) return anything(why(reason(`what they are is unknown`)));
    const { text } = content.file;
    if (runsAnything(text, path)) return anything(why(reason("they have it run something else")));
    return namedSlots(text).map((slot) => ({
      kind: "opaque",
      path: slot,
      why: why(reason(`they name ${slot}`)),
    }));
  });
}

function runsAnything(text: string, path: string): boolean {
  if (path.includes("commit_hooks.d")) return true;
  if (!HOOKS.test(text)) return false;
  const commands = text.match(/-invoke\b[^"{]*[{\s]*"[^"]*"/gi) ?? [];
  const isTidying = commands.length > 0 && commands.every((one) => TIDIES.test(one.replace(/^[^"{]*/, "")));
  return !isTidying;
}

/** A known program in whose place the repo or a download puts one that is no script: nobody can tell what it does. */
function otherProgram(program: string, { input, lookup, why }: Settled): readonly Effect[] {
  if (input.brought === undefined) return [];
  const folders = program.includes("/") ? [parentOf(program)] : (lookup("PATH") || DEFAULT_PATH).split(":");
  const name = program.slice(program.lastIndexOf("/") + 1);
  for (const folder of folders) {
    const path = resolvePath(folder || "/", name);
    if (!folder.startsWith("/") || isGlob(path) || input.holds?.(folder) === false) continue;
    const [content] = input.brought(path);
    if (content === undefined) continue;
    if ("file" in content) return [];
    return anything(
      why({ key: `program ${path}`, why: `${path} is run here, and what this build puts there is unknown` }),
    );
  }
  return [];
}
