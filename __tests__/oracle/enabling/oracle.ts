/** `npm run oracle -- enabling [--forms N] [--seed TEXT] [--write]`: Keelcheck against Debian's a2enmod, a2ensite, a2enconf and their opposites. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../.github/scripts/repo.ts";
import type { Oracle } from "../oracle.ts";
import { differences, type SeenForm } from "./compare.ts";
import { enablingForms } from "./forms.ts";
import { enabledBy, lacking } from "./real.ts";

export const enablingOracle: Oracle = {
  name: "enabling",
  summary:
    "calls of a2enmod, a2ensite, a2enconf and their opposites, against Debian's own: --forms N, --seed TEXT",
  run,
};

/** What `npm test` holds the model against. */
export const RECORDED_ENABLING = join(ROOT, "__tests__/oracle/enabling/recorded.ndjson");

/** How many forms are recorded, of the seed "". */
const RECORDED = 80;

const INSIDE = "KEELCHECK_ENABLING_INSIDE";

function run(options: readonly string[]): number {
  const lines = lacking();
  for (const line of lines) console.error(line);
  if (lines.length > 0) return 2;
  if (process.env[INSIDE] !== "1") return runApart();
  const after = (name: string) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
  const isWriting = options.includes("--write");
  const scratch = join(mkdtempSync(join(tmpdir(), "enabling-")), "run");
  const forms = enablingForms(isWriting ? RECORDED : Number(after("--forms") ?? 300), after("--seed") ?? "");
  const all = forms.map((form): SeenForm => ({ form, seen: enabledBy(form, scratch) }));
  if (isWriting) writeFileSync(RECORDED_ENABLING, all.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return told(all);
}

/** Runs this same command in mounts of its own, which end with it. */
function runApart(): number {
  const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const { status } = spawnSync("unshare", ["--mount", "--propagation", "private", ...command], {
    stdio: "inherit",
    env: { ...process.env, [INSIDE]: "1" },
  });
  return status ?? 2;
}

function told(all: readonly SeenForm[]): number {
  let differ = 0;
  for (const one of all) {
    const lines = differences(one);
    if (lines.length > 0) differ++;
    for (const line of lines)
      console.log(
        `different  ${[...one.form.before, one.form.text].join("\n           ")}\n           ${line}`,
      );
  }
  const failed = all.filter(({ seen }) => seen.exit !== 0).length;
  console.log(`${all.length} calls, ${failed} that fail: ${differ} differ`);
  return differ === 0 ? 0 : 1;
}
