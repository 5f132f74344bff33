/** The programs that a supervisord starts, as whom, and what it refuses. */
import type { ContainerUser } from "../../accounts.ts";
import { type Fact, unknown } from "../../fact.ts";
import { sameUser } from "../../files/access.ts";
import type { Started, StartInput, StartStep, Stop } from "../record.ts";
import {
  type ConfigValue,
  type ProgramSection,
  programNames,
  type SupervisorConfig,
  supervisorConfig,
} from "./config.ts";
import { setBy, unfoundServer } from "./environment.ts";
import { foreignInterface } from "./interfaces.ts";
import { neededVariable } from "./needed.ts";
import { type SupervisorProblem, supervisorRefusals } from "./refused.ts";
import { booleanOf } from "./values.ts";
import { commandWords } from "./words.ts";

/** A program of supervisord's configuration. */
export interface SupervisorCommand {
  readonly words: readonly (string | null)[];
  readonly step: StartStep;
  /** What its `environment` and supervisord's own set; `undefined` cannot be told. */
  readonly set: ReadonlyMap<string, string | undefined>;
}

/** A supervisord as it is started. */
interface SupervisorCall {
  /** Its arguments, without the program. */
  readonly args: readonly (string | null)[];
  readonly input: StartInput;
  readonly step: StartStep;
}

/** The programs that supervisord starts by itself; what it refuses and what cannot be told is noted in `started`. */
export function* supervisorCommands(
  started: Started,
  { args, input, step }: SupervisorCall,
): Generator<SupervisorCommand> {
  const { files, folder, environment } = input;
  const config = supervisorConfig(files, { args, folder, at: step.at, environment });
  if (config.others !== undefined) started.others ??= config.others;
  const own = ownUser(config, input, step);
  const problems = [...own.problems];
  started.supervisors.push({ at: step.at, config, user: own.user, folder, problems });
  if (config.texts.length === 0) return;
  if (!staysInFront(config)) {
    const note = "supervisord goes into the background, so the container ends at once";
    const help = "start it with -n, or set nodaemon=true under [supervisord]";
    started.leaves = { key: "background supervisord", at: step.at, note, help };
  }
  // What runs before may make a folder.
  const mayMake = started.scripts.some(({ text }) => /\b(mkdir|install|cp|mv|ln|tar|rsync|git)\b/.test(text));
  const lacksFolder = (path: string) => !mayMake && input.lacksPath(path);
  for (const problem of supervisorRefusals(config, { ...input, lacksFolder })) problems.push(problem);
  const [first] = problems;
  const refused = first && told(first, `${first.message}: supervisord will not start`);
  const doubt = neededVariable(config, (name) => isSet(name, started, input)) ?? foreignInterface(config);
  const shared = setBy(config.sections.get("supervisord")?.values, config);
  for (const program of config.programs) {
    if (!autostarts(program, config)) continue;
    const command = commandOf(program, { config, input, started, step, itself: own.user, lacksFolder });
    if (command === undefined) continue;
    const unfound = unfoundServer(command, new Map(shared).get("PATH"), input);
    for (const problem of [command.problem, unfound]) if (problem !== undefined) problems.push(problem);
    const stop = refused ?? (unfound && told(unfound, unfound.message));
    const next: StartStep = { ...command.step, ...(doubt && { doubt }), ...(stop && { refused: stop }) };
    yield { words: command.words, step: next, set: new Map([...shared, ...setBy(program.values, config)]) };
  }
}

/** A problem that is said as one of the configuration. */
function told({ key, at }: Pick<SupervisorProblem, "key" | "at">, note: string): Stop {
  return { key, at, note, help: "", told: true };
}

/** `-n`, or `nodaemon=true` under `[supervisord]`. */
function staysInFront({ options, sections, expand }: SupervisorConfig): boolean {
  if (options.nodaemon || options.open) return true;
  const value = sections.get("supervisord")?.values.get("nodaemon");
  const text = value && expand(value);
  return text !== undefined && (text.kind !== "text" || booleanOf(text.text) === true);
}

// Docker sets the first three (moby's daemon), and bash the others for what it starts.
const ALWAYS_SET = /^(PATH|HOME|HOSTNAME|TERM|PWD|SHLVL|OLDPWD|_)$/;

/** Whether a variable may be set: by the image, by Docker, or by a script that starts supervisord. */
function isSet(name: string, { scripts }: Started, { environment }: StartInput): boolean {
  return ALWAYS_SET.test(name) || environment(name) !== undefined || scripts.length > 0;
}

function autostarts({ values }: ProgramSection, { expand }: SupervisorConfig): boolean {
  const value = values.get("autostart");
  const text = value && expand(value);
  return text?.kind !== "text" || booleanOf(text.text) !== false;
}

