/** The record of what a container starts, and what following it needs. */
import type { Place, Span } from "../../source.ts";
import type { Budget } from "../../work.ts";
import type { Accounts, ContainerUser } from "../accounts.ts";
import { baseName, resolvePath } from "../container-path.ts";
import type { Evidence, Fact, Unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles, FileContent } from "../files/types.ts";
import type { ServerInstall } from "../stock/install.ts";
import { onlyAsks, serverProgram } from "../stock/programs/servers.ts";
import type { SupervisorConfig } from "./supervisor/config.ts";
import type { SupervisorProblem } from "./supervisor/refused.ts";

/** Why something that is started ends at once; `note` says it as a message does. */
export interface Stop extends Evidence {
  /** What is wrong, without place or prose: `background nginx`. */
  readonly key: string;
  /** What to do about it. */
  readonly help: string;
  readonly because?: readonly Evidence[];
  /** The user or group that is not there, where that is why. */
  readonly account?: string;
  /** The file that may not be run or read, where that is why. */
  readonly closed?: string;
  /** It is a problem of a configuration that is told as such. */
  readonly told?: true;
}

/** A program that is started, before its user is looked up. */
export interface StartedProgram {
  /** The file name, without its folder. */
  readonly program: string;
  readonly args: readonly (string | null)[];
  readonly user: Fact<ContainerUser>;
  readonly at: Place;
  readonly because: readonly Evidence[];
  /** Whether it is started whenever the container is. */
  readonly sure: boolean;
  /** Whether it goes on while others start: in the background, by a supervisor, in place of the script. */
  readonly stays: boolean;
  /** A supervisor keeps it, and the container, up. */
  readonly supervised?: true;
  /** What starts it puts it into the background, and ends. */
  readonly detached?: true;
  /** The path it is started by, when it is not looked for in PATH. */
  readonly path?: string;
  /** The set-id bit of its file that makes it run as somebody else than who starts it. */
  readonly setId?: Evidence;
  /** Why it is not started after all: nobody may become that user, or there is none. */
  readonly refused?: Stop;
  /** Why it cannot be told whether it is what is started: something that is not read ran before. */
  readonly doubt?: Unknown;
  /** Whom its standard output belongs to: only that user and root can open `/dev/stdout`. */
  readonly streams?: Fact<ContainerUser>;
}

/** A shell text that runs at the start, for what it writes. */
export interface StartScript {
  readonly text: string;
  readonly place: (span: Span) => Place;
  readonly because: readonly Evidence[];
  /** Who runs it. */
  readonly user: Fact<ContainerUser>;
  /** Whether it runs whenever the container starts. */
  readonly sure: boolean;
  /** It runs beside what is started, or among scripts of the base that are not in the list. */
  readonly aside?: true;
  /** The script that calls it, and where. */
  readonly inside?: StartScript;
  readonly calledAt: Place;
}

/** A supervisord that is started, with its configuration. */
export interface Supervisor {
  readonly at: Place;
  readonly config: SupervisorConfig;
  /** Who it runs as when it starts programs. */
  readonly user: Fact<ContainerUser>;
  /** The folder that it is started in; `null` where that cannot be told. */
  readonly folder: string | null;
  /** What it, or one of its programs, does not start with. */
  readonly problems: readonly SupervisorProblem[];
}

/** A file that a script reads where it is there, and that the image lacks. */
export interface MissingFile {
  readonly path: string;
  /** The path is only how its own begins: the rest is open. */
  readonly isStart: boolean;
  /** What cannot be told where something puts it there after all. */
  readonly why: Unknown;
}

/** What starts, as the walk over commands and scripts finds it. */
export interface Started {
  readonly programs: StartedProgram[];
  /** Servers that the health check or cron starts, and why one of any kind may be started so. */
  readonly beside: StartedProgram[];
  besideDoubt: Unknown | undefined;
  readonly scripts: StartScript[];
  /** Files that scripts read where they are there, and that the image lacks. */
  readonly missing: MissingFile[];
  others: Unknown | undefined;
  /** What else may be started, of which only this is known: that no script behind it gets another variable by it. */
  apart: Unknown | undefined;
  /** A script of another language with a command in it that starts a server. */
  foreign: Unknown | undefined;
  /** How many programs there were when a command last ran that may go on for long: `wait`, a loop's condition. */
  waits: number;
  /** A supervisord that goes into the background. */
  leaves: Stop | undefined;
  /** Why the entry process itself cannot be started. */
  broken: Stop | undefined;
  readonly supervisors: Supervisor[];
}

