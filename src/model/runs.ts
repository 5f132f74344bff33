import type { Place } from "../source.ts";
import { readApache } from "./apache.ts";
import { changeLayer, containerFiles, type FileLayer, opaqueLayer } from "./container-files.ts";
import { baseName, isGlob, isWithin, parentOf } from "./container-path.ts";
import type { PlacedEffect } from "./effects.ts";
import { type Fact, known, type Unknown, unknown } from "./fact.ts";
import { scriptAt } from "./instructions.ts";
import type { Accounts, ContainerFiles, ContainerUser, Copy, Process, Processes, Run } from "./model.ts";
import { readNginx } from "./nginx.ts";
import { startText, startWords } from "./processes.ts";
import type { ServerInput } from "./server-input.ts";
import { shellEffects } from "./shell-effects.ts";
import { nothingStarted, type Started, type StartedProgram, type StartInput, type Step } from "./start.ts";
import { stepsDownByItself } from "./start-programs.ts";
import type { InstalledServer, State } from "./state.ts";
import { accountsOf, containerUser, namedUser } from "./users.ts";
import { stageLookup } from "./variables.ts";

/** What a run adds to an image: who it is, what starts, what the servers do. */
export interface RunFacts
  extends Pick<Run, "containerUser" | "userIsSet" | "processes" | "nginx" | "apache" | "listeners"> {
  /** The files as they are once the start scripts have run. */
  readonly files: ContainerFiles;
  /** Texts of the scripts that run at the start, with their places. */
  readonly scripts: Started["scripts"];
}

