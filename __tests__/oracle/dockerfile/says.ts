/** What Keelcheck says of a Dockerfile that lies alone in a repo. */
import { known } from "../../../src/model/fact.ts";
import { repoTree } from "../../../src/model/repo/tree.ts";
import { stageCircles } from "../../../src/model/stages/circles.ts";
import { evaluateStages } from "../../../src/model/stages/evaluate.ts";
import { keptVariables, userSpec } from "../../../src/model/stages/setting.ts";
import type { StartCommand, State } from "../../../src/model/stages/state.ts";
import { startEnvironment } from "../../../src/model/stages/variables.ts";
import {
  type Dockerfile,
  type Instruction,
  isDockersFrontend,
  parseDockerfile,
} from "../../../src/parsers/dockerfile/parse.ts";
import { variablesIn } from "../../../src/parsers/expand.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import type { PlacedBase } from "../../../src/policy/policy.ts";
import { positionAt, type SourceFile, sourceFile } from "../../../src/source.ts";
import { unwatched } from "../../../src/work.ts";

/** A fact; `null` cannot be told. */
export type Said<T> = { readonly value: T } | null;

export interface SaidImage {
  readonly user: Said<string>;
  readonly exposes: readonly string[];
  readonly environment: ReadonlyMap<string, Said<string>>;
  readonly workdir: Said<string>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly volumes: readonly string[];
  readonly healthcheck: readonly string[] | undefined;
  /** What it starts from is not known, or the name of a variable. */
  readonly openBase: boolean;
}

export interface SaidFile {
  readonly instructions: readonly {
    readonly keyword: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly refusals: readonly { readonly message: string; readonly line: number }[];
  /** Lines that say nothing: blank ones, comments, and an escape alone. */
  readonly fillers: ReadonlySet<number>;
  /** Lines of instructions that name an ARG without a value: whoever builds it gives one. */
  readonly open: readonly number[];
  /** A template, or of another frontend: then nothing is told of what the builder takes. */
  readonly foreign: boolean;
  readonly image: SaidImage | undefined;
}

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Reads and evaluates a Dockerfile whose bases hold nothing but a PATH. */
export function saysOf(text: string, bases: readonly string[]): SaidFile {
  const file = sourceFile("Dockerfile", text);
  const dockerfile = parseDockerfile(file);
  const lineOf = (offset: number) => positionAt(file, offset).line;
  const all = [
    ...dockerfile.globalArgs,
    ...dockerfile.stages.flatMap((one) => [one.from, ...one.instructions]),
  ];
  const evaluated = evaluateStages({
    work: unwatched(),
    dockerfile,
    build: {
      from: "default",
      dockerfile: "Dockerfile",
      context: known("", { file }),
      args: {},
      contexts: {},
      tags: [],
      at: { file },
    },
    repo: { tree: repoTree([]), read: () => undefined, archive: () => undefined, ignored: () => false },
    policy: { ...defaultPolicy, recordedBases: bases.map((ref) => recordOf(ref, file)) },
    dockerignored: () => false,
    imageNamed: () => undefined,
  });
  const problems = [
    ...dockerfile.problems,
    ...stageCircles(dockerfile, () => false),
    ...(evaluated?.refusals ?? []).flatMap(({ at: { span }, message, late }) =>
      late ? [] : { message, span: span ?? { start: 0 } },
    ),
  ];
  const refusals = problems.map(({ message, span }) => ({ message, line: lineOf(span.start) }));
  return {
    instructions: all.map(({ keyword, span }) => ({
      keyword,
      start: lineOf(span.start),
      end: lineOf(Math.max(span.start, span.end - 1)),
    })),
    refusals,
    fillers: new Set(
      text.split("\n").flatMap((line, index) => (/^\s*(?:#.*|[\\`])?\s*$/.test(line) ? [index + 1] : [])),
    ),
    open: openLines(dockerfile, file),
    foreign:
      dockerfile.template || (dockerfile.syntax !== undefined && !isDockersFrontend(dockerfile.syntax)),
    image:
      evaluated &&
      imageOf(
        evaluated.final.state,
        all.flatMap(({ pairs = [] }) => pairs.map(({ name }) => name.raw)),
      ),
  };
}

function openLines({ globalArgs, stages, escape: sign }: Dockerfile, file: SourceFile): readonly number[] {
  const all = [...globalArgs, ...stages.flatMap((one) => [one.from, ...one.instructions])];
  const open = new Set(
    all.flatMap(({ keyword, pairs = [] }) =>
      keyword === "ARG" ? pairs.flatMap(({ name, value }) => (value === undefined ? [name.raw] : [])) : [],
    ),
  );
  return all.flatMap(({ span }) => {
    const text = file.text.slice(span.start, span.end);
    const names = variablesIn(text.replaceAll(/["']/g, ""), sign);
    return names.some((name) => open.has(name)) ? [positionAt(file, span.start).line] : [];
  });
}

function recordOf(ref: string, file: SourceFile): PlacedBase {
  return {
    ref,
    digests: [],
    platform: "linux/amd64",
    user: "",
    exposes: [],
    volumes: [],
    workdir: "/",
    environment: { PATH },
    entrypoint: [],
    cmd: [],
    at: { file },
  };
}

function imageOf(state: State, names: readonly string[]): SaidImage {
  const { user, unknownBase, workdir, exposes, variables, volumes, healthcheck } = state;
  const path = startEnvironment(state)("PATH");
  const spec = user === undefined ? (unknownBase === undefined ? "0" : null) : user.spec;
  const kept = Array.from(keptVariables({ variables }), ([name, { value }]): [string, Said<string>] => [
    name,
    value === null ? null : { value },
  ]);
  return {
    user: spec === null ? null : { value: userSpec(spec === "root" ? "0" : spec) },
    exposes: [...new Set(exposes.all.map(({ port, protocol }) => `${port}/${protocol}`))].sort(),
    environment: new Map([...(path === undefined ? [] : [["PATH", { value: path }] as const]), ...kept]),
    workdir: workdir === null ? null : { value: workdir },
    entrypoint: wordsOf(state.entrypoint),
    command: wordsOf(state.cmd),
    volumes: [...new Set(volumes.all.map(({ value }) => value))].sort(),
    healthcheck: healthcheck?.instruction && testOf(healthcheck.instruction),
    openBase: unknownBase !== undefined || names.some((name) => name.includes("$")),
  };
}

function wordsOf(command: StartCommand | undefined): readonly string[] {
  if (command === undefined) return [];
  return command.words ?? [...(command.shell ?? []), command.instruction?.words.at(-1)?.raw ?? ""];
}

function testOf({ words, json }: Instruction): readonly string[] {
  const [kind, ...rest] = words.map(({ raw }) => raw);
  if (kind?.toUpperCase() !== "CMD") return ["NONE"];
  return [json === undefined ? "CMD-SHELL" : "CMD", ...rest];
}
