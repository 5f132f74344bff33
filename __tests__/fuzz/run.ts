/**
 * `npm run fuzz -- [parsers|checks|fixes]… [--inputs N | --seconds N] [--seed N]`: real files with changes by chance,
 * in this process. Ends with 1 where an input breaks a law of laws.ts, and shows it as small as it could be made.
 * `--inputs` are of each target; `--seconds` (60, without either) are shared by all.
 */
import { parseArgs } from "node:util";
import { material } from "./material.ts";
import { type Broke, type Target, targets } from "./rounds.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { inputs: { type: "string" }, seconds: { type: "string" }, seed: { type: "string" } },
});
const all = targets(material());
const named = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((name) => !all.some((target) => target.name === name));
if (unknown.length > 0) {
  console.error(
    `there is no target ${unknown.join(", ")}; there are ${all.map(({ name }) => name).join(", ")}`,
  );
  process.exit(2);
}
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const inputs = values.inputs === undefined ? Number.POSITIVE_INFINITY : Number(values.inputs);
const seconds = Number(values.seconds ?? (values.inputs === undefined ? 60 : Number.POSITIVE_INFINITY));

const broken = [];
for (const target of named) broken.push(...(await tried(target)));
process.exitCode = broken.length > 0 ? 1 : 0;

/** Tries one target until its inputs or its share of the time are used up. */
async function tried(target: Target): Promise<readonly Broke[]> {
  const found = new Map<string, Broke>();
  const from = Date.now();
  const until = from + (1_000 * seconds) / named.length;
  let done = 0;
  for (let number = 0; done < inputs && Date.now() < until; number++) {
    const round = { seed: seed + number, inputs: Math.min(target.inputs, inputs - done) };
    for (const one of await target.play(round)) {
      if (found.has(one.law)) continue;
      found.set(one.law, one);
      console.log(`\n${target.name}, seed ${round.seed}: ${one.law}\n${one.input}\n`);
    }
    done += round.inputs;
  }
  const took = ((Date.now() - from) / 1_000).toFixed(1);
  console.log(`${target.name}: ${done} inputs from seed ${seed} in ${took} s, ${found.size} laws broken`);
  return [...found.values()];
}
