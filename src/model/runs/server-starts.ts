import type { Place } from "../../source.ts";
import { baseName } from "../container-path.ts";
import { type Fact, known, unknown } from "../fact.ts";
import { SERVER_NAMES } from "../servers/questions.ts";
import { keptVariable } from "../stages/setting.ts";
import type { State } from "../stages/state.ts";
import type { Started, StartedProgram } from "../start/record.ts";
import type { InstalledServer } from "../stock/install.ts";

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
  const elsewhere = program === undefined ? undefined : notThere(program, installed, path);
  if (elsewhere !== undefined) return elsewhere;
  if (program?.doubt !== undefined) return program.doubt;
  if (program?.sure === true) return known(true, program.at, program.because);
  if (program !== undefined)
    return unknown(
      {
        key: `condition ${installed.install.kind}`,
        why: `${SERVER_NAMES[installed.install.kind]} is started only under a condition`,
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
export function searchPathOf(state: State): string | undefined {
  return keptVariable(state.variables.get("PATH"))?.value ?? undefined;
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
