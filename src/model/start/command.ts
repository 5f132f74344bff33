import { ownValue } from "../../names.ts";
import { parseShell } from "../../parsers/shell/parse.ts";
import type { Accounts, ContainerUser } from "../accounts.ts";
import { baseName, isWithin } from "../container-path.ts";
import { type Fact, type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, ContainerFiles } from "../files/types.ts";
import { lacksProgram } from "../stages/absent-programs.ts";
import { scriptAt } from "../stages/content.ts";
import type { State } from "../stages/state.ts";
import { hasNumber, namedUser } from "../stages/users.ts";
import { shellLookup, startEnvironment } from "../stages/variables.ts";
import { runsOfficialScripts } from "../stock/programs/servers.ts";
import { followHealth } from "./beside/health.ts";
import { followScheduled } from "./beside/scheduled.ts";
import { readsAsDash } from "./dash.ts";
import { startText, startWords } from "./follow.ts";
import { hookEnd } from "./hook-ends.ts";
import { preloaded } from "./preludes.ts";
import { isBrought, shadowed } from "./program-file.ts";
import {
  doubtfulStep,
  type Here,
  nothingStarted,
  type Started,
  type StartInput,
  type StartStep,
} from "./record.ts";
import { startShellForm } from "./shell-form.ts";
import { shellLack } from "./shells.ts";

/** What following a start needs to know of the image. */
export interface StartFacts {
  readonly files: ContainerFiles;
  readonly accounts: Accounts;
  readonly user: Fact<ContainerUser>;
}

/** Follows ENTRYPOINT and CMD to all that they start. */
export function followStart(state: State, { files, accounts, user }: StartFacts): Started {
  const started = nothingStarted();
  const { entrypoint, cmd } = state;
  const first = entrypoint ?? cmd;
  if (first === undefined) {
    if (state.unknownBase !== undefined) started.others = state.unknownBase;
    return started;
  }
  const environmentOf = shellLookup(state);
  const input: StartInput = {
    budget: state.work.budget,
    files,
    userNamed: (name, at) => namedUser(name, accounts, at),
    accounts,
    hasNumber: (uid) => hasNumber(state, uid),
    lacksPath: (path) =>
      !/^\/(home|dev|proc|sys|tmp)(\/|$)/.test(path) &&
      files.lookup(path) === undefined &&
      !state.volumes.some(({ value }) => isWithin(path, value) || isWithin(value, path)),
    servers: state.servers.map(({ install }) => install),
    lacksShell: shellLack(state, files),
    lacksProgram: (name) => lacksProgram(state, files, name),
    dash: readsAsDash(state, files),
    environment: startEnvironment(state),
    isUnset: (name) => environmentOf(name) === "" && !state.variables.has(name),
    folder: state.workdir,
    rest: [],
    passesOn: (program) => isBaseEntrypoint(state, program, files),
    dropsTo: (command) => ownValue(state.base?.stepsDown, baseName(command)),
  };
  // runc gives the pipes of the standard streams to the container's user.
  const step = firstStep(started, input, { user, at: first.at, streams: user });
  if (first.words === undefined && first.instruction?.shell !== undefined) {
    // The shell form of ENTRYPOINT ignores CMD (docs.docker.com, "Understand how CMD and ENTRYPOINT interact").
    startShellForm(first, { started, input, step });
    return withBeside(state, { started, input, step });
  }
  const words = first.words ?? [];
  const behind = entrypoint === undefined ? [] : passedWords(state, words[0], files);
  const from = startStep(state, { words, behind, step, accounts });
  const doubt = hooks(state, { started, input, step });
  if (doubt !== undefined) started.others ??= doubt;
  startWords([...words, ...behind], {
    started,
    input,
    step: doubt === undefined ? from : doubtfulStep(from, doubt),
  });
  return withBeside(state, { started, input, step });
}

/** With what runs again and again beside what is started. */
function withBeside(state: State, here: Here): Started {
  followHealth(state, here);
  followScheduled(here);
  return here.started;
}

/** Where the walk begins: in doubt where a library of the repo's own is loaded into every program. */
function firstStep(
  started: Started,
  input: StartInput,
  from: Pick<StartStep, "user" | "at" | "streams">,
): StartStep {
  const step: StartStep = { ...from, because: [], sure: true, stays: false, depth: 0 };
  const doubt = preloaded(input, step);
  if (doubt === undefined) return step;
  started.others = doubt;
  return doubtfulStep(step, doubt);
}

/** CMD behind an ENTRYPOINT: its words, or SHELL with its text. */
function cmdWords({ cmd }: State): readonly (string | null)[] {
  if (cmd === undefined) return [];
  return cmd.words ?? [...(cmd.shell ?? []), cmd.instruction?.shell?.text ?? null];
}

