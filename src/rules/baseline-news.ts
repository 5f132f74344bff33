import { textFile } from "../model/change/policy-reach.ts";
import { BASELINE_PATH } from "../policy/baseline/baseline.ts";
import { type BaselineNews, baselineNews } from "../policy/baseline/changes.ts";
import type { Change } from "../rule.ts";

/** What a change does to the baseline; images are followed through the runs that both ends have. */
export function newsOfBaseline({ base, head, runs, headPathOf }: Change): BaselineNews {
  const names = new Map(runs.map(({ before, after }) => [before.image.name, after.image.name]));
  const [before, after] = [base, head].map(({ fleet }) => textFile(fleet, BASELINE_PATH));
  return baselineNews({ before, after }, { pathAfter: headPathOf, nameAfter: (name) => names.get(name) });
}
