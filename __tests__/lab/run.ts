/** `npm run lab`: builds the cases' images and starts them with the real servers. docs/lab.md says how. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { fingerprint, type LabCase } from "./case.ts";
import { examples } from "./cases/examples.ts";
import { themes } from "./cases/index.ts";
import { compare } from "./compare.ts";
import { processLines, socketLines } from "./listing.ts";
import {
  comparable,
  OBSERVED,
  type Observation,
  readObservations,
  writeObservations,
} from "./observation.ts";
import { type Builder, prepareBuilders } from "./real/builder.ts";
import { digestOf, makeGivenBases } from "./real/given.ts";
import { BUSY, call, isInside, missing, runInside } from "./real/machine.ts";
import { observe } from "./real/observe.ts";
import { factsOf } from "./verdicts.ts";

const USAGE =
  "npm run lab -- [--only NAME]... [--theme NAME]... [--examples] [--base REF=FOLDER]... [--sample N] [--new] [--record]";

interface Task {
  readonly theme: string;
  readonly one: LabCase;
}

interface Options {
  readonly only: readonly string[];
  readonly theme: readonly string[];
  /** Images that cases are built on, and the folder with the Dockerfile of each. */
  readonly base: ReadonlyMap<string, string>;
  readonly sample: number | undefined;
  readonly new: boolean;
  readonly record: boolean;
}

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") return complain([options, USAGE]);
  const lacks = isInside() ? [] : missing();
  if (lacks.length > 0) return complain(["the lab cannot run here:", ...lacks.map((line) => `  ${line}`)]);
  const tasks = chosen(options);
  if (tasks.length === 0)
    return complain(["there is no such case, or the base image that it is built on is not given"]);
  if (!isInside()) {
    const code = await runInside();
    return code === BUSY ? complain(["another lab is running on this machine"]) : code;
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));
  return runTasks(tasks, options);
}

function complain(lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return 2;
}

function readOptions(): Options | string {
  const texts = { type: "string", multiple: true, default: [] as string[] } as const;
  const flag = { type: "boolean", default: false } as const;
  try {
    const { values } = parseArgs({
      options: {
        only: texts,
        theme: texts,
        sample: { type: "string" },
        examples: flag,
        base: texts,
        new: flag,
        record: flag,
      },
    });
    const sample = values.sample === undefined ? undefined : Number(values.sample);
    if (sample !== undefined && !(Number.isInteger(sample) && sample > 0))
      return "--sample wants a number of cases";
    const theme = values.examples ? [...values.theme, examples.name] : values.theme;
    const base = values.base.map((text) => /^(.+?)=(.+)$/s.exec(text));
    if (base.includes(null)) return "--base wants a name, an equals sign and a folder";
    const bases = base.map((match) => [match?.[1] ?? "", resolve(match?.[2] ?? "")] as const);
    return { ...values, theme, sample, base: new Map(bases) };
  } catch (error) {
    return (error as Error).message;
  }
}

/** The cases that were asked for; a sample is spread evenly over all of them, and always the same. */
function chosen({ only, theme, sample, base, new: onlyNew }: Options): readonly Task[] {
  const wanted = themes.filter(({ name }) => theme.length === 0 || theme.includes(name));
  const named = wanted.flatMap(({ name, cases }) => {
    const recorded = readObservations(name);
    const asked = cases.filter(
      (one) =>
        (only.length === 0 || only.includes(one.name)) && (one.given === undefined || base.has(one.given)),
    );
    const left = asked.filter((one) => !onlyNew || recorded[one.name]?.of !== fingerprint(one));
    return left.map((one) => ({ theme: name, one }));
  });
  if (sample === undefined || sample >= named.length) return named;
  return Array.from({ length: sample }, (_, i) => named[Math.floor((i * named.length) / sample)]).filter(
    (task) => task !== undefined,
  );
}

const AT_ONCE = 2;
const BIOME = join(import.meta.dirname, "../../node_modules/.bin/biome");

async function runTasks(tasks: readonly Task[], { record, base }: Options): Promise<number> {
  const builders = await prepareBuilders(Math.min(AT_ONCE, tasks.length), (line) => console.log(line));
  const wanted = new Set(tasks.flatMap(({ one }) => one.given ?? []));
  const given = new Map([...base].filter(([ref]) => wanted.has(ref)));
  for (const builder of builders) await makeGivenBases(builder, given, (line) => console.log(line));
  const queue = [...tasks];
  let failures = 0;
  let facts = 0;
  const work = async (builder: Builder) => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
      const began = Date.now();
      const { lines, asked, shown } = await judge(builder, task, { record, base });
      facts += asked;
      if (lines.length > 0) failures++;
      const took = `${((Date.now() - began) / 1000).toFixed(1)} s`;
      console.log(`${lines.length === 0 ? "ok" : "NOT OK"} ${task.theme}: ${task.one.name} (${took})`);
      for (const line of [...lines, ...shown])
        console.log(`    ${line.replaceAll("\n", "\n    ")}`.trimEnd());
    }
  };
  await Promise.all(builders.map(work));
  if (record) await call(BIOME, ["format", "--write", OBSERVED]);
  console.log(`lab: ${tasks.length} cases, ${facts} facts, ${failures} cases with a disagreement`);
  return failures === 0 ? 0 : 1;
}

async function judge(
  builder: Builder,
  { theme, one }: Task,
  { record, base }: Pick<Options, "record" | "base">,
) {
  try {
    const folder = one.given === undefined ? undefined : base.get(one.given);
    const seen = {
      ...(await observe(builder, one)),
      ...(folder === undefined ? {} : { base: digestOf(folder) }),
    };
    const lines = record ? remember(theme, one.name, seen) : changes(readObservations(theme)[one.name], seen);
    const { disagreements, asked } = compare(factsOf(one), seen);
    return { lines: [...lines, ...disagreements], asked, shown: listed(seen) };
  } catch (error) {
    return { lines: [(error as Error).message], asked: 0, shown: [] };
  }
}

function listed({ listing }: Observation): readonly string[] {
  return listing === undefined ? [] : ["", ...processLines(listing), "", ...socketLines(listing), ""];
}

function remember(theme: string, name: string, seen: Observation): readonly string[] {
  const names = themes.find((candidate) => candidate.name === theme)?.cases.map((one) => one.name) ?? [];
  writeObservations(theme, { ...readObservations(theme), [name]: seen }, names);
  return [];
}

function changes(recorded: Observation | undefined, seen: Observation): readonly string[] {
  if (recorded === undefined) return ["nothing is recorded of it: --record does"];
  if (recorded.of !== seen.of) return ["the record is of another text: --record renews it"];
  if (comparable(recorded) === comparable(seen)) return [];
  return [`recorded: ${comparable(recorded)}\nobserved: ${comparable(seen)}`];
}

process.exitCode = await main();
