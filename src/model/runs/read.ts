import { ownValue } from "../../names.ts";
import type { Ground } from "../../policy/ports.ts";
import type { Place } from "../../source.ts";
import type { Accounts } from "../accounts.ts";
import { readApache, unreadApache } from "../apache/read.ts";
import { baseName } from "../container-path.ts";
import { lostBy, type Unknown, unknown } from "../fact.ts";
import { containerFiles, Layers, opaqueLayer } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import { readFpm } from "../fpm/read.ts";
import { readNginx, unreadNginx } from "../nginx/read.ts";
import type { Nginx } from "../nginx/types.ts";
import type { ServerInput } from "../servers/input.ts";
import { namesWord } from "../stages/chain.ts";
import type { Copy } from "../stages/image.ts";
import { keptVariables } from "../stages/setting.ts";
import type { State } from "../stages/state.ts";
import { accountsOf, containerUser } from "../stages/users.ts";
import { followStart, type StartFacts, startsByOfficialEntrypoint } from "../start/command.ts";
import { nothingStarted, type Started, type StartedProgram } from "../start/record.ts";
import { type StartRun, startLayers, startRuns } from "../start/writes.ts";
import type { InstalledServer } from "../stock/install.ts";
import { isProgramOf, isServerItself, serverProgram } from "../stock/programs/servers.ts";
import { isAccountMaker } from "../stock/programs/tools.ts";
import { isPhpFpm } from "../stock/programs/users.ts";
import { endedStarts } from "./ends.ts";
import { processesOf } from "./processes.ts";
import { searchPathOf, startsFact } from "./server-starts.ts";
import type { Run } from "./types.ts";

