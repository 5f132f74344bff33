/** What a start script is called with: the CMD behind an ENTRYPOINT, and what `set --` and `shift` leave of it. */
import type { ShellCommand, ShellGuard, ShellLoop } from "../../parsers/shell/parse.ts";
import { isRun } from "../shell/conditions/guards.ts";
import { argumentValue, isArgument, isRest, type Rest } from "../shell/rest.ts";
import { unwrapped } from "../shell/wrappers.ts";
import type { StartInput } from "./record.ts";
import { stepDown } from "./step-down.ts";

/**
 * Whether a command behind guards is run, as far as the arguments decide. Variables do not: a container may be started
 * with others.
 */
export function isReached(guards: readonly ShellGuard[], rest: Rest): boolean | undefined {
  const lookup = (name: string) => (isArgument(name) ? argumentValue(rest, name) : undefined);
  return isRun(guards, { lookup, exists: () => undefined });
}

/** Whether a command is there to start what the script is called with, and that is nothing: `exec "$@"`. */
export function lacksCommand({ words }: ShellCommand, rest: Rest): boolean {
  if (rest.length > 0) return false;
  const own = unwrapped(words.map(({ raw, text }) => (isRest(raw) ? "$@" : text)));
  return own[0] === "$@" || stepDown(own)?.command[0] === "$@";
}

// A list of more is no list of files to start.
const MOST_ROUNDS = 100;

/** The values that a loop gives to its variable, `undefined` where there may be others. */
export function loopValues(
  { words }: ShellLoop,
  { files }: StartInput,
  lookup: (name: string) => string | undefined,
): readonly (string | undefined)[] {
  const values = words.flatMap((word): readonly (string | undefined)[] => {
    if (!word.glob) return [word.expand(lookup) ?? undefined];
    const raw = word.raw.replace(
      /"?\$(?:(\w+)|\{(\w+)\})"?/g,
      (all, name, braced) => lookup(name ?? braced) || all,
    );
    if (!/^\/[\w./*?@%+,=-]+$/.test(raw)) return [undefined];
    const found = files.glob(raw);
    const paths = found.files.filter(({ kind }) => kind !== "directory").map(({ path }) => path);
    return found.others === undefined ? paths : [...paths, undefined];
  });
  return values.length > MOST_ROUNDS ? [undefined] : values;
}

/** A command of a loop as it is in a round that surely takes place. */
export function inRound(command: ShellCommand, { guard }: ShellLoop): ShellCommand {
  const guards = (command.guards ?? []).toSpliced(guard, 1);
  const loops = command.loops?.map((loop) =>
    loop.guard > guard ? { ...loop, guard: loop.guard - 1 } : loop,
  );
  return {
    ...command,
    guards,
    ...(loops === undefined ? {} : { loops }),
    certainty: guards.length === 0 ? "always" : "maybe",
  };
}

/** Whether a loop may end before its words do. */
export function mayBreak(commands: readonly ShellCommand[]): boolean {
  return commands.some(({ words }) => /^(break|continue|return|exit|exec)$/.test(words[0]?.text ?? ""));
}
