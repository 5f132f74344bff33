import { ownValue } from "../../names.ts";
import type { Ground } from "../../policy/ports.ts";
import { readApache, unreadApache } from "../apache/read.ts";
import { baseName } from "../container-path.ts";
import { lostBy } from "../fact.ts";
import { containerFiles } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import { readFpm } from "../fpm/read.ts";
import { readNginx, unreadNginx } from "../nginx/read.ts";
import type { Nginx } from "../nginx/types.ts";
import type { ServerCommand, ServerInput } from "../servers/input.ts";
import { actsOn, namesWord } from "../stages/chain.ts";
import type { Copy } from "../stages/image.ts";
import { keptVariables } from "../stages/setting.ts";
import type { State } from "../stages/state.ts";
import { accountsOf, containerUser } from "../stages/users.ts";
import { startEnvironment } from "../stages/variables.ts";
import { followStart, type StartFacts, startsByOfficialEntrypoint } from "../start/command.ts";
import { givenAtStart } from "../start/given.ts";
import {
  nothingStarted,
  otherStarts,
  type Started,
  type StartedProgram,
  type Stop,
} from "../start/record.ts";
import { unsetAtStart } from "../start/rendering.ts";
import { bareSubstitutions } from "../start/substitutions.ts";
import { startLayers, startRuns } from "../start/writes.ts";
import type { InstalledServer } from "../stock/install.ts";
import { isProgramOf, isServerItself, serverProgram } from "../stock/programs/servers.ts";
import { isPhpFpm } from "../stock/programs/users.ts";
import { accountsAtStart } from "./accounts.ts";
import { endedStarts } from "./ends.ts";
import { failedWrites } from "./failing-writes.ts";
import { processesOf } from "./processes.ts";
import { offPath, searchPathOf, startsFact } from "./server-starts.ts";
import type { Run } from "./types.ts";
import { onAllWays, type Servers } from "./ways.ts";
import { withoutStart, wrongShell } from "./wrong-shell.ts";

/** What a run adds to an image: who it is, what starts, what the servers do. */
export interface RunFacts
  extends Pick<
    Run,
    | "containerUser"
    | "userIsSet"
    | "processes"
    | "supervisors"
    | "wrongShell"
    | "fpm"
    | "stops"
    | "startCommands"
    | "filesAtStart"
    | "startWrites"
    | "substitutions"
    | "accounts"
    | "nginx"
    | "apache"
    | "listeners"
  > {
  /** The files as they are once the start scripts have run. */
  readonly files: ContainerFiles;
  /** Texts of the scripts that run at the start, with their places. */
  readonly scripts: Started["scripts"];
}

/** Works out the run of an image by itself. */
export function readRun(state: State, copies: readonly Copy[], runtime?: Ground): RunFacts {
  const built = accountsOf(state);
  const user = containerUser(state, built);
  const { budget } = state.work;
  const imageFiles = containerFiles(state.layers, budget);
  const first = startOf(state, { files: imageFiles, accounts: built, user });
  const { started: before, runs } = startRuns(state, first, imageFiles);
  const accounts = accountsAtStart(built, runs);
  // Who a script may step down to depends on whom it makes.
  const again = accounts === built ? before : startOf(state, { files: imageFiles, accounts, user });
  const started = { ...again, others: again.others ?? before.others };
  const { writes, undone, end } = failedWrites(state, runs, { started, files: imageFiles, accounts });
  const written = startLayers(state, started, { runs, undone });
  const layers = state.layers.copy();
  for (const one of written) layers.push(one);
  const files = containerFiles(layers, budget);
  const changes = new Set(written.flatMap(({ opaque }) => (opaque === undefined ? [] : [opaque.why])));
  const ended = onAllWays(layers, (at) => {
    const there = containerFiles(at, budget);
    const read = readServers(state, { files: there, accounts, user, started, copies });
    return endedStarts(read, started, { user, runtime, accounts, files: there, written: changes, end });
  });
  const shell = wrongShell(state, imageFiles);
  const going = { nginx: withoutStart(ended.nginx, shell), apache: withoutStart(ended.apache, shell) };
  const given = givenAtStart(state, started);
  const nginx = going.nginx && { ...given, ...going.nginx, ...streamsOf("nginx", started) };
  const apache = going.apache && { ...given, ...going.apache, ...streamsOf("apache", started) };
  return {
    containerUser: user,
    userIsSet: state.user?.own === true,
    processes: processesOf(state, started, { user, files }),
    supervisors: started.supervisors,
    ...(shell === undefined ? {} : { wrongShell: shell }),
    fpm: started.programs
      .filter(({ program, refused }) => isPhpFpm(program) && refused === undefined)
      .flatMap((program) => {
        const master = isBasesOwn(program, state) ? user : program.user;
        return readFpm(program, { files, accounts, master, from: state.from }) ?? [];
      }),
    stops: [...ended.stops, ...unfoundServers(state, started)],
    ...(nginx === undefined ? {} : { nginx }),
    ...(apache === undefined ? {} : { apache }),
    listeners: [nginx, apache].flatMap((server) =>
      server?.starts.known === true && !server.starts.value ? [] : (server?.listeners ?? []),
    ),
    filesAtStart: imageFiles,
    startWrites: writes,
    substitutions: bareSubstitutions(started, {
      files: imageFiles,
      folder: state.workdir,
      environment: startEnvironment(state),
    }),
    startCommands: runs.flatMap(({ commands }) => commands),
    accounts,
    files,
    scripts: started.scripts,
  };
}

