import type { Place } from "../../source.ts";
import { baseName, parentOf } from "../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import { SERVER_NAMES } from "../servers/questions.ts";
import { keptVariable } from "../stages/setting.ts";
import type { State } from "../stages/state.ts";
import { otherStarts, type Started, type StartedProgram, type Stop } from "../start/record.ts";
import type { InstalledServer } from "../stock/install.ts";
import { isProgramOf, serverProgram } from "../stock/programs/servers.ts";

interface StartedFrom {
  readonly started: Started;
  readonly installed: InstalledServer;
  /** PATH; absent where it is not set, or cannot be told. */
  readonly path: string | undefined;
}

/** Whether a server starts, by what the image starts. */
export function startsFact(
  program: StartedProgram | undefined,
  { started, installed, path }: StartedFrom,
): Fact<boolean> {
  const { broken } = started;
  if (broken !== undefined) return known(false, broken.at, [broken]);
  const refused = program?.refused;
  if (refused !== undefined) return known(false, refused.at, [...(program?.because ?? []), refused]);
  const unfound = program === undefined ? undefined : offPath(program, installed, path);
  if (unfound !== undefined) return known(false, unfound.at, [unfound]);
  const elsewhere = program === undefined ? undefined : notThere(program, installed);
  if (elsewhere !== undefined) return elsewhere;
  if (program?.doubt !== undefined) return program.doubt;
  const second = program && (anotherStart(program, started) ?? started.besideDoubt);
  if (second !== undefined) return second;
  if (program?.sure === true) return known(true, program.at, program.because);
  if (program?.doubt !== undefined) return program.doubt;
  if (program !== undefined)
    return unknown(
      {
        key: `condition ${installed.install.kind}`,
        why: `${SERVER_NAMES[installed.install.kind]} is started only under a condition`,
      },
      program.at,
    );
  const others = otherStarts(started) ?? startedBeside(installed, started);
  if (others !== undefined) return others;
  const last = started.programs.at(-1);
  const at: Place = last?.at ?? installed.at;
  const what =
    last === undefined
      ? "the image starts nothing"
      : `the image starts ${last.program}, but nothing that starts ${SERVER_NAMES[installed.install.kind]}`;
  return known(false, at, [{ at, note: what }]);
}

// Options that choose the configuration: of nginx, and of Apache.
const CHOOSING = { nginx: /^-[cp]/, apache: /^-[fdcCD]/ } as const;

/** Why it cannot be told what a server does: it is started again, with another configuration. */
function anotherStart(program: StartedProgram, { programs, beside }: Started): Unknown | undefined {
  const kind = serverProgram(program.program)?.kind;
  const chosen = (one: StartedProgram) =>
    JSON.stringify(
      one.args.flatMap((arg, index) => {
        if (kind === undefined || !CHOOSING[kind].test(arg ?? "")) return [];
        return arg?.length === 2 ? [arg, one.args[index + 1] ?? null] : [arg];
      }),
    );
  const other = [...programs, ...beside].find(
    (one) =>
      one !== program &&
      one.stays &&
      one.refused === undefined &&
      serverProgram(one.program)?.kind === kind &&
      chosen(one) !== chosen(program),
  );
  if (other === undefined) return undefined;
  const why = `${program.program} is started twice, and here with another configuration`;
  return unknown({ key: `second ${program.program}`, why }, other.at);
}

/** Why it cannot be told whether a server that nothing else starts runs: a health check or cron starts it. */
function startedBeside({ install }: InstalledServer, { beside }: Started): Unknown | undefined {
  const program = beside.find((one) => isProgramOf(one.program, install));
  if (program === undefined) return undefined;
  const why = `${SERVER_NAMES[install.kind]} is started here, again and again`;
  return unknown({ key: `again ${install.kind}`, why }, program.at);
}

/** PATH as the image sets it; absent where it does not, or where that cannot be told. */
export function searchPathOf(state: State): string | undefined {
  return keptVariable(state.variables.get("PATH"))?.value ?? undefined;
}

/** A server that is started by its name, where PATH does not lead to it. */
export function offPath(
  { path: given, program, at, sure }: StartedProgram,
  { install }: InstalledServer,
  path: string | undefined,
): Stop | undefined {
  if (given !== undefined || path === undefined || !sure) return undefined;
  const folder = parentOf(install.program);
  if (path.split(":").some((part) => part === folder || part === folder.replace("/usr", "")))
    return undefined;
  return {
    key: `PATH ${program}`,
    at,
    note: `${program} is not found: PATH does not hold ${folder}`,
    help: `add ${folder} to PATH, which is ${path}`,
  };
}

/** A server that is started by a path that its package does not put it to. */
function notThere(
  { path: given, program, at }: StartedProgram,
  { install }: InstalledServer,
): Fact<boolean> | undefined {
  if (given === undefined) return undefined;
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