/** With a user of its own supervisord gives up root before it starts anything; anybody else cannot change. */
function ownUser(
  { options, sections, expand }: SupervisorConfig,
  input: StartInput,
  step: StartStep,
): { readonly user: Fact<ContainerUser>; readonly problems: readonly SupervisorProblem[] } {
  const value = sections.get("supervisord")?.values.get("user");
  const at = options.user === undefined ? (value?.at ?? step.at) : step.at;
  const text = options.user ?? (options.user === undefined && value && expand(value));
  const name = typeof text === "object" && text !== null ? (text.kind === "text" ? text.text : null) : text;
  if (name === undefined || name === false) return { user: step.user, problems: [] };
  if (name === null) {
    const isOther = step.user.known && !step.user.value.root;
    const why = { key: "user", why: "the user of supervisord is unknown" };
    return { user: isOther ? step.user : unknown(why, at), problems: [] };
  }
  const user = input.userNamed(name.trim(), at);
  if (mayBecome(user, step.user, input) !== false) {
    const stays = step.user.known && !step.user.value.root;
    return { user: stays ? step.user : user, problems: [] };
  }
  const message = `supervisord runs as ${nameOf(step.user)} and cannot become "${name}"`;
  return {
    user: step.user,
    problems: [{ key: `supervisord as ${name}`, at, message, stops: "supervisord" }],
  };
}

/** drop_privileges of options.py: root becomes anybody, everybody else only stays. */
function mayBecome(
  target: Fact<ContainerUser>,
  own: Fact<ContainerUser>,
  { accounts }: StartInput,
): boolean | undefined {
  if (!own.known || !target.known) return undefined;
  if (own.value.root) return true;
  const { name, uid } = target.value;
  return sameUser({ user: own.value, accounts }, name ?? `${uid ?? ""}`);
}

function nameOf(user: Fact<ContainerUser>): string {
  if (!user.known) return "an unknown user";
  const { name, uid } = user.value;
  return name === undefined ? `uid ${uid ?? "unknown"}` : `"${name}"`;
}

interface Ground extends Omit<SupervisorCall, "args"> {
  readonly config: SupervisorConfig;
  readonly started: Started;
  /** Who supervisord itself runs as when it starts programs. */
  readonly itself: Fact<ContainerUser>;
  readonly lacksFolder: (path: string) => boolean;
}

function commandOf(
  section: ProgramSection,
  { config, input, started, step, itself, lacksFolder }: Ground,
): (Omit<SupervisorCommand, "set"> & { readonly problem?: SupervisorProblem }) | undefined {
  const { program, values, at: head } = section;
  const command = values.get("command");
  if (command === undefined) return undefined;
  const names = programNames(section);
  const text = config.expand(command, names);
  if (text.kind !== "text") {
    const why = { key: `command of ${program}`, why: `the command of program ${program} is unknown` };
    started.others ??= unknown(why, command.at);
    return undefined;
  }
  const words = commandWords(text.text);
  const wanted = programUser(values.get("user"), { config, input, names });
  const directory = values.get("directory");
  const folder = directory && config.expand(directory, names);
  const isDenied = wanted !== undefined && mayBecome(wanted, itself, input) === false;
  const said: Omit<SupervisorProblem, "stops"> | undefined =
    words === undefined
      ? {
          key: `quote ${program}`,
          at: command.at,
          message: `a quote in the command of "${program}" is not closed`,
        }
      : isDenied
        ? {
            key: `program ${program} as ${nameOf(wanted)}`,
            at: values.get("user")?.at ?? head,
            message: `supervisord runs as ${nameOf(itself)} and cannot start "${program}" as ${nameOf(wanted)}`,
          }
        : directory !== undefined && folder?.kind === "text" && lacksFolder(folder.text)
          ? {
              key: `program ${program} directory`,
              at: directory.at,
              message: `supervisord cannot start "${program}" in folder ${folder.text}, which the image does not have`,
              folder: folder.text,
            }
          : undefined;
  const because = [...step.because, { at: step.at, note: "supervisord is started here" }];
  return {
    words: words ?? text.text.trim().split(/\s+/),
    ...(said && { problem: { ...said, stops: "program" } }),
    step: {
      ...step,
      at: command.at,
      because,
      stays: true,
      supervised: true,
      depth: step.depth + 1,
      user: isDenied ? itself : (wanted ?? itself),
      // It reads its programs through pipes of its own, wherever their logs go.
      streams: itself,
      ...(said && { refused: told(said, said.message) }),
    },
  };
}

function programUser(
  value: ConfigValue | undefined,
  {
    config,
    input,
    names,
  }: {
    readonly config: SupervisorConfig;
    readonly input: StartInput;
    readonly names: ReadonlyMap<string, string | number | null>;
  },
): Fact<ContainerUser> | undefined {
  if (value === undefined) return undefined;
  const text = config.expand(value, names);
  if (text.kind === "text") return input.userNamed(text.text.trim(), value.at);
  return unknown({ key: "user", why: "the program's user is unknown" }, value.at);
}
