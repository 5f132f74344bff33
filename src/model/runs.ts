import type { Runtime } from "../policy/policy.ts";
import type { Place } from "../source.ts";
import { readApache } from "./apache.ts";
import { containerFiles } from "./container-files.ts";
import { baseName } from "./container-path.ts";
import { type Fact, known, unknown } from "./fact.ts";
import type { ContainerFiles, Copy, Run } from "./model.ts";
import { readNginx } from "./nginx.ts";
import { endedStarts } from "./run-end.ts";
import { processesOf } from "./run-processes.ts";
import type { ServerInput } from "./server-input.ts";
import type { Started, StartedProgram } from "./start.ts";
import { followStart, type StartFacts, startsByOfficialEntrypoint } from "./start-command.ts";
import { startLayers } from "./start-layers.ts";
import type { InstalledServer, State } from "./state.ts";
import { accountsOf, containerUser } from "./users.ts";

/** What a run adds to an image: who it is, what starts, what the servers do. */
export interface RunFacts
  extends Pick<Run, "containerUser" | "userIsSet" | "processes" | "nginx" | "apache" | "listeners"> {
  /** The files as they are once the start scripts have run. */
  readonly files: ContainerFiles;
  /** Texts of the scripts that run at the start, with their places. */
  readonly scripts: Started["scripts"];
}

/** Works out the run of an image by itself. */
export function readRun(state: State, copies: readonly Copy[], runtime?: Runtime): RunFacts {
  const accounts = accountsOf(state);
  const user = containerUser(state, accounts);
  const imageFiles = containerFiles(state.layers);
  const started = followStart(state, { files: imageFiles, accounts, user });
  const files = containerFiles([...state.layers, ...startLayers(state, started, imageFiles)]);
  const servers = state.servers.map((installed) => ({
    installed,
    input: serverInput(state, { installed, files, accounts, user, started, copies }),
  }));
  const nginxInput = servers.find(({ installed }) => installed.install.kind === "nginx")?.input;
  const apacheInput = servers.find(({ installed }) => installed.install.kind === "apache")?.input;
  const read = {
    nginx: nginxInput === undefined ? undefined : readNginx(nginxInput),
    apache: apacheInput === undefined ? undefined : readApache(apacheInput),
  };
  const { nginx, apache } = endedStarts(read, started, { user, runtime, accounts, files });
  return {
    containerUser: user,
    userIsSet: state.user?.own === true,
    processes: processesOf(state, started, user),
    ...(nginx === undefined ? {} : { nginx }),
    ...(apache === undefined ? {} : { apache }),
    listeners: [nginx, apache].flatMap((server) =>
      server?.starts.known === true && !server.starts.value ? [] : (server?.listeners ?? []),
    ),
    files,
    scripts: started.scripts,
  };
}

interface ServerFacts extends StartFacts {
  readonly installed: InstalledServer;
  readonly started: Started;
  readonly copies: readonly Copy[];
}

const PROGRAMS = {
  nginx: /^(nginx|nginx-debug|openresty)$/,
  apache: /^(apache2|httpd|apachectl|apache2ctl|apache2-foreground|httpd-foreground)$/,
};

function serverInput(state: State, facts: ServerFacts): ServerInput {
  const { installed, files, accounts, user, started, copies } = facts;
  const program = started.programs.find((candidate) =>
    PROGRAMS[installed.install.kind].test(candidate.program),
  );
  const official = startsByOfficialEntrypoint(state, files);
  const byService = program !== undefined && program.args.length === 1 && program.args[0] === null;
  return {
    files,
    installed,
    starts: startsFact(program, started, installed),
    processUser: program?.user ?? user,
    accounts,
    command: program === undefined ? undefined : { args: byService ? [] : program.args, at: program.at },
    environment: new Map(
      [...state.variables].filter(([, { kind }]) => kind === "env").map(([name, { value }]) => [name, value]),
    ),
    startWrites: [],
    templates: official,
    tidyIpv6: official && user.known && user.value.root,
    ...(program === undefined
      ? {}
      : { envvars: byService || !/^(apache2|httpd|httpd-foreground)$/.test(program.program) }),
    copies,
    named: (path) =>
      started.scripts.some(({ text }) => text.includes(path) || text.includes(baseName(path))) ||
      commandNames(state, path),
  };
}

function commandNames(state: State, path: string): boolean {
  const words = [...(state.entrypoint?.words ?? []), ...(state.cmd?.words ?? [])];
  const text = `${words.join(" ")} ${state.cmd?.instruction?.shell?.text ?? ""} ${state.entrypoint?.instruction?.shell?.text ?? ""}`;
  return text.includes(path) || state.runTexts.some((run) => run.includes(path));
}

function startsFact(
  program: StartedProgram | undefined,
  started: Started,
  installed: InstalledServer,
): Fact<boolean> {
  if (program?.sure === true) return known(true, program.at, program.because);
  if (program !== undefined)
    return unknown(`${installed.install.kind} is started only under a condition`, program.at);
  if (started.others !== undefined) return started.others;
  const last = started.programs.at(-1);
  const at: Place = last?.at ?? installed.at;
  const what =
    last === undefined
      ? "the image starts nothing"
      : `the image starts ${last.program}, and nothing that starts ${installed.install.kind}`;
  return known(false, at, [{ at, note: what }]);
}
