import { isWithin, parentOf, resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ServerFiles } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";
import type { AbsentPath } from "../servers/types.ts";
import { apacheOfficial } from "../stock/apache.ts";
import { apacheDebian } from "../stock/apache-debian.ts";
import { isOwnRootFolder, isOwnRunFolderName, otherSpelling } from "../stock/system-folders.ts";
import type { ApacheStep, ApacheTree } from "./reading.ts";

// Measured with apache2 2.4.71: each is opened, or its folder looked for, before the first request, by root as well.
const FILES = /^(errorlog|customlog|transferlog|globallog|forensiclog|pidfile)$/;

/** Folders without which Apache stops, and the doubt where that cannot be told. */
export interface NeededFolders {
  readonly missing: readonly AbsentPath[];
  readonly doubt?: Unknown;
}

/** What the configuration wants to write into, or to find, and the image does not have. */
export function neededFolders(tree: ApacheTree, input: ServerInput, files: ServerFiles): NeededFolders {
  const steps = tree.steps.filter(
    ({ maybe, missing, open, sections }) =>
      maybe === undefined && missing === undefined && open === undefined && !sections.some(isMacro),
  );
  const missing: AbsentPath[] = [...impliedLog(tree, input, files)];
  const asked = new Set<string>();
  let doubt: Unknown | undefined;
  for (const step of steps) {
    const path = folderOf(step, tree.serverRoot);
    if (path === undefined || asked.has(path)) continue;
    asked.add(path);
    // apachectl makes the folder for itself, and the pid file lies in it.
    if (input.envvars !== false && isRunFolder(path)) continue;
    const at = step.loaded.content.place(step.directive.args[0]?.span);
    const there = isThere(path, input, files);
    const why = `there is no folder ${path} in the image, but ${step.directive.name.value} needs it`;
    if (there === false) missing.push({ kind: "folder", path, at, note: why });
    if (there === undefined && isRunFolder(path)) {
      doubt ??= unknown(
        {
          key: `missing ${path}`,
          why: `apache2 needs ${path}, but whether it exists is unknown: apachectl creates it`,
        },
        input.command?.at ?? at,
      );
    }
  }
  return doubt === undefined ? { missing } : { missing, doubt };
}

// DEFAULT_ERRORLOG of httpd 2.4 is `logs/error_log` below the ServerRoot, a folder that Debian's package does not make.
const DEFAULT_LOGS = "logs";

/** The folder of the log that no line names, for Debian's package; of the others it is not known to be missing. */
function impliedLog(
  { steps, loaded: [main], incomplete, serverRoot }: ApacheTree,
  input: ServerInput,
  files: ServerFiles,
): readonly AbsentPath[] {
  const isNamed = steps.some(
    ({ name, sections }) =>
      name === "errorlog" && !sections.some((section) => /^virtualhost$/i.test(section)),
  );
  if (isNamed || incomplete !== undefined || main === undefined || input.installed.install !== apacheDebian)
    return [];
  const path = resolvePath(serverRoot, DEFAULT_LOGS);
  if (isThere(path, input, files) !== false) return [];
  const note = `there is no folder ${path} in the image, where errors go without an ErrorLog`;
  return [{ kind: "folder", path, at: main.content.place(), note }];
}

function isMacro(section: string): boolean {
  return /^macro$/i.test(section);
}

/** The folder that a directive needs; none of a pipe or of syslog. */
function folderOf({ name, args, sections }: ApacheStep, serverRoot: string): string | undefined {
  const [value] = args;
  const [, lock] = /^(?:file|fcntl|flock):(.+)$/i.exec(value ?? "") ?? [];
  if (name === "mutex") return lock === undefined ? undefined : resolvePath(serverRoot, lock);
  if (value === undefined || value === "" || /^(\||syslog)/.test(value)) return undefined;
  const path = resolvePath(serverRoot, value);
  if (name === "defaultruntimedir" && sections.length === 0) return path;
  return FILES.test(name) ? parentOf(path) : undefined;
}

function isRunFolder(path: string): boolean {
  return isWithin(path, "/var/run/apache2") || isWithin(path, "/run/apache2");
}

/** Whether a folder is there; `undefined` where nothing is known of it, or something of the image speaks of it. */
function isThere(
  path: string,
  { installed, named, makes }: ServerInput,
  files: ServerFiles,
): boolean | undefined {
  if (/^\/(dev|proc|sys)(\/|$)/.test(path)) return true;
  const found = [path, otherSpelling(path)].flatMap((one) => (one === undefined ? [] : [files.find(one)]));
  if (found.some((one) => one !== undefined && isFile(one))) return true;
  if (named("APACHE_") || named("xargs")) return undefined;
  // What the package brings is gone only where a line removes it.
  if (installed.install.folders.includes(path)) return found.includes(undefined) ? false : undefined;
  if (isRunFolder(path)) {
    const made = installed.from === "base" || PREPARING.some((word) => named(word));
    return made ? undefined : false;
  }
  const isGap = found.some((one) => one !== undefined && !isFile(one) && one.ofBase === true);
  const isNew = isGap && installed.install === apacheOfficial && isNoFolderOfSystem(path);
  return (isNew || found.includes(undefined)) && !makes(path) && !isWithin(path, "/home") ? false : undefined;
}

/** Whether the official image of httpd has none of a name, which adds no folder to Debian's but its own. */
function isNoFolderOfSystem(path: string): boolean {
  const isLock = /^\/(var|run)\/lock\/[^/]+$/.test(path);
  return isLock || isOwnRootFolder(/^\/[^/]+/.exec(path)?.[0] ?? path) || isOwnRunFolderName(path);
}

// With these a build makes the folder: apachectl and Debian's service script do so whatever they are asked.
const PREPARING = ["apachectl", "apache2ctl", "service", "init.d", "invoke-rc.d", "/run/"];
