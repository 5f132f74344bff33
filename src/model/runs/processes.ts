import type { ContainerUser } from "../accounts.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import type { State } from "../stages/state.ts";
import type { Started } from "../start/record.ts";
import { isSupervisor } from "../stock/programs/tools.ts";
import { stepsDownByItself } from "../stock/programs/users.ts";
import type { Process, Processes } from "./types.ts";

/** What starts, as rules see it. */
export function processesOf(state: State, started: Started, user: Fact<ContainerUser>): Processes {
  const list = processesThatStay(started).map(
    ({ program, args, user: own, at, because, stays, setId, refused }): Process => ({
      program,
      stays,
      args: args.map((arg) => arg ?? "…"),
      user: own,
      at,
      because,
      ...(setId === undefined || refused !== undefined ? {} : { setId }),
    }),
  );
  return {
    list,
    ...(started.others === undefined ? {} : { others: started.others }),
    stepsDown: stepsDownFact(state, started, user),
  };
}

/** The programs, with those marked that go on while the container runs: the last one always does. */
function processesThatStay({ programs }: Started): Started["programs"] {
  return programs.map((program, index) => ({
    ...program,
    stays: program.stays || index === programs.length - 1 || goesOnByItself(program.program),
  }));
}

/** Servers that go into the background by themselves. */
function goesOnByItself(program: string): boolean {
  return stepsDownByItself(program) === true;
}

/** Root that is given up before the work starts: every program that stays steps down, or is started as somebody else. */
function stepsDownFact(state: State, started: Started, user: Fact<ContainerUser>): Fact<boolean> {
  const at = started.programs.at(-1)?.at ?? state.from;
  let doubt: Unknown | undefined = started.others;
  for (const { program, user: own, at: place, stays } of processesThatStay(started)) {
    if (!stays) continue;
    if (!own.known) doubt ??= own;
    else if (own.value.root && user.known) {
      const itself = isSupervisor(program) ? true : stepsDownByItself(program);
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
