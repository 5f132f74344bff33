import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  compare,
  severities
} from "./chunk-65OJGU3O.js";
import {
  isIntroduced
} from "./chunk-URUJ55XU.js";

// src/report/order.ts
var SUBJECTS = [
  ["policy"],
  ["fact"],
  ["user"],
  ["process", "nginx", "apache"],
  ["ports"],
  ["files"],
  ["layout"],
  ["docs"]
];
function byWeight(a, b) {
  return bySubject(a, b) || compare(a.at.file.path, b.at.file.path) || (a.at.span?.start ?? -1) - (b.at.span?.start ?? -1) || compare(a.rule, b.rule) || compare(a.key, b.key);
}
function bySubject(a, b) {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || Number(isIntroduced(b)) - Number(isIntroduced(a)) || subjectOf(a) - subjectOf(b);
}
function isOfDocumentation({ rule }) {
  return rule.startsWith("docs/");
}
function subjectOf({ rule, severity }) {
  const group = rule.split("/")[0] ?? "";
  const known = SUBJECTS.findIndex((groups) => groups.includes(group));
  return known < 0 || group === "fact" && severity === "notice" ? SUBJECTS.length : known;
}

// src/report/rule-counts.ts
function ruleCounts(findings) {
  const rules = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`;
    const same = rules.get(key);
    if (same === void 0) rules.set(key, [finding]);
    else same.push(finding);
  }
  const groups = [...rules.values()].flatMap((all) => all[0] === void 0 ? [] : [{ first: all[0], all }]);
  return groups.sort((a, b) => bySubject(a.first, b.first) || b.all.length - a.all.length).map(({ first, all }) => ({
    rule: first.rule,
    severity: first.severity,
    findings: all.length,
    images: new Set(all.flatMap(({ images }) => images)).size,
    fixable: all.filter(({ fix }) => fix !== void 0).length
  }));
}

// src/report/text/rules.ts
var MANY = 20;
function ruleLines(findings, style) {
  return findings.length < MANY ? [] : [...ruleTable(findings, style), ""];
}
function ruleTable(findings, { colors }) {
  const rows = ruleCounts(findings).map(({ rule, severity, ...counts }) => ({
    severity,
    cells: [String(counts.findings), String(counts.images), String(counts.fixable)],
    rule
  }));
  const heads = ["findings", "images", "fixable"];
  const line = (cells) => cells.map((cell, column) => cell.padStart(heads[column]?.length ?? 0)).join("  ");
  return [
    colors.faint(`${line(heads)}  ${"severity".padEnd(8)}  rule`),
    ...rows.map(
      ({ severity, cells, rule }) => `${line(cells)}  ${colors[severity](severity.padEnd(8))}  ${rule}`
    )
  ];
}

export {
  byWeight,
  bySubject,
  isOfDocumentation,
  ruleCounts,
  ruleLines,
  ruleTable
};
