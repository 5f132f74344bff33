import { ownValue } from "../../names.ts";
import { isSamePlace, type Place } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import type { WrittenPath } from "../servers/written.ts";
import type { InstalledServer } from "../stock/install.ts";
import type { ApacheStep, ApacheTree } from "./reading.ts";

// Measured with apache2 2.4.68 and 2.4.71: each log of each server, reached or not, is opened before the first request,
// and the pid file is made in its folder under another name first; where one fails Apache ends. Paths start from
// ServerRoot, the pid file's too. A lock file is made only where a Mutex line asks for one.
const LOGS = /^(errorlog|customlog|transferlog|globallog|forensiclog)$/;

interface Compiled {
  readonly pid: string;
  readonly errorLog: string;
}

// DEFAULT_PIDLOG and DEFAULT_ERRORLOG of `httpd -V`; Alpine's pid file is named by its conf.d/mpm.conf.
const COMPILED: Readonly<Record<string, Compiled>> = {
  "Debian's apache2 package": { pid: "/run/apache2.pid", errorLog: "logs/error_log" },
  "the official php image's Apache": { pid: "/run/apache2.pid", errorLog: "logs/error_log" },
  "the official httpd image": { pid: "logs/httpd.pid", errorLog: "logs/error_log" },
  "Alpine's apache2 package": { pid: "/run/apache2/httpd.pid", errorLog: "logs/error_log" },
  "Red Hat's httpd package": { pid: "/run/httpd/httpd.pid", errorLog: "logs/error_log" },
};

/** What Apache writes at its start, as far as it is known. */
export function apacheWrittenPaths(
  { steps, incomplete, problems, serverRoot }: ApacheTree,
  { install: { title }, at: installedAt }: InstalledServer,
): readonly WrittenPath[] {
  const certain = steps.filter(isCertain);
  const pid = certain.filter(({ name, sections }) => name === "pidfile" && sections.length === 0).slice(-1);
  const logs = certain.filter(({ name, args }) => LOGS.test(name) && isFileName(args[0]));
  const named = [...pid, ...logs].map((step) => pathOf(step, { serverRoot, installedAt }));
  const compiled = ownValue(COMPILED, title);
  if (incomplete !== undefined || problems.length > 0 || compiled === undefined) return named;
  const lacks = (name: string) =>
    !steps.some((step) => step.name === name && (step.sections.length === 0 || step.maybe !== undefined));
  const implied = (kind: "pid" | "log", path: string, directive: string): WrittenPath => {
    return { kind, path: resolvePath(serverRoot, path), directive, because: [] };
  };
  return [
    ...named,
    ...(lacks("pidfile") ? [implied("pid", compiled.pid, "PidFile")] : []),
    ...(lacks("errorlog") ? [implied("log", compiled.errorLog, "ErrorLog")] : []),
  ];
}

/** The folder of DefaultRuntimeDir. */
export function runFolderOf({ steps, serverRoot }: ApacheTree): { readonly runFolder?: string } {
  const folder = steps.findLast(
    ({ name, sections }) => name === "defaultruntimedir" && sections.length === 0,
  );
  const [path] = folder !== undefined && isCertain(folder) ? folder.args : [];
  return path === undefined ? {} : { runFolder: resolvePath(serverRoot, path) };
}

function isCertain({ maybe, missing, open, sections }: ApacheStep): boolean {
  return (
    maybe === undefined &&
    missing === undefined &&
    open === undefined &&
    !sections.some((section) => /^macro$/i.test(section))
  );
}

/** Neither a pipe, nor syslog, nor what a module for logs reads. */
function isFileName(value: string | undefined): boolean {
  return value !== undefined && value !== "" && !/^(\||(syslog|journald|systemd)\b)/.test(value);
}

function pathOf(
  { name, args, directive, loaded }: ApacheStep,
  { serverRoot, installedAt }: { readonly serverRoot: string; readonly installedAt: Place },
): WrittenPath {
  const at = loaded.content.place(directive.args[0]?.span);
  // A line of a stock file shows where it is installed, and one that a build adds to it that line.
  const place = isSamePlace(at, installedAt) ? {} : { at };
  return {
    kind: name === "pidfile" ? "pid" : "log",
    path: resolvePath(serverRoot, args[0] ?? ""),
    directive: directive.name.value,
    ...place,
    because: loaded.because,
  };
}
