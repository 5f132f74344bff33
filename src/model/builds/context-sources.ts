/** What a Dockerfile copies from its context, variables included: what a guess of the context is proved by. */

import { ownValue } from "../../names.ts";
import { once } from "../../once.ts";
import { heredocWord } from "../../parsers/dockerfile/heredoc.ts";
import type { Dockerfile, DockerStage, Instruction, Word } from "../../parsers/dockerfile/parse.ts";
import { expandWord } from "../../parsers/expand.ts";
import { resolvePath } from "../container-path.ts";
import { type HandedMaps, handedOn, handedValue } from "../handed.ts";

export interface ContextSource {
  /** Without a leading `/` or `../`, which Docker cuts off at the context. */
  readonly path: string;
  readonly word: Word;
}

type Values = Pick<ReadonlyMap<string, string | null>, "get">;

interface MutableValues extends Values {
  readonly set: (name: string, value: string | null) => void;
}

/** Sources of COPY and ADD that come from the context, in the stages that the target needs. */
export function contextSources(
  dockerfile: Dockerfile,
  target: string | undefined,
  args: Readonly<Record<string, string | null>>,
): readonly ContextSource[] {
  const globals = new Map<string, string | null>();
  for (const instruction of dockerfile.globalArgs)
    setArgs(globals, instruction, { args, escapeChar: dockerfile.escape });
  const ends = new Map<DockerStage, HandedMaps<string | null>>();
  return neededStages(dockerfile, target).flatMap((stage) => {
    const base = expanded(stage.base.raw, globals, dockerfile.escape) ?? "";
    const parent = stageNamed(dockerfile.stages, base, stage.index);
    const below = (parent && ends.get(parent)) ?? [];
    const own = new Map<string, string | null>();
    const values: MutableValues = {
      get: (name) => (own.has(name) ? own.get(name) : handedValue(below, name)),
      set: (name, value) => own.set(name, value),
    };
    const sources = stage.instructions.flatMap((instruction) => {
      const escapeChar = dockerfile.escape;
      if (instruction.keyword === "ARG") setArgs(values, instruction, { args, escapeChar, globals });
      if (instruction.keyword === "ENV") setEnv(values, instruction, escapeChar);
      return sourcesOf(instruction, values, escapeChar);
    });
    ends.set(stage, handedOn(below, own));
    return sources;
  });
}

function setArgs(
  values: MutableValues,
  { pairs = [] }: Instruction,
  around: {
    readonly args: Readonly<Record<string, string | null>>;
    readonly escapeChar: "\\" | "`";
    readonly globals?: Values;
  },
): void {
  const { args, escapeChar, globals } = around;
  for (const { name, value } of pairs) {
    const given = ownValue(args, name.raw);
    if (given !== undefined) values.set(name.raw, given);
    else if (value !== undefined) values.set(name.raw, expanded(value.raw, values, escapeChar));
    else values.set(name.raw, globals?.get(name.raw) ?? null);
  }
}

function setEnv(values: MutableValues, { pairs = [] }: Instruction, escapeChar: "\\" | "`"): void {
  // Every pair sees the variables as they were before the instruction.
  const set = pairs.map(({ name, value }): readonly [string, string | null] => [
    name.raw,
    value === undefined ? "" : expanded(value.raw, values, escapeChar),
  ]);
  for (const [name, value] of set) values.set(name, value);
}

function expanded(raw: string, values: Values, escapeChar: "\\" | "`"): string | null {
  const result = expandWord(raw, (name) => values.get(name) ?? { unresolved: true }, escapeChar);
  return "value" in result ? result.value : null;
}

const address = /^(?:[a-z][a-z+.-]*:\/\/|git@)/i;

function sourcesOf(
  { keyword, flags, words }: Instruction,
  values: Values,
  escapeChar: "\\" | "`",
): readonly ContextSource[] {
  if (keyword !== "COPY" && keyword !== "ADD") return [];
  if (flags.some((flag) => flag.name === "from")) return [];
  return words.slice(0, -1).flatMap((word) => {
    if (heredocWord(word.raw) !== undefined || address.test(word.raw)) return [];
    const value = expanded(word.raw, values, escapeChar);
    if (value === null || value === "" || address.test(value)) return [];
    return [{ path: resolvePath("/", value).slice(1), word }];
  });
}

/** The stages that BuildKit builds for a target: its own chain, and what they copy or mount from. */
function neededStages({ stages }: Dockerfile, target: string | undefined): readonly DockerStage[] {
  const wanted = target === undefined ? stages.at(-1) : stageNamed(stages, target);
  const needed = new Set<DockerStage>();
  const open = [wanted ?? stages.at(-1)];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (needed.has(stage)) continue;
    needed.add(stage);
    for (const name of referencesOf(stage)) open.push(stageNamed(stages, name, stage.index));
  }
  return stages.filter((stage) => needed.has(stage));
}

function referencesOf({ base, instructions }: DockerStage): readonly string[] {
  const flags = instructions.flatMap((instruction) => instruction.flags);
  return [
    base.raw,
    ...flags.flatMap(({ name, value }) => (name === "from" && value !== undefined ? [value.raw] : [])),
    ...flags.flatMap(({ name, value }) =>
      name === "mount" ? (/(?:^|,)from=([^,]+)/.exec(value?.raw ?? "")?.slice(1) ?? []) : [],
    ),
  ];
}

/** The stage of a name among those before `end`. */
function stageNamed(
  stages: readonly DockerStage[],
  name: string,
  end = stages.length,
): DockerStage | undefined {
  const named = byAlias(stages).get(name.toLowerCase()) ?? [];
  const number = /^\d+$/.test(name) ? Number(name) : end;
  return named.findLast(({ index }) => index < end) ?? (number < end ? stages[number] : undefined);
}

const byAlias = once((stages: readonly DockerStage[]) => {
  const found = new Map<string, DockerStage[]>();
  for (const stage of stages) {
    const alias = stage.alias?.raw.toLowerCase();
    if (alias === undefined) continue;
    const known = found.get(alias);
    if (known === undefined) found.set(alias, [stage]);
    else known.push(stage);
  }
  return found;
});
