/**
 * What the builder refuses of the names of a Dockerfile: bases, stages, platforms. It looks at those of all stages, also
 * of stages that it does not build (BuildKit v0.34: dockerfile2llb/convert.go).
 */
import { once } from "../../../once.ts";
import type { Dockerfile, DockerStage, Instruction, Word } from "../../../parsers/dockerfile/parse.ts";
import { expandWord, variablesIn } from "../../../parsers/expand.ts";
import { refusedReference } from "../../../policy/reference.ts";
import type { Build } from "../../builds/types.ts";
import { aliased, lacksPart, namedContext, type StageNames } from "../stage-names.ts";
import { mapLookup } from "../variables.ts";
import type { Refused } from "./expanded.ts";
import { isPlatform } from "./platforms.ts";

/** The names of a file, and the build that gives them values. */
interface RefusedNames extends StageNames {
  readonly build: Pick<Build, "args" | "contexts" | "contextsRest">;
}

const answers = once((_: Dockerfile) => new Map<string, readonly Refused[]>());

/** Why the build stops at the names of a file: the same for all builds that give it the same. */
export function refusedNames(names: RefusedNames): readonly Refused[] {
  const { args, contexts, contextsRest } = names.build;
  const given = JSON.stringify([args, contexts, contextsRest !== undefined]);
  const known = answers(names.dockerfile);
  const refused = known.get(given) ?? refusedByAll(names);
  known.set(given, refused);
  return refused;
}

function refusedByAll(names: RefusedNames): readonly Refused[] {
  const { dockerfile, build } = names;
  const isReplaced = (name: string) => namedContext(build, name) !== undefined;
  return [
    ...dockerfile.globalArgs.flatMap((one) => refusedDefault(names, one) ?? []),
    ...dockerfile.stages
      .filter(({ alias }) => alias === undefined || !isReplaced(alias.raw.toLowerCase()))
      .flatMap((stage) => [
        ...(refusedBase(names, stage) ?? refusedPlatform(names, stage) ?? []),
        ...stage.instructions.flatMap((one) => refusedFrom(names, one) ?? []),
      ]),
  ];
}

function refusedDefault(names: StageNames, { pairs = [] }: Instruction): Refused[] | undefined {
  const values = pairs.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const found = values.flatMap((value) => {
    const read = wordValue(names, value);
    return typeof read === "object" ? [read] : [];
  });
  return found.length === 0 ? undefined : found;
}

const globalNames = once(
  ({ globalArgs }: Dockerfile) =>
    new Set(globalArgs.flatMap(({ pairs = [] }) => pairs.map(({ name }) => name.raw))),
);

/** What a word of FROM comes to; `undefined` where an ARG of it has no value in the file. */
function wordValue({ globals, dockerfile }: StageNames, { raw, span }: Word): string | Refused | undefined {
  const declared = globalNames(dockerfile);
  const open = variablesIn(raw, dockerfile.escape).some((name) => declared.has(name) && !globals.has(name));
  const result = expandWord(raw, mapLookup(globals), dockerfile.escape);
  if ("value" in result) return open ? undefined : result.value;
  return result.malformed === undefined || open ? undefined : { why: `${result.malformed} in ${raw}`, span };
}

function refusedBase(names: RefusedNames, { base, index }: DockerStage): Refused[] | undefined {
  const value = base.raw === "" ? undefined : wordValue(names, base);
  if (value === undefined) return undefined;
  if (typeof value === "object") return [value];
  const { span } = base;
  if (value === "") return [{ why: `${base.raw} is empty: ${undeclared(names, base)}`, span }];
  const stage = aliased(names, value, index);
  if (value === "scratch" || (stage !== undefined && value === value.toLowerCase())) return undefined;
  if (stage !== undefined)
    return [
      { why: `FROM ${value} does not find stage "${value.toLowerCase()}": write it in lower case`, span },
    ];
  const why = refusedReference(value);
  if (why === undefined || isLeftToOthers(names, base, value)) return undefined;
  const missing = variablesIn(base.raw, names.dockerfile.escape).length > 0 ? undeclared(names, base) : "";
  return [{ why: missing === "" ? why : `${why}: ${missing}`, span }];
}

