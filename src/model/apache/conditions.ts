import { ownValue } from "../../names.ts";
import { resolvePath } from "../container-path.ts";
import type { ServerFiles } from "../servers/files.ts";
import type { ServerInstall } from "../stock/install.ts";
import { isOwnModule, modulesOf } from "./modules.ts";

/** What is loaded and defined at a point of the configuration. */
export interface ApacheSituation {
  readonly install: ServerInstall;
  /** Modules that a directive, a link in mods-enabled or the stock configuration loads. */
  readonly modules: ReadonlySet<string>;
  /** Whether `modules` is all: only then is another one known to be missing. */
  readonly allModules: boolean;
  readonly defines: ReadonlySet<string>;
  readonly allDefines: boolean;
  readonly serverRoot: string;
  readonly files: ServerFiles;
}

// `httpd -l` of Debian 12, of the official image and of Red Hat's package: what all have compiled in.
const COMPILED_IN = ["core_module", "so_module", "http_module"];

// `apache2 -l` of Debian 12; the others are links in its mods-enabled.
const DEBIAN = "watchdog log_config logio version unixd".split(" ").map((name) => `${name}_module`);

// What the stock httpd.conf of Alpine and of Red Hat loads alike.
const STOCK = [
  ..."access_compat alias auth_basic authn_core authn_file authz_core authz_groupfile authz_host authz_user autoindex dir env filter".split(
    " ",
  ),
  ..."headers log_config mime reqtimeout setenvif status unixd version".split(" "),
].map((name) => `${name}_module`);

/** Modules that are there before a line is read; `stockMain` when the main configuration is the installation's own. */
export function modulesAtStart(install: ServerInstall, stockMain: boolean): readonly string[] {
  if (install.envvars !== undefined) return [...COMPILED_IN, ...DEBIAN];
  return stockMain && !listsModules(install) ? [...COMPILED_IN, ...STOCK] : COMPILED_IN;
}

/** Whether the modules of the start are all that an installation has, so that others need a LoadModule or a link. */
export function knowsModules(install: ServerInstall, stockMain: boolean): boolean {
  // Alpine's and Red Hat's packages load files of conf.d and conf.modules.d that are not in our excerpt.
  return listsModules(install) || !stockMain;
}

/** Whether the excerpt of an installation shows every module that it loads: Debian's links, the official LoadModule lines. */
export function listsModules({ envvars, title }: ServerInstall): boolean {
  return envvars !== undefined || title === "the official httpd image";
}

/** The module that `IfModule` or a `.load` file names: `mod_ssl.c` and `ssl_module` are the same. */
export function moduleNamed(name: string): string {
  if (name.endsWith("_module")) return name;
  const stem = name.replace(/\.(c|cpp|load)$/, "");
  if (stem === "http_core") return "http_module";
  if (/^(prefork|worker|event)$/.test(stem)) return `mpm_${stem}_module`;
  return `${stem.replace(/^mod_/, "")}_module`;
}

/** The module that a .load file of Debian's loads. */
export function moduleOfLink(file: string): string {
  // It is the only one that is not called like its module.
  return file === "dump_io.load" ? "dumpio_module" : moduleNamed(file);
}

/** Whether a conditional section counts; `undefined` when that cannot be told. Any other section is none of these. */
export function sectionHolds(
  name: string,
  args: readonly string[],
  situation: ApacheSituation,
): boolean | undefined {
  const [first = ""] = args;
  const negated = first.startsWith("!");
  const word = negated ? first.slice(1) : first;
  const answer = answerOf({ name, word, args }, situation);
  return answer === undefined ? undefined : answer !== (negated && name !== "ifversion");
}

/** Whether a section is a condition on the configuration itself, which is decided as it is read. */
export function isCondition(name: string): boolean {
  return /^if(module|define|version|file|directive|section)$/.test(name);
}

/** The opening line of a section that is a condition. */
interface Condition {
  readonly name: string;
  /** Its first argument without the `!`. */
  readonly word: string;
  readonly args: readonly string[];
}

function answerOf({ name, word, args }: Condition, situation: ApacheSituation): boolean | undefined {
  const { modules, allModules, defines, allDefines, serverRoot, files } = situation;
  if (name === "ifmodule") return modules.has(moduleNamed(word)) || (allModules ? false : undefined);
  if (name === "ifdefine") return defines.has(word) || (allDefines ? false : undefined);
  if (name === "ifversion") return versionHolds(args);
  if (name === "ifdirective" || name === "ifsection") {
    return SECTIONS.test(word) === (name === "ifsection") && directiveHolds(word, modules, allModules);
  }
  if (name !== "iffile") return undefined;
  const path = resolvePath(serverRoot, word);
  if (EVERYWHERE.test(path)) return true;
  const found = files.find(path);
  return found === undefined ? false : "known" in found ? undefined : true;
}

// Every image of a distribution that Apache can be installed in has these, and Docker puts the latter three there.
const EVERYWHERE = /^\/(etc(\/(passwd|group|hosts|hostname|resolv\.conf))?|tmp|var|usr|bin|dev|proc|sys)$/;

const SECTIONS =
  /^(virtualhost|(directory|files|location|proxy)(match)?|limit(except)?|if|else|elseif|if(module|define|version|file|directive|section)|require(all|any|none)|auth[nz]provideralias|macro|mdomainset)$/i;

/** Whether a directive or section exists: one of a module that is loaded (`start_ifdirective` of httpd 2.4). */
function directiveHolds(
  word: string,
  modules: ReadonlySet<string>,
  allModules: boolean,
): boolean | undefined {
  const owners = modulesOf(word.toLowerCase());
  if (owners === "core") return true;
  if (owners?.some((name) => modules.has(`${name}_module`))) return true;
  return allModules && [...modules].every(isOwnModule) ? false : undefined;
}

/** All installations are httpd 2.4; which patch level is not known. */
function versionHolds(args: readonly string[]): boolean | undefined {
  const negated = args[0]?.startsWith("!") === true;
  const operator = (args.length > 1 ? (args[0] ?? "") : "=").replace(/^!/, "");
  const match = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(args.at(-1) ?? "");
  if (match === null) return undefined;
  const [major, minor, patch] = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
  const order = Math.sign(2 - major || 4 - minor);
  if (order === 0 && patch !== 0) return undefined;
  const holdsAt = ownValue(
    { ">=": order >= 0, "<": order < 0, ">": order > 0, "<=": order < 0, "=": false, "==": false },
    operator,
  );
  // Every 2.4 is above 2.4.0 or is it: only "at least" and "below" are sure.
  if (holdsAt === undefined || (order === 0 && operator !== ">=" && operator !== "<")) return undefined;
  return holdsAt !== negated;
}
