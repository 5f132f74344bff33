/** What the lines of a Dockerfile name: stages, images, and what a build puts in their place. */
import { ownValue } from "../../names.ts";
import { once } from "../../once.ts";
import type { Dockerfile, DockerStage, Instruction, Word } from "../../parsers/dockerfile/parse.ts";
import { expandWord, variablesIn } from "../../parsers/expand.ts";
import type { Place } from "../../source.ts";
import type { Build } from "../builds/types.ts";
import { type Fact, known, unknown } from "../fact.ts";
import { parseReference } from "../stock/references.ts";
import { type GlobalArgs, mapLookup } from "./variables.ts";

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
    const triggers = base === undefined ? [] : deferred(base);
    for (const from of [...triggers, ...stage.instructions].flatMap(takenFrom)) {
      const copied = stageNamed(names, from.raw, stage.index);
      if (copied !== undefined) needed.add(copied);
    }
  }
  return [...needed].sort((a, b) => a.index - b.index);
}

/** What a stage leaves by ONBUILD to those that start from it. */
export function deferred({ instructions }: DockerStage): readonly Instruction[] {
  return instructions.flatMap(({ onbuild }) => (onbuild === undefined ? [] : [onbuild]));
}

/** What COPY and the mounts of RUN take files from, as it is written. */
function takenFrom({ keyword, flags, mounts = [] }: Instruction): readonly Word[] {
  const copied = flags.flatMap(({ name, value }) =>
    keyword === "COPY" && name === "from" && value !== undefined ? [value] : [],
  );
  return [...copied, ...mounts.flatMap(({ from }) => (from === undefined ? [] : [from]))];
}

/** What a FROM names; "cannot tell" where an ARG in it has no value. */
export function referenceOf(source: DockerStage, globals: GlobalArgs, dockerfile: Dockerfile): Fact<string> {
  const at: Place = { file: dockerfile.file, span: source.base.span };
  const result = expandWord(source.base.raw, mapLookup(globals), dockerfile.escape);
  if ("value" in result && !(source.base.raw.includes("$") && lacksPart(result.value, source.base.raw)))
    return known(result.value, at);
  const name = "value" in result ? missingIn(source.base.raw, { globals, dockerfile }) : result.unresolved;
  // The line may have a default that a build overrides.
  const isOutside = globals.get(name) === null;
  const where = isOutside
    ? `the value of ${name} comes from outside this file`
    : `${name} has no value in this file`;
  const inPolicy = "under builds: args: in .github/keelcheck.yml";
  return unknown(
    { key: `variable ${name}`, why: `the base image is ${source.base.raw}, but ${where}` },
    at,
    isOutside ? `set ${name} ${inPolicy}` : `give ${name} a default above the FROM, or set it ${inPolicy}`,
  );
}

/** The first variable that has no value. */
function missingIn(
  raw: string,
  { globals, dockerfile }: { readonly globals: GlobalArgs; readonly dockerfile: Dockerfile },
): string {
  const names = variablesIn(raw, dockerfile.escape);
  return names.find((name) => (globals.get(name) ?? "") === "") ?? names[0] ?? raw;
}

/** `nginx:${TAG}` or `php:${PHP}-cli` without a value: no builder takes it, or nobody means it, so that it comes from outside. */
export function lacksPart(ref: string, raw: string): boolean {
  if (ref === "" || /^[:/@]|[:/@]$|[:/@][:/@]/.test(ref)) return true;
  const isTorn = (text: string) => /[:/][.-]|[.-]$|[.-][:/@]|[.-]{2}/.test(text);
  return isTorn(ref) && !isTorn(raw.replace(/\$(\{[^}]*\}|\w+)/g, "x"));
}

/**
 * What a build puts in the place of a name; "" cannot be told. BuildKit compares full names and leaves out the tag latest:
 * `docker.io/library/nginx:latest` is `nginx`.
 */
export function namedContext(
  { contexts, contextsRest }: Pick<Build, "contexts" | "contextsRest">,
  name: string,
): string | undefined {
  const wanted = fullName(name);
  const key = Object.hasOwn(contexts, name) ? name : contextNames(contexts).get(wanted);
  return key === undefined ? contextsRest && "" : ownValue(contexts, key);
}

/** The first of several counts. */
const contextNames = once(
  (contexts: Build["contexts"]) =>
    new Map(
      Object.keys(contexts)
        .toReversed()
        .map((each) => [fullName(each), each]),
    ),
);

function fullName(reference: string): string {
  const { registry, repository, tag = "latest", digest } = parseReference(reference.toLowerCase());
  return JSON.stringify([registry, repository, tag, digest]);
}
