import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  composed,
  movedPaths
} from "./chunk-45DT3RJT.js";
import {
  BASELINE_PATH,
  baselineText,
  loadBaseline,
  movedEntries
} from "./chunk-P2NZQK6N.js";
import {
  sourceFile
} from "./chunk-7VLJIIEK.js";

// src/app/baseline-moved.ts
function withMovedBaseline(plan, workspace) {
  const { after } = movedPaths(plan.changes);
  const change = baselineChange(plan.changes, workspace, { pathAfter: after, nameAfter: () => void 0 });
  return change === void 0 ? plan : { ...plan, changes: composed(plan.changes, [change]) };
}
function baselineChange(changes, workspace, moves) {
  const content = workspace.read(BASELINE_PATH);
  const standing = content !== void 0 && "text" in content ? content.text : void 0;
  const before = changes.find(({ path }) => path === BASELINE_PATH)?.after ?? standing;
  if (before === void 0) return void 0;
  const { entries, problems } = loadBaseline(sourceFile(BASELINE_PATH, before));
  if (problems.length > 0) return void 0;
  const moved = movedEntries(entries, moves);
  const same = JSON.stringify(moved) === JSON.stringify(entries);
  if (same) return void 0;
  const executable = { before: false, after: false };
  return { path: BASELINE_PATH, before, after: baselineText(moved), executable };
}

export {
  withMovedBaseline,
  baselineChange
};
