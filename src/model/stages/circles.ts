/** Stages that need each other: no builder can build any of them. */
import type { Dockerfile, DockerStage, Instruction, Word } from "../../parsers/dockerfile/parse.ts";
import type { Span } from "../../source.ts";

/** Where a stage takes files from itself, or from one that needs it first; BuildKit: "circular dependency detected". */
export interface Circle {
  readonly span: Span;
  readonly message: string;
}

/** A stage that another needs, and where it is named. */
interface Need {
  readonly stage: DockerStage;
  readonly span: Span;
}

/** The circles of a Dockerfile, each once; `isReplaced` tells names that a build gives something else to. */
export function stageCircles({ stages }: Dockerfile, isReplaced: (name: string) => boolean): Circle[] {
  const byName = new Map<string, DockerStage | undefined>();
  for (const stage of stages) {
    const name = stage.alias?.raw.toLowerCase();
    // Which of two of a name is meant is another question.
    if (name !== undefined) byName.set(name, byName.has(name) || isReplaced(name) ? undefined : stage);
  }
  const needed = ({ base, index, instructions }: DockerStage): readonly Need[] => {
    const below = byName.get(base.raw.toLowerCase());
    const taken = instructions.flatMap(takenFrom).flatMap(({ raw, span }) => {
      const stage = /^\+?\d+$/.test(raw) ? stages[Number(raw)] : byName.get(raw.toLowerCase());
      return stage === undefined ? [] : [{ stage, span }];
    });
    return below === undefined || below.index >= index
      ? taken
      : [{ stage: below, span: base.span }, ...taken];
  };
  // A circle has to lead from some stage to itself or to one behind it.
  return stages.flatMap((stage) =>
    needed(stage)
      .filter((need) => need.stage.index >= stage.index && leadsTo(need.stage, stage, needed))
      .map((need) => ({ span: need.span, message: circleMessage(stage, need.stage) })),
  );
}

/** What COPY and the mounts of RUN take files from, as it is written. */
function takenFrom({ keyword, flags }: Instruction): readonly Pick<Word, "raw" | "span">[] {
  return flags.flatMap(({ name, value }) => {
    if (value === undefined) return [];
    if (keyword === "COPY" && name === "from") return [value];
    const mounted = keyword === "RUN" && name === "mount" ? /(?:^|,)from=([^,]+)/.exec(value.raw) : null;
    return mounted?.[1] === undefined ? [] : [{ raw: mounted[1], span: value.span }];
  });
}

function leadsTo(
  from: DockerStage,
  to: DockerStage,
  needed: (stage: DockerStage) => readonly Need[],
): boolean {
  const reached = new Set([from]);
  // A set is gone through with what is added on the way.
  for (const stage of reached) {
    if (stage === to) return true;
    for (const need of needed(stage)) reached.add(need.stage);
  }
  return false;
}

function circleMessage(stage: DockerStage, from: DockerStage): string {
  if (stage === from) return `${nameOf(stage)} takes files from itself, so it cannot be built`;
  return `${nameOf(stage)} takes files from ${nameOf(from)}, which needs it first, so neither can be built`;
}

function nameOf({ alias, index }: DockerStage): string {
  return alias === undefined ? `stage ${index}` : `stage "${alias.raw}"`;
}