/** What a run adds to an image: who it is, what starts, what the servers do. */
export interface RunFacts
  extends Pick<
    Run,
    | "containerUser"
    | "userIsSet"
    | "processes"
    | "supervisors"
    | "fpm"
    | "startCommands"
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
  const { failures, budget } = state.work;
  const imageFiles = containerFiles(state.layers, budget);
  const before = startOf(state, { files: imageFiles, accounts: built, user });
  const runs = startRuns(state, before, imageFiles);
  const accounts = accountsAtStart(built, runs);
  // Who a script may step down to depends on whom it makes.
  const started = accounts === built ? before : startOf(state, { files: imageFiles, accounts, user });
  const written = startLayers(state, started, runs);
  const layers = state.layers.copy();
  for (const one of written) layers.push(one);
  const files = containerFiles(layers, budget);
  const servers = state.servers.map((installed) => ({
    installed,
    input: serverInput(state, { installed, files, accounts, user, started, copies }),
  }));
  const nginxInput = servers.find(({ installed }) => installed.install.kind === "nginx")?.input;
  const apacheInput = servers.find(({ installed }) => installed.install.kind === "apache")?.input;
  const read = {
    nginx:
      nginxInput &&
      failures.attempt(
        { doing: "reading the configuration of nginx", at: nginxInput.installed.at },
        () => readNginx(nginxInput),
        (failure) => ({ ...unreadNginx(nginxInput, lostBy(failure)), starts: lostBy(failure) }),
      ),
    apache:
      apacheInput &&
      failures.attempt(
        { doing: "reading the configuration of Apache", at: apacheInput.installed.at },
        () => readApache(apacheInput),
        (failure) => ({ ...unreadApache(apacheInput, lostBy(failure)), starts: lostBy(failure) }),
      ),
  };
  const ended = endedStarts(read, started, {
    user,
    runtime,
    accounts,
    files,
    written: new Set(written.flatMap(({ opaque }) => (opaque === undefined ? [] : [opaque.why]))),
  });
  const nginx = ended.nginx && { ...ended.nginx, ...streamsOf("nginx", started) };
  const apache = ended.apache && { ...ended.apache, ...streamsOf("apache", started) };
  return {
    containerUser: user,
    userIsSet: state.user?.own === true,
    processes: processesOf(state, started, { user, files }),
    supervisors: started.supervisors,
    fpm: started.programs
      .filter(({ program, refused }) => isPhpFpm(program) && refused === undefined)
      .flatMap((program) => {
        const master = isBasesOwn(program, state) ? user : program.user;
        return readFpm(program, { files, accounts, master, from: state.from }) ?? [];
      }),
    ...(nginx === undefined ? {} : { nginx }),
    ...(apache === undefined ? {} : { apache }),
    listeners: [nginx, apache].flatMap((server) =>
      server?.starts.known === true && !server.starts.value ? [] : (server?.listeners ?? []),
    ),
    startCommands: runs.flatMap(({ commands }) => commands),
    accounts,
    files,
    scripts: started.scripts,
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

/** The run of an image of which nothing can be told. */
export function unreadRun(why: Unknown): RunFacts {
  return {
    containerUser: why,
    userIsSet: false,
    processes: { list: [], others: why, stepsDown: why },
    supervisors: [],
    fpm: [],
    listeners: [],
    startCommands: [],
    accounts: { users: [], groups: [], others: why },
    files: containerFiles(new Layers([opaqueLayer("/", why)])),
    scripts: [],
  };
}

/** The accounts once the start scripts have run: those that they make cannot be told. */
function accountsAtStart(accounts: Accounts, runs: readonly StartRun[]): Accounts {
  if (accounts.others !== undefined) return accounts;
  const made = runs.map(makesAccounts).find((found) => found !== undefined);
  if (made === undefined) return accounts;
  const why = `users are created when the container starts, by ${made.what}`;
  return { ...accounts, others: unknown({ key: `users by ${made.what}`, why }, made.at) };
}

function makesAccounts({
  effects,
  commands,
}: StartRun): { readonly what: string; readonly at: Place } | undefined {
  const command = commands.find(({ name }) => isAccountMaker(name));
  if (command !== undefined) return { what: command.name, at: command.programAt };
  const written = effects.find(
    ({ effect }) =>
      (effect.kind === "write" || effect.kind === "edit") && /^\/etc\/(passwd|group)$/.test(effect.path),
  );
  return written && "path" in written.effect ? { what: written.effect.path, at: written.at } : undefined;
}

interface ServerFacts extends StartFacts {
  readonly installed: InstalledServer;
  readonly started: Started;
  readonly copies: readonly Copy[];
}

function serverInput(state: State, facts: ServerFacts): ServerInput {
  const { installed, files, accounts, user, started, copies } = facts;
  const program = started.programs.find((candidate) => isProgramOf(candidate.program, installed.install));
  const official = startsByOfficialEntrypoint(state, files);
  const byService = program !== undefined && program.args.length === 1 && program.args[0] === null;
  return {
    budget: state.work.budget,
    files,
    installed,
    packages: state.packages,
    starts: startsFact(program, { started, installed, path: searchPathOf(state) }),
    processUser: program?.user ?? started.others ?? user,
    accounts,
    command: program === undefined ? undefined : { args: byService ? [] : program.args, at: program.at },
    environment: new Map([...keptVariables(state)].map(([name, { value }]) => [name, value])),
    startWrites: [],
    ...(official ? { entrypoint: { user } } : {}),
    ...(state.readOnly === undefined ? {} : { readOnly: state.readOnly }),
    ...(program === undefined
      ? {}
      : { envvars: byService || serverProgram(program.program)?.readsEnvvars === true }),
    copies,
    named: (path) =>
      started.scripts.some(({ text }) => text.includes(path) || text.includes(baseName(path))) ||
      commandNames(state, path),
  };
}

function commandNames(state: State, path: string): boolean {
  const words = [...(state.entrypoint?.words ?? []), ...(state.cmd?.words ?? [])];
  const text = `${words.join(" ")} ${state.cmd?.instruction?.shell?.text ?? ""} ${state.entrypoint?.instruction?.shell?.text ?? ""}`;
  return text.includes(path) || state.steps.some((step) => namesWord(step, path));
}