/** The command that an entrypoint starts: that of a public image may put its program before options. */
function passedWords(
  state: State,
  entrypoint: string | undefined,
  files: ContainerFiles,
): readonly (string | null)[] {
  const words = cmdWords(state);
  const program = state.base?.beforeOptions;
  const isOption = words[0]?.startsWith("-") === true;
  return program !== undefined &&
    isOption &&
    entrypoint !== undefined &&
    isBaseEntrypoint(state, entrypoint, files)
    ? [...program, ...words]
    : words;
}

/** Words of CMD are shown at CMD, though the entrypoint starts them. */
function startStep(
  state: State,
  {
    words,
    behind,
    step,
    accounts,
  }: { words: readonly string[]; behind: readonly (string | null)[]; step: StartStep; accounts: Accounts },
): StartStep {
  const [program] = words;
  if (program === undefined || behind.length === 0 || state.base === undefined) return step;
  if (state.base.entrypoint?.[0] !== program) return step;
  const at = state.cmd?.at ?? step.at;
  const down = ownValue(state.base.stepsDown, baseName(behind[0] ?? ""));
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
    // What this tool failed to read is told as that.
    if (found !== undefined && "known" in found) return found.ofBase === true || found.failed === true;
    return found === undefined || !isBrought(found);
  });
}

/** Scripts that the official nginx entrypoint runs before it starts nginx. */
function hooks(state: State, { started, input, step }: Here): Unknown | undefined {
  if (!startsByOfficialEntrypoint(state, input.files)) return undefined;
  const { files, others } = input.files.glob("/docker-entrypoint.d/*");
  const open = others?.ofBase ? undefined : others;
  const program = ENTRYPOINT_PROGRAMS.map((name) => shadowed(name, input)).find((why) => why);
  const doubts: Unknown[] = [open, program].flatMap((why) => why ?? []);
  for (const found of files) {
    const file = found.kind === "link" ? input.files.lookup(found.path) : found;
    if (!isFile(file)) continue;
    // The entrypoint ignores what is not executable.
    if (!/\.(sh|envsh)$/.test(found.path) || (file.mode.known && (file.mode.value & 0o111) === 0)) continue;
    const script = scriptAt(file);
    if (script !== undefined && "file" in script) {
      const because = [{ at: file.at, note: `${found.path} runs before nginx starts` }];
      const here = { started, input, step: { ...step, because, depth: 1, hook: true as const } };
      started.broken ??= hookEnd(file, script, here);
      startText({ text: script.file.text, place: script.place }, here);
    }
    const doubt = isBrought(file) ? hookDoubt(found.path, script, file) : undefined;
    if (doubt !== undefined) doubts.push(doubt);
  }
  return doubts[0];
}

// What the official entrypoint and its own scripts run (docker-entrypoint.sh of github.com/nginx/docker-nginx).
const ENTRYPOINT_PROGRAMS = [
  "sh",
  "find",
  "sort",
  "envsubst",
  "sed",
  "awk",
  "grep",
  "cut",
  "cat",
  "dpkg",
  "apk",
];

// They decide what the entrypoint starts behind a script that it sources.
const DECIDING = ["PATH", "LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH", "BASH_ENV", "ENV"];

/** Why nothing is sure behind a script of the entrypoint's folder: it is not known, or is sourced and changes what comes behind. */
function hookDoubt(
  path: string,
  script: ReturnType<typeof scriptAt>,
  { at }: ContainerFile,
): Unknown | undefined {
  if (script === undefined) return undefined;
  if (!("file" in script))
    return unknown(
      { key: `hook ${path}`, why: `${path} runs before nginx starts, but what it does is unknown` },
      at,
    );
  const { text } = script.file;
  if (!path.endsWith(".envsh")) return undefined;
  const parsed = parseShell(text, "start");
  const name = DECIDING.find(
    (one) =>
      parsed.mayAssign(one) ||
      parsed.commands.some(({ assignments }) => assignments.some((set) => set.name === one)) ||
      new RegExp(`\\b${one}=`).test(text),
  );
  const changes = name ?? (/\bset\s+(--\s|[^-+\s])/.test(text) ? "its arguments" : undefined);
  if (changes === undefined) return undefined;
  return unknown(
    { key: `hook ${path}`, why: `${path} changes ${changes} for what the entrypoint starts` },
    at,
  );
}

/** Whether the official entrypoint is started with a command that it does its work for. */
export function startsByOfficialEntrypoint(state: State, files: ContainerFiles): boolean {
  const server = state.servers.find(({ install, from }) => install.kind === "nginx" && from === "base");
  const [program, ...rest] = [...(state.entrypoint?.words ?? []), ...cmdWords(state)];
  if (server === undefined || program === undefined || program === null) return false;
  return isBaseEntrypoint(state, program, files) && runsOfficialScripts(rest[0]);
}
