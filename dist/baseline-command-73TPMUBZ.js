import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  writeChanges
} from "./chunk-MJYXVSZQ.js";
import {
  failed,
  textStyle,
  today,
  withTree
} from "./chunk-X4KZEBGU.js";
import "./chunk-FWBMKKHT.js";
import {
  ruleTable
} from "./chunk-C2F3USQH.js";
import "./chunk-QQ7JO74J.js";
import {
  baselineOf,
  holdBack,
  isHoldable,
  runCheck
} from "./chunk-42COJMN7.js";
import {
  BASELINE_PATH,
  baselineText
} from "./chunk-2AYRW6KZ.js";
import {
  EXIT,
  plural,
  safe,
  usage
} from "./chunk-DN4667D2.js";
import "./chunk-5E5B6KJO.js";
import "./chunk-UJ5JA6DA.js";
import "./chunk-3H7WJ2PN.js";
import "./chunk-6D4EK6M5.js";
import "./chunk-3SFIPWJO.js";
import "./chunk-OQZTDVIX.js";
import "./chunk-OJYSIXFC.js";
import "./chunk-IKB4C3XX.js";

// src/app/cli/baseline-command.ts
import { resolve } from "node:path";

// src/report/text/baseline.ts
function baselineReportText(report, style) {
  const { remarks, added, ignored, path } = report;
  const lines = [
    ...remarks.map(safe),
    ...added.length === 0 ? [] : [...ruleTable(added, style), ""],
    closing(report),
    ...ignored ? [`git ignores ${path}: other checkouts do not have it`] : []
  ];
  return `${lines.join("\n")}
`;
}
function closing({ path, before, after, removed, added, changed, dryRun }) {
  const holds = `${path} ${dryRun && changed ? "would hold" : "holds"} ${plural(after, "finding")}`;
  if (before === void 0) return holds;
  if (!changed) return `${holds}, as before`;
  const parts = [
    ...removed > 0 ? [`${removed} removed`] : [],
    ...added.length > 0 ? [`${added.length} added`] : []
  ];
  return parts.length === 0 ? `${holds}, and is written anew` : `${holds}: ${parts.join(", ")}`;
}

// src/app/baseline.ts
async function runBaseline(options) {
  const { workspace, folder, rewrite = false, dryRun = false } = options;
  const answer = await runCheck({ ...options, noBaseline: true });
  if (!answer.ok) return answer;
  const old = answer.policy.baseline;
  if (old === void 0 && !rewrite)
    return usage(
      `there is no ${BASELINE_PATH}: keelcheck baseline --rewrite records every finding in a new one`
    );
  const { held, counting, stale } = holdBack(answer.unfolded, old ?? []);
  const kept = baselineOf(rewrite ? answer.unfolded : held);
  const content = workspace.read(BASELINE_PATH);
  const before = content !== void 0 && "text" in content ? content.text : void 0;
  const after = baselineText(kept);
  const changed = before !== after;
  if (changed && !dryRun) {
    const executable = { before: false, after: false };
    const change = { path: BASELINE_PATH, ...before !== void 0 && { before }, after, executable };
    const written = writeChanges(folder, [change]);
    if (!written.ok) return written;
  }
  return {
    ok: true,
    before: old?.length,
    after: kept.length,
    removed: stale.length,
    added: rewrite ? counting.filter(isHoldable) : [],
    changed,
    ignored: workspace.ignored(BASELINE_PATH),
    remarks: answer.report.remarks,
    bugs: answer.bugs
  };
}

// src/app/cli/baseline-command.ts
async function baselineCommand(path, flags, { io, say }) {
  const { rewrite = false, dryRun = false } = flags;
  const folder = resolve(io.cwd, path);
  const answer = await withTree(
    { path, flags, io },
    (options) => runBaseline({ ...options, folder, rewrite, dryRun, today: today() })
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(baselineReportText({ ...answer, path: BASELINE_PATH, dryRun }, textStyle(flags, io)));
  await say(answer.bugs);
  return answer.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}
export {
  baselineCommand
};