/** The servers of an image as they read their configuration from some files. */
function readServers(state: State, facts: Omit<ServerFacts, "installed">): Servers {
  const { failures } = state.work;
  const inputOf = (kind: "nginx" | "apache") => {
    const installed = state.servers.find(({ install }) => install.kind === kind);
    return installed && serverInput(state, { ...facts, installed });
  };
  const nginx = inputOf("nginx");
  const apache = inputOf("apache");
  return {
    nginx:
      nginx &&
      failures.attempt(
        { doing: "reading the configuration of nginx", at: nginx.installed.at },
        () => readNginx(nginx),
        (failure) => ({ ...unreadNginx(nginx, lostBy(failure)), starts: lostBy(failure) }),
      ),
    apache:
      apache &&
      failures.attempt(
        { doing: "reading the configuration of Apache", at: apache.installed.at },
        () => readApache(apache),
        (failure) => ({ ...unreadApache(apache, lostBy(failure)), starts: lostBy(failure) }),
      ),
  };
}

/** Whether a program is told by what it becomes: it is the base's, which starts it as the container's user. */
function isBasesOwn({ program, user }: StartedProgram, { base, cmd }: State): boolean {
  const becomes = ownValue(base?.stepsDown, program);
  const isCommand = baseName(cmd?.words?.[0] ?? "") === program;
  return becomes !== undefined && isCommand && user.known && user.value.name === becomes;
}

/** Whom a server's standard output belongs to; a script may have sent it elsewhere. */
function streamsOf(kind: "nginx" | "apache", { programs, scripts }: Started): Pick<Nginx, "streams"> {
  const program = programs.find((candidate) => isServerItself(candidate.program, kind));
  const isOwn = program?.supervised === true || scripts.length === 0;
  return isOwn && program?.streams !== undefined ? { streams: program.streams } : {};
}

/** What starts; where following it fails, anything may. */
function startOf(state: State, facts: StartFacts): Started {
  const at = (state.entrypoint ?? state.cmd)?.at ?? state.from;
  return state.work.failures.attempt(
    { doing: "following what the container starts", at },
    () => followStart(state, facts),
    (failure) => ({ ...nothingStarted(), others: lostBy(failure) }),
  );
}

/** Servers that are started by a name that PATH does not lead to. */
function unfoundServers(state: State, started: Started): readonly Stop[] {
  return state.servers.flatMap((installed) => {
    const program = startedServer(started, installed);
    return (program && offPath(program, installed, searchPathOf(state))) ?? [];
  });
}

function startedServer({ programs }: Started, { install }: InstalledServer): StartedProgram | undefined {
  return programs.find(({ program }) => isProgramOf(program, install));
}

interface ServerFacts extends StartFacts {
  readonly installed: InstalledServer;
  readonly started: Started;
  readonly copies: readonly Copy[];
}

function serverInput(state: State, facts: ServerFacts): ServerInput {
  const { installed, files, accounts, user, started, copies } = facts;
  const program = startedServer(started, installed);
  const official = startsByOfficialEntrypoint(state, files);
  const startNames = namesAtStart(state, started);
  const byService = program !== undefined && program.args.length === 1 && program.args[0] === null;
  return {
    budget: state.work.budget,
    files,
    installed,
    packages: state.packages,
    isUnset: unsetAtStart(state, started),
    starts: startsFact(program, { started, installed, path: searchPathOf(state) }),
    processUser: program?.user ?? otherStarts(started) ?? user,
    accounts,
    command: program && commandOf(program, byService),
    environment: new Map([...keptVariables(state)].map(([name, { value }]) => [name, value])),
    startWrites: [],
    ...(official ? { entrypoint: { user } } : {}),
    ...(state.readOnly === undefined ? {} : { readOnly: state.readOnly }),
    ...(program === undefined
      ? {}
      : { envvars: byService || serverProgram(program.program)?.readsEnvvars === true }),
    copies,
    named: (path) => startNames(path) || state.steps.some((step) => namesWord(step, path)),
    makes: (name) =>
      startNames(name) ||
      state.steps.some(
        (step) => step.instruction.keyword === "RUN" && actsOn(step, (text) => text.includes(name)),
      ),
  };
}

function commandOf({ program, args, at }: StartedProgram, byService: boolean): ServerCommand {
  if (byService) return { args: [], at, control: "empty" };
  return { args, at, ...(serverProgram(program)?.isControl ? { control: "image" } : {}) };
}

/** Whether what the container is started by speaks of a path, or a script of it of its name. */
function namesAtStart(state: State, started: Started): (path: string) => boolean {
  const words = [...(state.entrypoint?.words ?? []), ...(state.cmd?.words ?? [])];
  const text = `${words.join(" ")} ${state.cmd?.instruction?.shell?.text ?? ""} ${state.entrypoint?.instruction?.shell?.text ?? ""}`;
  return (path) =>
    text.includes(path) ||
    started.scripts.some((script) => script.text.includes(path) || script.text.includes(baseName(path)));
}
