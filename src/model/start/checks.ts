/** What is asked of a command on the way to what a container starts. */
import type { ShellCommand } from "../../parsers/shell/parse.ts";
import { baseName, resolvePath } from "../container-path.ts";
import type { FileContent } from "../files/types.ts";
import { isHarmless } from "../shell/unread.ts";
import { isServer, serverNamedIn } from "../stock/programs/servers.ts";
import { isShell, scriptReader } from "../stock/programs/shells.ts";
import { isAccountTool, isServiceTool, isStepDownTool } from "../stock/programs/tools.ts";
import { type Here, isQuestion, type Started, type StartInput, type Stop } from "./record.ts";

/** Why the kernel would not find what reads a script: execve(2). */
export function lacksReader(path: string, { file }: FileContent, { input, step }: Here): Stop | undefined {
  const [line = ""] = /^#![^\n]*/.exec(file.text) ?? [];
  if (line.endsWith("\r")) {
    const note = `${path} has Windows line ends, so its interpreter is not found`;
    return { key: `line ends ${path}`, at: step.at, note, help: LINE_ENDS };
  }
  const shell = scriptReader(line);
  if (shell === undefined || !isShell(shell) || !input.lacksShell(shell)) return undefined;
  const note = `${path} needs ${shell}, which the image does not have`;
  return { key: `no ${shell}`, at: step.at, note, help: `install ${shell}, or write it for sh` };
}

const LINE_ENDS = 'save it with LF line ends, and keep them by "*.sh text eol=lf" in .gitattributes';

/** Why a shell cannot be started by its name. */
export function lacksShell(shell: string, { input, step }: Here): Stop | undefined {
  if (!isShell(shell) || !input.lacksShell(shell)) return undefined;
  const note = `the container starts ${shell}, which the image does not have`;
  return { key: `no ${shell}`, at: step.at, note, help: `install ${shell}, or start sh` };
}

// Where programs of packages lie.
const OF_PACKAGES = /^\/(usr\/)?s?bin\//;

/** Why a program cannot be started by its name. */
export function lacksNamed(program: string | null | undefined, { input, step }: Here): Stop | undefined {
  const name = program?.replace(OF_PACKAGES, "");
  if (name === undefined || name.includes("/") || !input.lacksProgram(name)) return undefined;
  const note = `the container starts ${name}, which the image does not have`;
  return { key: `no ${name}`, at: step.at, note, help: `install ${name}, or start without it` };
}

export function stopsOnFailure(text: string): boolean {
  return /^\s*set\s+-[a-z]*e|^#!.*\s-[a-z]*e/m.test(text);
}

/** What a command reads that is not there. */
export function absentOperand(command: ShellCommand, { files }: StartInput): string | undefined {
  const [program, ...operands] = command.words.map(({ text }) => text);
  if (!/^(ls|cat|cd|\.|source)$/.test(program ?? "")) return undefined;
  return (
    operands.find((path) => path?.startsWith("/") && files.lookup(resolvePath("/", path)) === undefined) ??
    undefined
  );
}

/** Whether a command stands in the branch of a condition that asks for root: `if [ "$(id -u)" = 0 ]; then`. */
export function isForRoot(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 300), start);
  const from = Math.max(before.lastIndexOf("if "), before.lastIndexOf("[ "), before.lastIndexOf("[["));
  const condition = before.slice(from < 0 ? before.length : from);
  if (!/\bid -u|\bEUID\b|\bUID\b|\bwhoami\b/.test(before.slice(Math.max(0, from - 10)))) return false;
  return /=|-eq/.test(condition) && !/!|-ne|\b(else|elif|fi|esac)\b|\|\|/.test(condition);
}

// These are harmless at build time, when they only check or wait; here they are what is looked for.
const SOUGHT = /^(java|node|sleep|tail|top)$/;

const FILE_TOOLS =
  /^(cp|mv|rm|ln|mkdir|touch|chown|chmod|chgrp|install|sed|tee|envsubst|curl|wget|tar|unzip|openssl|ssh-keygen|rsync|a2(en|dis)(site|mod|conf)|wait-for-it(\.sh)?|wait-for(\.sh)?|jq|yq|base64|gzip|gunzip|mktemp|nc|ping|pg_isready|mysqladmin|redis-cli|psql|mysql|logrotate|shopt|rsyslogd|getopts|eval|printf)$/;

/** Commands of a start script that start nothing which stays. */
export function isShellOnly(name: string, args: readonly string[] | undefined): boolean {
  if (isServer(name) || isServiceTool(name) || SOUGHT.test(name)) return isQuestion(name, args);
  return isHarmless(name, args) || isAccountTool(name) || FILE_TOOLS.test(name);
}

// The shell has these itself, whatever PATH leads to.
export const BUILTIN =
  /^(:|\[|\[\[|test|true|false|echo|printf|export|set|unset|local|readonly|declare|typeset|shift|trap|umask|ulimit|cd|exit|return|exec|read|wait|kill|type|command|getopts|alias|shopt|break|continue|pwd|eval|let|mapfile)$/;

// What these do is done at once.
const QUICK =
  /^(:|\[|\[\[|test|true|false|echo|printf|export|set|unset|local|readonly|declare|shift|trap|umask|ulimit|cd|exit|return|exec|chmod|chown|chgrp|mkdir|touch|ln|cp|mv|rm|sed|envsubst|date|id|whoami|hostname|env|grep|awk|cut|tr|kill)$/;

/** Whether an alias names a server, or gives another meaning to what starts one. */
export function changesStart(alias: string): boolean {
  const [name = ""] = alias.split("=");
  return serverNamedIn(alias) !== undefined || isStepDownTool(name) || isShell(name) || name === "exec";
}

/** Takes down that a command ran which starts nothing, and may yet keep the container up. */
export function noteWait(started: Started, program: string): void {
  if (!QUICK.test(baseName(program))) started.waits = started.programs.length;
}
