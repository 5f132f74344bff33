import type { Runtime } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import type { Accounts } from "../accounts.ts";
import { readApache } from "../apache/read.ts";
import { baseName } from "../container-path.ts";
import { type Fact, known, unknown } from "../fact.ts";
import { containerFiles } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import { readNginx } from "../nginx/read.ts";
import type { ServerInput } from "../servers/input.ts";
import { SERVER_NAMES } from "../servers/questions.ts";
import type { Copy } from "../stages/image.ts";
import type { State } from "../stages/state.ts";
import { accountsOf, containerUser } from "../stages/users.ts";
import { followStart, type StartFacts, startsByOfficialEntrypoint } from "../start/command.ts";
import type { Started, StartedProgram } from "../start/record.ts";
import { startLayers } from "../start/writes.ts";
import type { InstalledServer } from "../stock/install.ts";
import { isServerItself, serverProgram } from "../stock/programs/servers.ts";
import { accountsMadeIn } from "../stock/programs/tools.ts";
import { endedStarts } from "./ends.ts";
import { processesOf } from "./processes.ts";
import type { Run } from "./types.ts";

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
  const built = accountsOf(state);
  const user = containerUser(state, built);
  const imageFiles = containerFiles(state.layers);
  const before = followStart(state, { files: imageFiles, accounts: built, user });
  const accounts = accountsAtStart(built, before);
  // Who a script may step down to depends on whom it makes.
  const started = accounts === built ? before : followStart(state, { files: imageFiles, accounts, user });
  const written = startLayers(state, started, imageFiles);
  const files = containerFiles([...state.layers, ...written]);
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
  const { nginx, apache } = endedStarts(read, started, {
    user,
    runtime,
    accounts,
    files,
    written: new Set(written.flatMap(({ opaque }) => (opaque === undefined ? [] : [opaque.why]))),
  });
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

/** The accounts once the start scripts have run: those that they make cannot be told. */
function accountsAtStart(accounts: Accounts, { scripts }: Started): Accounts {
  if (accounts.others !== undefined) return accounts;
  for (const { text, place } of scripts) {
    const made = accountsMadeIn(text, "accounts");
    if (made === null) continue;
    const at = place({ start: made.index, end: made.index + made[0].length });
    return {
      ...accounts,
      others: unknown(
        { key: `users by ${made[0]}`, why: `users are created when the container starts, by ${made[0]}` },
        at,
      ),
    };
  }
  return accounts;
}

interface ServerFacts extends StartFacts {
  readonly installed: InstalledServer;
  readonly started: Started;
  readonly copies: readonly Copy[];
}

function serverInput(state: State, facts: ServerFacts): ServerInput {
  const { installed, files, accounts, user, started, copies } = facts;
  const program = started.programs.find((candidate) =>
    isServerItself(candidate.program, installed.install.kind),
  );
  const official = startsByOfficialEntrypoint(state, files);
  const byService = program !== undefined && program.args.length === 1 && program.args[0] === null;
  return {
    files,
    installed,
    starts: startsFact(program, started, installed, pathOf(state)),
    processUser: program?.user ?? started.others ?? user,
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
  return text.includes(path) || state.runTexts.some((run) => run.includes(path));
}

function startsFact(
  program: StartedProgram | undefined,
  started: Started,
  installed: InstalledServer,
  path: string | undefined,
): Fact<boolean> {
  const { broken } = started;
  if (broken !== undefined) return known(false, broken.at, [broken]);
  const refused = program?.refused;
  if (refused !== undefined) return known(false, refused.at, [...(program?.because ?? []), refused]);
  const elsewhere = program === undefined ? undefined : notThere(program, installed, path);
  if (elsewhere !== undefined) return elsewhere;
  if (program?.sure === true) return known(true, program.at, program.because);
  if (program !== undefined)
    return unknown(
      {
        key: `condition ${installed.install.kind}`,
        why: `${installed.install.kind} is started only under a condition`,
      },
      program.at,
    );
  if (started.others !== undefined) return started.others;
  const last = started.programs.at(-1);
  const at: Place = last?.at ?? installed.at;
  const what =
    last === undefined
      ? "the image starts nothing"
      : `the image starts ${last.program}, but nothing that starts ${SERVER_NAMES[installed.install.kind]}`;
  return known(false, at, [{ at, note: what }]);
}

/** PATH as the image sets it; absent where it does not, or where that cannot be told. */
function pathOf(state: State): string | undefined {
  const path = state.variables.get("PATH");
  return path?.kind === "env" ? (path.value ?? undefined) : undefined;
}

/** A server that is started by a path that its package does not put it to, or that PATH does not lead to. */
function notThere(
  { path: given, program, at }: StartedProgram,
  { install }: InstalledServer,
  path: string | undefined,
): Fact<boolean> | undefined {
  const folder = install.program.slice(0, install.program.lastIndexOf("/"));
  if (given === undefined) {
    const leads =
      path === undefined ||
      path.split(":").some((part) => part === folder || part === folder.replace("/usr", ""));
    const note = `PATH is ${path}, which does not lead to ${install.program}`;
    return leads ? undefined : known(false, at, [{ at, note }]);
  }
  if (
    baseName(install.program) !== program ||
    given === install.program ||
    given === install.program.replace("/usr", "")
  )
    return undefined;
  return unknown(
    {
      key: `another ${given}`,
      why: `${given} is started here, but ${install.title} puts it at ${install.program}`,
    },
    at,
  );
}
