import { isSameStart } from "../../source.ts";
import type { ContainerUser } from "../accounts.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { State } from "../stages/state.ts";
import { otherStarts, type Started, type StartedProgram } from "../start/record.ts";
import type { ConfigText } from "../stock/programs/daemons.ts";
import { isSupervisor } from "../stock/programs/tools.ts";
import { goesToBackground, stepsDownByItself } from "../stock/programs/users.ts";
import type { Process, Processes } from "./types.ts";

/** What starts, as rules see it. */
export function processesOf(
  state: State,
  started: Started,
  { user, files }: { user: Fact<ContainerUser>; files: ContainerFiles },
): Processes {
  const programs = processesThatStay(started, state, files);
  const list = programs.map(
    ({ program, args, user: own, at, because, stays, supervised, setId, refused, givesUpRoot }): Process => ({
      program,
      stays,
      args: args.map((arg) => arg ?? "…"),
      user: own,
      ...(supervised && { supervised }),
      ...(givesUpRoot === undefined ? {} : { givesUpRoot }),
      at,
      because,
      ...(setId === undefined || refused !== undefined ? {} : { setId }),
    }),
  );
  const others = otherStarts(started);
  return {
    list,
    ...(others === undefined ? {} : { others }),
    stepsDown: stepsDownFact({ state, started, programs, user }),
  };
}

/** The programs, with those marked that go on while the container runs: the last one always does. */
function processesThatStay({ programs }: Started, state: State, files: ContainerFiles): readonly Staying[] {
  return programs.map((program, index) => ({
    ...program,
    stays: program.stays || index === programs.length - 1 || goesToBackground(program.program),
    givesUpRoot: stepsDownByItself({
      ...program,
      config: (path) => configText(state, files, path),
      packages: state.packages,
    }),
  }));
}

type Staying = StartedProgram & { readonly givesUpRoot: boolean | undefined };

/** A file of the repo or a RUN; what only the base may say of it is no word of the repo. */
function configText({ from, steps }: State, files: ContainerFiles, path: string): ConfigText {
  const found = files.lookup(path);
  if (found === undefined) return "untouched";
  if (!isFile(found))
    return [from, ...steps.all.map(({ stage }) => stage.at)].some((at) => isSameStart(found.at, at))
      ? "untouched"
      : undefined;
  return found.content.known ? found.content.value.file : undefined;
}

/** Root that is given up before the work starts: every program that stays steps down, or is started as somebody else. */
function stepsDownFact({
  state,
  started,
  programs,
  user,
}: {
  state: State;
  started: Started;
  programs: readonly Staying[];
  user: Fact<ContainerUser>;
}): Fact<boolean> {
  const at = started.programs.at(-1)?.at ?? state.from;
  let doubt: Unknown | undefined = otherStarts(started);
  for (const { program, user: own, at: place, stays, givesUpRoot } of programs) {
    if (!stays) continue;
    if (!own.known) doubt ??= own;
    else if (own.value.root && user.known) {
      const itself = isSupervisor(program) ? true : givesUpRoot;
      if (itself === false)
        return known(false, place, [{ at: place, note: `${program} keeps the user that it is started as` }]);
      if (itself === undefined)
        doubt ??= unknown(
          { key: `root of ${program}`, why: `whether ${program} drops root itself is unknown` },
          place,
        );
    }
  }
  if (doubt !== undefined) return doubt;
  return started.programs.length === 0
    ? unknown({ key: "nothing started", why: "nothing is started" }, at)
    : known(true, at);
}
