/** The file of a program that is started: whether it may be run by who starts it, and whom it runs as then. */

import { type ContainerUser, quotedUser } from "../accounts.ts";
import { baseName, DEFAULT_PATH, resolvePath } from "../container-path.ts";
import { type Evidence, type Fact, known, type Unknown, unknown } from "../fact.ts";
import { type Asker, closedBy, ownerName, READ, RUN, setIds } from "../files/access.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import { serverProgram } from "../stock/programs/servers.ts";
import { isShell } from "../stock/programs/shells.ts";
import { isMultiCall, isStepDownTool } from "../stock/programs/tools.ts";
import {
  doubtfulStep,
  type Here,
  type Started,
  type StartInput,
  type StartStep,
  type Stop,
} from "./record.ts";

/** The files that a name may stand for, those that PATH leads to first; of a server's scripts the server itself. */
function candidates(name: string, input: StartInput): readonly string[] {
  if (name.includes("/"))
    return name.startsWith("/") || input.folder !== null ? [resolvePath(input.folder ?? "/", name)] : [];
  const path = input.environment("PATH") || DEFAULT_PATH;
  return path.split(":").map((part) => resolvePath(resolvePath(input.folder ?? "/", part || "."), name));
}

/** The file of a program by its name or path, where it is known. */
export function programFile(name: string, input: StartInput): ContainerFile | undefined {
  return candidates(name, input)
    .map((path) => input.files.lookup(path))
    .find((found) => isFile(found) && found.kind === "file") as ContainerFile | undefined;
}

/** The text of a program of the repo that PATH leads to. */
export function scriptInPath(name: string, input: StartInput): FileContent | undefined {
  const file = programFile(name, input);
  return file !== undefined && isBrought(file) && file.content.known ? file.content.value : undefined;
}

/** Whether a line of the repo's puts a file there, or writes into it. */
export function isBrought({ from, edited }: ContainerFile): boolean {
  return from === "repo" || from === "run" || edited === true;
}

/** Why a program of an image's own script may be another: a line brings one of its name. */
export function shadowed(name: string, input: StartInput): Unknown | undefined {
  const file = programFile(name, input);
  if (file === undefined || !isBrought(file)) return undefined;
  const why = `${file.path} stands in for ${name}, which the entrypoint runs`;
  return unknown({ key: `program ${file.path}`, why }, file.at);
}

/**
 * What stands in the place of a shell or of a program that gives root up: a script of the repo, which is followed, or why it
 * cannot be told. `undefined`: it is what it is called, or a download of it.
 */
export function standIn(
  name: string,
  { input, step }: Pick<Here, "input" | "step">,
): Unknown | { readonly script: true } | undefined {
  if (!isStepDownTool(name) && !isShell(name)) return undefined;
  const entries = candidates(name, input).map((path) => input.files.entry(path));
  const found = entries.find((one) => isFile(one) && one.kind !== "directory") as ContainerFile | undefined;
  if (found === undefined) return undefined;
  const led = found.kind === "link" && isBrought(found) ? linkedTo(found) : found.path;
  const file = programFile(name, input);
  const isOwn = file !== undefined && isBrought(file) && file.content.known;
  if (isOwn && !isShell(name)) return { script: true };
  const isSame = isShell(name) ? isShell(led) || isMultiCall(led) : isStepDownTool(led) || isMultiCall(led);
  if (isSame && !isOwn) return undefined;
  const why = `${found.path} stands in for ${baseName(name)}, and what it does is unknown`;
  return unknown({ key: `program ${found.path}`, why }, found.at ?? step.at);
}

function linkedTo({ target, relative, path }: ContainerFile): string {
  return target ?? relative ?? path;
}

/** Why a name may stand for another program than the one that a base or package brings. */
export function replacedProgram(
  name: string,
  { input, step }: Pick<Here, "input" | "step">,
): Unknown | undefined {
  for (const path of candidates(name, input)) {
    const found = input.files.lookup(path);
    if (found === undefined) continue;
    if (!isFile(found)) {
      if (found.ofBase) continue;
      const why = `${path} may be another program: ${found.clause ?? found.why}`;
      return unknown({ key: `program ${path}`, why }, found.at);
    }
    if (found.kind !== "file") continue;
    if (!isBrought(found)) return undefined;
    if (found.content.known || (found.mode.known && (found.mode.value & 0o111) === 0)) continue;
    const why = `${path} is started, but what it does is unknown`;
    return unknown({ key: `program ${path}`, why }, found.at ?? step.at);
  }
  return undefined;
}

