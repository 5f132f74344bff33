import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  countByNovelty,
  countFindings,
  countText,
  plural,
  total
} from "./chunk-URUJ55XU.js";

// src/report/words.ts
var severities = ["error", "warning", "notice"];
function sum(findings) {
  const parts = countText(countFindings(findings));
  return parts.length === 0 ? "no findings" : joined(parts);
}
function changeSum(report) {
  if (report.comparison === void 0) return sum(report.findings);
  const { introduced, existing, fixed } = countByNovelty(report);
  const words = countText(introduced);
  const count = total(existing) === 1 ? "counts" : "count";
  const counted = report.comparison.scope === "all" ? ` that ${count} as well` : "";
  return [
    words.length === 0 ? "nothing wrong introduced" : `${joined(words)} introduced`,
    ...total(existing) === 0 ? [] : [`${plural(total(existing), "existing finding")}${counted}`],
    ...total(fixed) === 0 ? [] : [`${total(fixed)} fixed`]
  ].join(", ");
}
function joined(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
function some(names, atMost) {
  const rest = names.length - atMost;
  return rest <= 0 ? joined(names) : `${names.slice(0, atMost).join(", ")} and ${rest} more`;
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function heldText(held) {
  return `${plural(held.length, "finding")} held by the baseline`;
}

export {
  severities,
  sum,
  changeSum,
  joined,
  some,
  compare,
  heldText
};