/** Works out the run of an image by itself. */
export function readRun(state: State, copies: readonly Copy[]): RunFacts {
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
  const nginx = nginxInput === undefined ? undefined : readNginx(nginxInput);
  const apache = apacheInput === undefined ? undefined : readApache(apacheInput);
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

interface StartFacts {
  readonly files: ContainerFiles;
  readonly accounts: Accounts;
  readonly user: Fact<ContainerUser>;
}

/** Follows ENTRYPOINT and CMD to all that they start. */
function followStart(state: State, { files, accounts, user }: StartFacts): Started {
  const started = nothingStarted();
  const { entrypoint, cmd } = state;
  const first = entrypoint ?? cmd;
  if (first === undefined) {
    if (state.unknownBase !== undefined) started.others = state.unknownBase;
    return started;
  }
  const input: StartInput = {
    files,
    userNamed: (name, at) => namedUser(name, accounts, at),
    environment: environmentOf(state),
    folder: state.workdir,
    rest: [],
    passesOn: (program) => isBaseEntrypoint(state, program, files),
  };
  const step: Step = { user, at: first.at, because: [], sure: true, depth: 0 };
  if (first.words === undefined && first.instruction?.shell !== undefined) {
    // The shell form of ENTRYPOINT ignores CMD (docs.docker.com, "Understand how CMD and ENTRYPOINT interact").
    const { shell } = first.instruction;
    startText(
      started,
      { text: shell.text, place: (span) => ({ file: first.at.file, span: shell.mapSpan(span) }) },
      input,
      step,
    );
    return started;
  }
  const behind = entrypoint === undefined ? [] : cmdWords(state);
  const words = first.words ?? [];
  startWords(started, [...words, ...behind], input, startStep(state, { words, behind, step, accounts }));
  hooks(state, started, input, step);
  return started;
}

/** CMD behind an ENTRYPOINT: its words, or `/bin/sh -c` with its text. */
function cmdWords({ cmd }: State): readonly (string | null)[] {
  if (cmd === undefined) return [];
  return cmd.words ?? ["/bin/sh", "-c", cmd.instruction?.shell?.text ?? null];
}

/** Words of CMD are shown at CMD, though the entrypoint starts them. */
function startStep(
  state: State,
  {
    words,
    behind,
    step,
    accounts,
  }: { words: readonly string[]; behind: readonly (string | null)[]; step: Step; accounts: Accounts },
): Step {
  const [program] = words;
  if (program === undefined || behind.length === 0 || state.base === undefined) return step;
  if (state.base.entrypoint?.[0] !== program) return step;
  const at = state.cmd?.at ?? step.at;
  const down = state.base.stepsDown?.[baseName(behind[0] ?? "")];
  const root = step.user.known && step.user.value.root;
  return down !== undefined && root ? { ...step, at, user: namedUser(down, accounts, at) } : { ...step, at };
}

/** Whether a program is the base's own entrypoint, which starts the command behind it. */
function isBaseEntrypoint(state: State, program: string, files: ContainerFiles): boolean {
  const [entrypoint] = state.base?.entrypoint ?? [];
  if (entrypoint === undefined || baseName(program) !== baseName(entrypoint)) return false;
  const places = program.startsWith("/")
    ? [program]
    : ["/usr/local/bin", "/usr/bin", "/bin", ""].map((folder) => `${folder}/${program}`);
  return places.every((path) => {
    const found = files.lookup(path);
    return found === undefined || "known" in found || found.source === undefined;
  });
}

/** Scripts that the official nginx entrypoint runs before it starts nginx. */
function hooks(state: State, started: Started, input: StartInput, step: Step): void {
  if (!startsByOfficialEntrypoint(state, input.files)) return;
  const { files } = input.files.glob("/docker-entrypoint.d/*");
  for (const file of files) {
    if (!/\.(sh|envsh)$/.test(file.path)) continue;
    const script = scriptAt(file);
    if (script !== undefined && "file" in script) {
      const because = [{ at: file.at, note: `${file.path} runs before nginx starts` }];
      startText(started, { text: script.file.text, place: script.place }, input, {
        ...step,
        because,
        depth: 1,
      });
    }
  }
}

/** The official entrypoint does its work only when the command is nginx. */
function startsByOfficialEntrypoint(state: State, files: ContainerFiles): boolean {
  const server = state.servers.find(({ install, from }) => install.kind === "nginx" && from === "base");
  const [program, ...rest] = [...(state.entrypoint?.words ?? []), ...cmdWords(state)];
  if (server === undefined || program === undefined || program === null) return false;
  return isBaseEntrypoint(state, program, files) && /^nginx(-debug)?$/.test(baseName(rest[0] ?? ""));
}

function environmentOf(state: State): (name: string) => string | undefined {
  const lookup = stageLookup(state);
  return (name) => {
    if (state.variables.get(name)?.kind === "arg") return undefined;
    const value = lookup(name);
    // A default of the image may be overridden when the container starts, but it is what the image says.
    return typeof value === "string" ? value : undefined;
  };
}

/** What the start scripts do to files makes them "cannot tell": it depends on the moment. */
function startLayers(state: State, started: Started, files: ContainerFiles): FileLayer[] {
  return started.scripts.flatMap(({ text, place, because }) =>
    shellEffects({
      text,
      place,
      folder: state.workdir,
      lookup: environmentOf(state),
      // Scripts that are started from here are in the list themselves.
      script: (path) =>
        files.lookup(path) === undefined ? undefined : { file: EMPTY, place: () => state.from },
      because,
      depth: 0,
    }).flatMap((placed) => startLayer(placed, /nginx|apache|httpd/.test(text))),
  );
}

const EMPTY = { path: "", text: "", lineStarts: [0] };

/** `anywhere`: a write to a place that cannot be told may be one to a server's configuration. */
function startLayer({ effect, at }: PlacedEffect, anywhere: boolean): FileLayer[] {
  const written = (path: string, what: string): FileLayer[] => {
    const fixed = isGlob(path) ? parentOf(path.slice(0, path.search(/[*?[]/) + 1)) : path;
    return fixed === "/" && effect.kind !== "opaque" ? [] : [opaqueLayer(fixed, unknown(what, at))];
  };
  switch (effect.kind) {
    case "write":
    case "edit":
      return written(effect.path, "it is written when the container starts");
    case "link":
    case "remove":
      return written(effect.path, "it is changed when the container starts");
    case "copy":
      return written(effect.to, "it is copied when the container starts");
    case "opaque":
      return effect.path === "/" && !anywhere ? [] : written(effect.path, effect.why.why);
    case "owner": {
      const why = unknown("its owner is set when the container starts", at);
      return [
        changeLayer(
          (path) => (effect.deep ? isWithin(path, effect.path) : path === effect.path),
          (file) => ({ ...file, owner: why }),
        ),
      ];
    }
    default:
      return [];
  }
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

function processesOf(state: State, started: Started, user: Fact<ContainerUser>): Processes {
  const list = started.programs.map(
    ({ program, args, user: own, at, because }): Process => ({
      program,
      args: args.map((arg) => arg ?? "…"),
      user: own,
      at,
      because,
    }),
  );
  return {
    list,
    ...(started.others === undefined ? {} : { others: started.others }),
    stepsDown: stepsDownFact(state, started, user),
  };
}

/** Root that is given up before the work starts: every program that stays steps down, or is started as somebody else. */
function stepsDownFact(state: State, started: Started, user: Fact<ContainerUser>): Fact<boolean> {
  const at = started.programs.at(-1)?.at ?? state.from;
  let doubt: Unknown | undefined = started.others;
  for (const { program, user: own, at: place } of started.programs) {
    if (!own.known) doubt ??= own;
    else if (own.value.root && user.known) {
      const itself = program === "supervisord" ? true : stepsDownByItself(program);
      if (itself === false)
        return known(false, place, [{ at: place, note: `${program} keeps the user that it is started as` }]);
      if (itself === undefined)
        doubt ??= unknown(`whether ${program} gives up root by itself is not known`, place);
    }
  }
  if (doubt !== undefined) return doubt;
  return started.programs.length === 0 ? unknown("nothing is started", at) : known(true, at);
}