/** Whether a part is missing that the build leaves empty: it is given where the build is called. */
function isLeftToOthers({ globals, build }: RefusedNames, { raw }: Word, value: string): boolean {
  const isEmptied = Object.entries(build.args).some(
    ([name, given]) => given === "" && globals.get(name) === "",
  );
  return isEmptied && raw.includes("$") && lacksPart(value, raw);
}

/** Which variable of a word nothing declares above the first FROM. */
function undeclared({ globals, dockerfile }: StageNames, { raw }: Word): string {
  const name = variablesIn(raw, dockerfile.escape).find((one) => !globals.has(one));
  return name === undefined ? "" : `there is no ARG ${name} above the first FROM`;
}

function refusedPlatform(names: StageNames, { platform }: DockerStage): Refused[] | undefined {
  const value = platform && platform.raw !== "" ? wordValue(names, platform) : undefined;
  if (value === undefined || platform === undefined) return undefined;
  if (typeof value === "object") return [value];
  const why = value === "" ? `${platform.raw} is empty` : `unknown platform "${value}"`;
  return isPlatform(value) ? undefined : [{ why, span: platform.span }];
}

/** What COPY and the mounts of RUN take files from: a number, a stage, else an image. */
function refusedFrom(names: StageNames, instruction: Instruction): Refused[] | undefined {
  const { keyword, flags, mounts = [] } = instruction;
  const from = keyword === "COPY" ? flags.find(({ name }) => name === "from")?.value : undefined;
  const found = [
    from && from.raw !== "" ? refusedSource(names, from) : undefined,
    ...mounts.map(({ from: mounted }) =>
      mounted && mounted.raw !== "" ? refusedImage(names, mounted) : undefined,
    ),
  ].filter((one) => one !== undefined);
  return found.length === 0 ? undefined : found;
}

function refusedSource(names: StageNames, from: Word): Refused | undefined {
  const { raw, span } = from;
  const { stages, escape: sign } = names.dockerfile;
  const result = expandWord(raw, () => undefined, sign);
  if (!("value" in result))
    return { why: `${result.malformed ?? "a variable has no value"} in ${raw}`, span };
  if (result.value !== raw) return { why: "--from cannot contain a variable: name a stage instead", span };
  if (!/^[+-]?\d+$/.test(raw)) return refusedImage(names, from);
  return Number(raw) >= 0 && Number(raw) < stages.length
    ? undefined
    : { why: `there is no stage ${raw}`, span };
}

function refusedImage(names: StageNames, { raw, span }: Word): Refused | undefined {
  if (raw === "scratch" || aliased(names, raw, Number.POSITIVE_INFINITY) !== undefined) return undefined;
  const why = raw.includes("$") ? undefined : refusedReference(raw);
  return why === undefined ? undefined : { why, span };
}

/** Why a line of a stage that is built takes files from a stage that is not built yet. */
export function refusedOrder(
  { aliases, dockerfile }: StageNames,
  { index }: DockerStage,
  { keyword, flags, mounts = [] }: Instruction,
): Refused | undefined {
  const from = keyword === "COPY" ? flags.find(({ name }) => name === "from")?.value : undefined;
  for (const word of [from, ...mounts.map((mount) => mount.from)]) {
    if (word === undefined) continue;
    const numbered =
      word === from && /^\d+$/.test(word.raw) ? dockerfile.stages[Number(word.raw)] : undefined;
    const stage = numbered ?? aliases.get(word.raw.toLowerCase())?.at(-1);
    if (stage === undefined || stage.index < index) continue;
    // Of a name that several have the last is meant; one that takes from itself is a circle.
    const several = numbered === undefined && (aliases.get(word.raw.toLowerCase())?.length ?? 0) > 1;
    if (stage.index === index && !several) continue;
    const where = stage.index === index ? "this stage itself" : "defined further down";
    return { why: `stage "${word.raw}" is ${where}, so it is not built yet`, span: word.span };
  }
  return undefined;
}
