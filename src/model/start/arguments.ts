/** What a start script is called with: the CMD behind an ENTRYPOINT, and what `set --` and `shift` leave of it. */
import type { ShellCommand, ShellGuard, ShellLoop, ShellWord } from "../../parsers/shell/parse.ts";
import type { ContainerUser } from "../accounts.ts";
import { resolvePath } from "../container-path.ts";
import type { Fact } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import { isRun } from "../shell/conditions/guards.ts";
import { argumentValue, isArgument, isRest, type Rest } from "../shell/rest.ts";
import { unwrapped } from "../shell/wrappers.ts";
import type { Started, StartInput } from "./record.ts";
import { mayBeGone } from "./removed.ts";
import { stepDown } from "./step-down.ts";

/** What decides whether a command of a start script is run. */
interface Around {
  readonly rest: Rest;
  /** The values that the script itself gave to variables; `undefined` cannot be told. */
  readonly variables: ReadonlyMap<string, string | undefined>;
  readonly input: StartInput;
  readonly user: Fact<ContainerUser>;
  /** What ran before, the script itself among it. */
  readonly started: Pick<Started, "scripts">;
}

/**
 * Whether a command behind guards is run, as far as the arguments decide, and the files that the image has. Variables do
 * not: a container may be started with others. Nor do files that it lacks: it may be started with them.
 */
export function isReached(guards: readonly ShellGuard[], around: Around): boolean | undefined {
  const { rest, variables, input, user, started } = around;
  const lookup = (name: string) => (isArgument(name) ? argumentValue(rest, name) : undefined);
  const isThere = (test: string, { expand }: ShellWord) => {
    const named = expand((name) => lookup(name) ?? variables.get(name));
    if (named?.startsWith("/") !== true) return undefined;
    const path = resolvePath("/", named);
    const file = input.files.lookup(path);
    return isFile(file) && passes(test, file, user) && !mayBeGone(path, started.scripts) ? true : undefined;
  };
  return isRun(guards, { lookup, isThere, exists: () => undefined });
}

/** Whether a file surely passes a test: for root every file is readable. */
function passes(test: string, { kind, mode, content }: ContainerFile, user: Fact<ContainerUser>): boolean {
  const isRoot = user.known && user.value.root;
  const allows = (bits: number) => mode.known && (mode.value & bits) === bits;
  switch (test) {
    case "-e":
      return true;
    case "-d":
      return kind === "directory";
    case "-f":
      return kind === "file";
    case "-r":
      return isRoot || allows(0o444);
    case "-x":
      return kind === "file" && allows(0o111);
    default:
      return kind === "file" && content.known && content.value.file.text !== "";
  }
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