/** A program or script that somebody may not run or read. */
interface Closed {
  readonly path: string;
  readonly why: string;
  readonly help: string;
}

/** Why somebody may not run a program: its mode, or that of a folder on the way. A script is read besides. */
export function cannotRun(name: string, input: StartInput, { user }: StartStep): Closed | undefined {
  const file = programFile(name, input);
  if (file === undefined || !file.mode.known) return undefined;
  const { path } = file;
  if ((file.mode.value & 0o111) === 0)
    return {
      path,
      why: `${name} is started, but is not executable`,
      help: `make it executable with chmod 755`,
    };
  if (!user.known) return undefined;
  const asker: Asker = { user: user.value, accounts: input.accounts };
  const bits = file.content.known ? READ | RUN : RUN;
  return closed(path, `run ${name}`, { by: closedBy({ files: input.files, file, bits }, asker), asker });
}

/** Why somebody may not read a script that a shell is started with. */
export function cannotRead(name: string, input: StartInput, { user }: StartStep): Closed | undefined {
  const file = programFile(name.includes("/") ? name : `./${name}`, input);
  if (file === undefined || !user.known) return undefined;
  const asker = { user: user.value, accounts: input.accounts };
  return closed(file.path, `read ${name}`, {
    by: closedBy({ files: input.files, file, bits: READ }, asker),
    asker,
  });
}

function closed(
  path: string,
  does: string,
  { by: file, asker: { user, accounts } }: { by: ContainerFile | undefined; asker: Asker },
): Closed | undefined {
  if (file === undefined || !file.mode.known) return undefined;
  const owner = file.owner.known ? ` of "${ownerName(accounts, file.owner.value.user)}"` : "";
  const who = quotedUser(user);
  const mode = file.mode.value.toString(8).padStart(4, "0");
  const why = `${who} cannot ${does}: ${file.path}${owner} has mode ${mode}`;
  return { path, why, help: `open ${file.path} to it, as chmod 755 does, or change its owner with --chown` };
}

/** Whom a program runs as: who starts it, unless its file has set-id bits. */
export function runsAs(
  name: string,
  input: StartInput,
  step: StartStep,
): Pick<StartStep, "user" | "because" | "setId"> {
  const server = serverProgram(name);
  const behind = server && input.servers.find(({ kind }) => kind === server.product)?.program;
  const file = programFile(name, input);
  const own = file !== undefined && !file.content.known ? file : behind && programFile(behind, input);
  const { user, group } = own ? setIds(own) : {};
  if (!own || (user === undefined && group === undefined)) return step;
  const at = own.mode.at;
  const note = `${own.path} has a set-id bit, so it runs as ${user ?? `group ${group}`}`;
  const setId: Evidence = { at, note };
  return {
    setId,
    because: [...step.because, setId],
    user: withIds(user === undefined ? step.user : input.userNamed(user, at), group, at),
  };
}

function withIds(
  user: Fact<ContainerUser>,
  group: string | undefined,
  at: Evidence["at"],
): Fact<ContainerUser> {
  return user.known && group !== undefined ? known({ ...user.value, group }, at, user.because) : user;
}

/** Whether it is what the container itself starts: where that fails, nothing is started at all. */
function isEntry({ depth, sure }: StartStep): boolean {
  return depth <= 1 && sure;
}

/** What becomes of a step that something stops. */
export function stopped(started: Started, stop: Stop | undefined, step: StartStep): StartStep {
  if (stop === undefined) return step;
  if (isEntry(step)) started.broken ??= stop;
  return { ...step, refused: step.refused ?? stop };
}

// With these a script may make a file fit to be run before it runs it.
const PREPARES = /\b(chmod|chown|chgrp|install|cp|mv|tar|unzip|setfacl|curl|wget)\b/;

/** What becomes of a step whose program or script is closed to who starts it. */
export function denied(started: Started, closed: Closed | undefined, step: StartStep): StartStep {
  if (closed === undefined || started.scripts.some(({ text }) => PREPARES.test(text))) return step;
  const { path, why, help } = closed;
  return stopped(started, { key: `closed ${path}`, at: step.at, note: why, help, closed: path }, step);
}

/** A step of which something leaves open what is started; it is noted as what else may be. */
export function doubted(started: Started, doubt: Unknown | undefined, step: StartStep): StartStep {
  if (doubt === undefined) return step;
  started.others ??= doubt;
  return doubtfulStep(step, doubt);
}
