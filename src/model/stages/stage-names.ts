/** The stages of a Dockerfile as its lines name them. */
import type { Dockerfile, DockerStage } from "../../parsers/dockerfile/parse.ts";
import { referenceOf } from "./base-name.ts";
import type { GlobalArgs } from "./variables.ts";

/** What stages are found by. */
export interface StageNames {
  readonly dockerfile: Dockerfile;
  readonly globals: GlobalArgs;
  /** Stages by their lower-case alias, in the order of the file. */
  readonly aliases: ReadonlyMap<string, readonly DockerStage[]>;
}

/** A stage by its alias, whatever its case, or by its number. */
export function stageNamed(
  names: StageNames,
  name: string,
  before = names.dockerfile.stages.length,
): DockerStage | undefined {
  const { dockerfile } = names;
  const named = aliased(names, name, before);
  if (named !== undefined) return named;
  return /^\d+$/.test(name) && Number(name) < before ? dockerfile.stages[Number(name)] : undefined;
}

/** A stage before another by its alias. */
export function aliased({ aliases }: StageNames, name: string, before: number): DockerStage | undefined {
  return aliases.get(name.toLowerCase())?.findLast(({ index }) => index < before);
}

/** The stages of a Dockerfile by their aliases. */
export function aliasesOf({ stages }: Dockerfile): StageNames["aliases"] {
  const named = new Map<string, DockerStage[]>();
  for (const stage of stages) {
    const name = stage.alias?.raw.toLowerCase();
    if (name === undefined) continue;
    const same = named.get(name) ?? [];
    same.push(stage);
    named.set(name, same);
  }
  return named;
}

/** The stages that a stage is built on or copies from, in the order of the file: a row of thousands is no depth then. */
export function neededStages(names: StageNames, target: DockerStage): readonly DockerStage[] {
  const { dockerfile, globals } = names;
  const needed = new Set([target]);
  // A set is gone through with what is added on the way.
  for (const stage of needed) {
    const ref = referenceOf(stage, globals, dockerfile);
    const base = ref.known ? aliased(names, ref.value, stage.index) : undefined;
    if (base !== undefined) needed.add(base);
    for (const { flags } of stage.instructions) {
      const from = flags.find(({ name }) => name === "from")?.value;
      const copied = from && stageNamed(names, from.raw, stage.index);
      if (copied !== undefined) needed.add(copied);
    }
  }
  return [...needed].sort((a, b) => a.index - b.index);
}