/** A command to start, with who it is started as. */
export interface StartInput {
  /** Commands, and characters that variables stand for, are its steps. */
  readonly budget: Budget;
  readonly files: ContainerFiles;
  readonly userNamed: (name: string, at: Place) => Fact<ContainerUser>;
  readonly environment: (name: string) => string | undefined;
  /** Whether neither the image nor its base sets a variable. */
  readonly isUnset: (name: string) => boolean;
  readonly folder: string | null;
  /** The words that `"$@"` stands for: the CMD behind an ENTRYPOINT. */
  readonly rest: readonly (string | null)[];
  /** What a program of the base does with the words behind it (its entrypoint), when it is known. */
  readonly passesOn: (program: string) => boolean;
  /** Whom the base's own entrypoint gives root up for, by the command behind it. */
  readonly dropsTo: (command: string) => string | undefined;
  readonly accounts: Accounts;
  /** Whether an account has a number; `undefined` where that cannot be told. */
  readonly hasNumber: (uid: number) => boolean | undefined;
  /** Whether the image surely has nothing at a path. */
  readonly lacksPath: (path: string) => boolean;
  /** The servers that are installed. */
  readonly servers: readonly Pick<ServerInstall, "kind" | "program">[];
  /** Whether the image surely lacks a shell of a name. */
  readonly lacksShell: (name: string) => boolean;
  /** Whether the image surely lacks another program of a name. */
  readonly lacksProgram: (name: string) => boolean;
  /** `sh` is dash. */
  readonly dash?: boolean;
}

/** How far the walk has come: as whom, by which line, and whether it surely gets there. */
export interface StartStep {
  readonly user: Fact<ContainerUser>;
  readonly at: Place;
  readonly because: readonly Evidence[];
  readonly sure: boolean;
  readonly depth: number;
  /** The command before it goes on: `&`, `exec`, a supervisor's program. */
  readonly stays: boolean;
  readonly supervised?: true;
  /** A script of the official entrypoint's folder, which others of the base come before and behind. */
  readonly hook?: true;
  readonly detached?: true;
  readonly setId?: Evidence;
  readonly refused?: Stop;
  /** What ran before and may have changed anything: a text that is not known. */
  readonly doubt?: Unknown;
  readonly streams?: Fact<ContainerUser>;
  /** The script that it stands in. */
  readonly script?: StartScript;
}

/** Where the walk has come to, with all that it needs there. */
export interface Here {
  readonly started: Started;
  readonly input: StartInput;
  readonly step: StartStep;
}

/** A program with its words; `null` is one that cannot be told. */
export interface Call {
  /** Its name, or the path that it is started by. */
  readonly path: string;
  readonly args: readonly (string | null)[];
}

/** A step behind something that may have changed what is started. */
export function doubtfulStep(step: StartStep, doubt: Unknown): StartStep {
  return { ...step, sure: false, doubt: step.doubt ?? doubt };
}

/** How deep scripts are followed: one that starts itself would never end. */
export const DEEPEST = 8;

/** `nginx -t`, `apachectl configtest`: a look at the configuration, or a word to a server that runs. */
export function isQuestion(name: string, args: readonly string[] | undefined): boolean {
  const server = serverProgram(name);
  return server !== undefined && args !== undefined && onlyAsks(server, args);
}

/** Records a program, unless it is only asked something (`nginx -t`). */
export function addProgram(started: Started, { path, args }: Call, step: StartStep): void {
  const program = baseName(path);
  if (isQuestion(program, args.every((arg) => arg !== null) ? (args as string[]) : undefined)) return;
  const { user, at, because, sure, stays, supervised, detached, setId, refused, doubt, streams } = step;
  started.programs.push({
    program,
    args,
    user,
    at,
    because,
    sure,
    stays,
    ...(supervised === undefined ? {} : { supervised }),
    ...(detached === undefined ? {} : { detached }),
    ...(path.includes("/") ? { path } : {}),
    ...(setId === undefined ? {} : { setId }),
    ...(refused === undefined ? {} : { refused }),
    ...(doubt === undefined ? {} : { doubt }),
    ...(streams === undefined ? {} : { streams }),
  });
}

/** The text of a container file, relative to the folder that the start has come to. */
export function fileAt(input: StartInput, path: string): FileContent | Unknown | undefined {
  if (!path.startsWith("/") && input.folder === null) return undefined;
  const found = input.files.lookup(resolvePath(input.folder ?? "/", path));
  if (!isFile(found)) return found;
  return found.content.known ? found.content.value : found.content;
}

/** Why it cannot be told what else is started. */
export function otherStarts({ others, apart }: Started): Unknown | undefined {
  return others ?? apart;
}

/** A new, empty record of what starts. */
export function nothingStarted(): Started {
  return {
    programs: [],
    beside: [],
    besideDoubt: undefined,
    scripts: [],
    missing: [],
    others: undefined,
    apart: undefined,
    foreign: undefined,
    waits: 0,
    leaves: undefined,
    broken: undefined,
    supervisors: [],
  };
}
