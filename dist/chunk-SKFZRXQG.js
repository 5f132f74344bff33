import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  patchText
} from "./chunk-45DT3RJT.js";
import {
  logLine
} from "./chunk-5MUXDFFQ.js";
import {
  placeText,
  shown
} from "./chunk-SY2YNAVI.js";
import {
  plural
} from "./chunk-URUJ55XU.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import {
  rangeOf
} from "./chunk-7VLJIIEK.js";

// src/report/text/fix.ts
function fixText(report, colors) {
  const { plan, dryRun, remarks } = report;
  const parts = [
    remarks.map(safe),
    dryRun ? diffLines(plan.changes, colors) : fileLines(plan, colors),
    refusedLines(plan, colors),
    closingLines(report, colors)
  ];
  return `${parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function diffLines(changes, colors) {
  const lines = patchText(changes).split("\n").slice(0, -1);
  return lines.map((line) => paintOf(line, colors)(logLine(shown(line.replace(/[\t\r]+$/, "")))));
}
function paintOf(line, colors) {
  if (/^(diff |---|\+\+\+)/.test(line)) return colors.strong;
  if (line.startsWith("@@")) return colors.faint;
  if (line.startsWith("+")) return colors.good;
  return line.startsWith("-") ? colors.error : (text) => text;
}
function fileLines({ changes, applied, followed }, colors) {
  const told = [
    ...applied.map((finding) => ({ finding, note: "" })),
    ...followed.map((finding) => ({ finding, note: ", because of another fix" }))
  ].map((one) => ({ ...one, home: homeOf(one.finding, changes) }));
  return changes.flatMap((change) => {
    const lines = told.filter(({ home }) => home === change).map((one) => fixLine(one, change, colors));
    return [headOf(change, colors), ...counted(lines)];
  });
}
function counted(lines) {
  return [...new Set(lines)].map((line) => {
    const count = lines.filter((other) => other === line).length;
    return count > 1 ? `${line} (${count} findings)` : line;
  });
}
function homeOf({ at, fix }, changes) {
  const edited = (fix?.edits ?? []).map(pathOf);
  const paths = new Set(edited).size === 1 ? edited : [at.file.path, ...edited];
  const own = paths.flatMap(
    (path) => changes.find((change) => path === change.path || path === change.from) ?? []
  );
  return own[0] ?? changes.at(-1);
}
function pathOf(edit) {
  if ("replace" in edit) return edit.replace.file.path;
  if ("create" in edit) return edit.create;
  if ("rename" in edit) return edit.rename;
  return "remove" in edit ? edit.remove : edit.chmod;
}
function headOf({ path, from, before, after, executable }, colors) {
  const name = from === void 0 ? safe(path) : `${safe(from)} -> ${safe(path)}`;
  const what = [
    ...before === void 0 ? ["new"] : [],
    ...after === void 0 ? ["removed"] : [],
    ...executable.before === executable.after ? [] : [executable.after ? "executable" : "not executable"]
  ];
  return `${colors.strong(name)}${what.length > 0 ? ` (${what.join(", ")})` : ""}`;
}
function fixLine({ finding, note }, { path, from = path }, colors) {
  const { at, fix, rule } = finding;
  const { line, column } = rangeOf(at).start;
  const near = at.file.path === from || at.file.path === path;
  const where = near ? at.span === void 0 ? "" : `${line}:${column}  ` : `${placeText(at)}  `;
  return `  ${where}${safe(fix?.title ?? finding.message)}  ${colors.faint(`${rule}${note}`)}`;
}
function refusedLines({ refused }, colors) {
  if (refused.length === 0) return [];
  const lines = refused.flatMap(({ finding, why }) => [
    `  ${placeText(finding.at)}  ${safe(finding.fix?.title ?? finding.message)}  ${colors.faint(finding.rule)}`,
    `      ${safe(why)}`
  ]);
  return [
    colors.warning(
      refused.length === 1 ? "1 fix was not applied" : `${refused.length} fixes were not applied`
    ),
    ...lines
  ];
}
function closingLines({ plan, dryRun, unsafe }, colors) {
  const { applied, changes, remaining } = plan;
  const left = unsafe ? 0 : remaining.filter(({ fix }) => fix?.safe === false).length;
  const without = remaining.filter(({ fix }) => fix === void 0).length;
  const done = `${plural(applied.length, "finding")} ${dryRun ? "would be " : ""}fixed in ${plural(changes.length, "file")}`;
  return [
    applied.length > 0 ? colors.good(done) : left + plan.refused.length > 0 ? "no fix was applied" : "nothing to fix",
    ...left > 0 ? [unsafeLine(left)] : [],
    ...without > 0 ? [withoutLine(without)] : []
  ];
}
function unsafeLine(count) {
  if (count === 1) return "1 unsafe fix was skipped: keelcheck fix --unsafe --dry-run shows it";
  return `${count} unsafe fixes were skipped: keelcheck fix --unsafe --dry-run shows them`;
}
function withoutLine(count) {
  if (count === 1) return "1 finding has no fix: keelcheck check shows it";
  return `${count} findings have no fix: keelcheck check shows them`;
}

export {
  fixText,
  diffLines
};
