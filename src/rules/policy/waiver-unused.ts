import { type Unused, whyUnused } from "../../model/waivers/unused.ts";
import type { Rule } from "../../rule.ts";

const WHY: Readonly<Record<Exclude<Unused, "cannot tell">, string>> = {
  "nothing found": "no such finding is there",
  "no such file": "no file of the repo has this path",
  "no line": "nothing follows it",
};

export const waiverUnused: Rule = {
  id: "policy/waiver-unused",
  summary: "Every waiver waives something",
  severity: "warning",
  scope: "waiver",

  *check({ waiver, waived, refused }, { fleet }) {
    if (refused !== undefined || waived.length > 0) return;
    const why = whyUnused(waiver, fleet);
    if (why === "cannot tell") return;
    const { rule, at, removal } = waiver;
    yield {
      key: `unused ${rule}`,
      at,
      message: `this waiver for ${rule} waives nothing: ${WHY[why]}`,
      help: "remove it, or it will hide the next mistake of this kind",
      fix: removal && {
        title: `remove the waiver for ${rule}`,
        safe: true,
        edits: [{ replace: { file: at.file, span: removal }, text: "" }],
      },
    };
  },
};
