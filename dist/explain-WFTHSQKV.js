import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  failed,
  paint
} from "./chunk-HB4N4IIO.js";
import "./chunk-DCVM5XD5.js";
import "./chunk-SY2YNAVI.js";
import {
  EXIT,
  ownFile,
  pageAddress,
  usage
} from "./chunk-URUJ55XU.js";
import "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-2QUYIJJI.js";
import {
  rules
} from "./chunk-P2NZQK6N.js";
import "./chunk-W2ZOQYWS.js";
import "./chunk-3H7WJ2PN.js";
import "./chunk-FEFS7QVZ.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import {
  nearest
} from "./chunk-M3MVB6O3.js";
import "./chunk-7VLJIIEK.js";
import "./chunk-IKB4C3XX.js";

// src/app/explain.ts
import { readFileSync } from "node:fs";
function explain(rules2, wanted, colors) {
  if (wanted === void 0) return { ok: true, text: ruleList(rules2, colors) };
  const rule = ruleNamed(rules2, wanted);
  if (rule === void 0) return usage(noRule(rules2, wanted));
  return { ok: true, text: `${pageOf(rule, colors)}
${colors.faint(pageAddress(rule.id))}
` };
}
function ruleNamed(rules2, wanted) {
  const named = rules2.filter(({ id }) => id === wanted || id.endsWith(`/${wanted}`));
  return named.find(({ id }) => id === wanted) ?? (named.length === 1 ? named[0] : void 0);
}
function noRule(rules2, wanted) {
  const ids = rules2.map(({ id }) => id);
  const alike = ids.filter((id) => id.endsWith(`/${wanted}`));
  const near = nearest(wanted, ids) ?? nearest(wanted, new Set(ids.map((id) => id.slice(id.indexOf("/") + 1))));
  if (alike.length > 1) return `"${wanted}" may be ${alike.join(" or ")}`;
  return `there is no rule "${wanted}"${near === void 0 ? ": keelcheck explain lists all" : `: did you mean "${near}"?`}`;
}
function pageOf({ id, summary, severity }, colors) {
  const page = ownFile(`docs/rules/${id}.md`);
  if (page === void 0) return `${colors.title(id)} (${severity})

${summary}
`;
  return readFileSync(page, "utf8").replace(/^#{1,3} .*$/gm, (title) => colors.strong(title));
}
function ruleList(rules2, colors) {
  const width = Math.max(0, ...rules2.map(({ id }) => id.length));
  const lines = rules2.map(({ id, summary, severity, off }) => {
    const level = off === true ? colors.faint("off".padEnd(7)) : colors[severity](severity.padEnd(7));
    return `${colors.strong(id.padEnd(width))}  ${level}  ${summary}`;
  });
  return `${lines.join("\n")}
`;
}

// src/app/cli/explain.ts
function explainCommand(rule, flags, io) {
  const answer = explain(io.rules ?? rules, rule, paint(flags, io));
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(answer.text);
  return EXIT.ok;
}
export {
  explainCommand
};
