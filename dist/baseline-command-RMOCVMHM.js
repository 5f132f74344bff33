import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  writeChanges
} from "./chunk-PSSV4ZC5.js";
import {
  namedTree
} from "./chunk-AQW3A3WD.js";
import {
  failed,
  textStyle,
  today,
  withTree
} from "./chunk-HB4N4IIO.js";
import "./chunk-DCVM5XD5.js";
import {
  ruleTable
} from "./chunk-VH4LYQRK.js";
import "./chunk-65OJGU3O.js";
import {
  baselineOf,
  holdBack,
  isHoldable,
  runCheck
} from "./chunk-SXQYR5JI.js";
import "./chunk-SY2YNAVI.js";
import {
  EXIT,
  plural,
  usage
} from "./chunk-URUJ55XU.js";
import "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-2QUYIJJI.js";
import {
  BASELINE_PATH,
  baselineText
} from "./chunk-P2NZQK6N.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import "./chunk-3H7WJ2PN.js";
import "./chunk-AB3U5TTC.js";
import "./chunk-FEFS7QVZ.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import "./chunk-M3MVB6O3.js";
import "./chunk-7VLJIIEK.js";
import "./chunk-IKB4C3XX.js";

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
  const { standing, counting, stale } = holdBack(answer.unfolded, old ?? []);
  const kept = rewrite ? baselineOf(answer.unfolded) : standing;
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
  const { folder } = namedTree(path, flags, io);
  const answer = await withTree(
    { folder, flags, io },
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
