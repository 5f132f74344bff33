/** The other commands of a pipe. */
import { once } from "../../../once.ts";
import type { ShellCommand, ShellHeredoc } from "../../../parsers/shell/parse.ts";
import { namedSlots } from "../unread.ts";

interface Pipeline {
  readonly all: ShellCommand[];
  readonly byIndex: Map<number, ShellCommand[]>;
}

const pipelines = once((commands: readonly ShellCommand[]) => {
  const found = new Map<number, Pipeline>();
  for (const command of commands) {
    if (command.pipe === undefined) continue;
    const { id, index } = command.pipe;
    const { all, byIndex } = found.get(id) ?? { all: [], byIndex: new Map<number, ShellCommand[]>() };
    all.push(command);
    const same = byIndex.get(index);
    if (same === undefined) byIndex.set(index, [command]);
    else same.push(command);
    found.set(id, { all, byIndex });
  }
  return found;
});

/** The commands of the pipe that a command stands in; none where it stands in none. */
export function pipelineOf({ pipe }: ShellCommand, around: readonly ShellCommand[]): readonly ShellCommand[] {
  return (pipe && pipelines(around).get(pipe.id)?.all) ?? [];
}

/** The commands whose output a command reads. */
export function commandsAhead(
  { pipe }: ShellCommand,
  around: readonly ShellCommand[],
): readonly ShellCommand[] {
  return (
    (pipe &&
      pipelines(around)
        .get(pipe.id)
        ?.byIndex.get(pipe.index - 1)) ??
    []
  );
}

/** What decides about servers and users that each command of a pipe, or one before it, names. */
const slotsBehind = once(({ byIndex }: Pipeline) => {
  const behind = new Map<number, readonly string[]>();
  let slots: readonly string[] = [];
  for (const [index, commands] of [...byIndex].sort(([one], [other]) => one - other)) {
    const texts = commands.flatMap((one) => [...one.words.map(({ raw }) => raw), heredocOf(one)?.raw ?? ""]);
    const more = namedSlots(texts.join(" ")).filter((slot) => !slots.includes(slot));
    if (more.length > 0) slots = [...slots, ...more];
    behind.set(index, slots);
  }
  return behind;
});

/** The same of the commands before a command of a pipe. */
export function slotsAhead({ pipe }: ShellCommand, around: readonly ShellCommand[]): readonly string[] {
  const pipeline = pipe && pipelines(around).get(pipe.id);
  return (pipeline && slotsBehind(pipeline).get(pipe.index - 1)) ?? [];
}

/** The heredoc that a command reads. */
export function heredocOf({ redirects }: ShellCommand): ShellHeredoc | undefined {
  return redirects.findLast(({ heredoc }) => heredoc !== undefined)?.heredoc;
}
