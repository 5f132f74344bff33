import { rewritten } from "../../edits/cells.ts";
import type { Fix } from "../../finding.ts";
import { describedAbove, readmesInUse } from "../../model/readme-checks/in-use.ts";
import { type WrongValue, wrongValues } from "../../model/readme-checks/wrong-values.ts";
import type { Rule } from "../../rule.ts";
import { textOf } from "../../source.ts";

export const wrongValue: Rule = {
  id: "docs/wrong-value",
  summary: "The README gives the values that the image's variables have",
  severity: "error",
  scope: "folder",

  *check(folder, { fleet }) {
    for (const use of [...readmesInUse(folder, fleet), ...describedAbove(folder, fleet)]) {
      for (const wrong of wrongValues(use)) {
        const { name, documented, documentedAt, actual, actualAt } = wrong;
        yield {
          key: `variable ${name}`,
          at: documentedAt,
          message: `${name} is ${shown(actual)} in the image, not ${shown(documented)}`,
          help: "write the image's value here, or set the intended one in the image",
          related: [{ at: actualAt, note: `${name} is set to ${shown(actual)} here` }],
          fix: fixOf(wrong),
        };
      }
    }
  },
};

function shown(value: string): string {
  return value === "" ? "empty" : value;
}

// Which of the two is meant only a person can say, so it is never applied unasked.
function fixOf({ documented, documentedAt, actual, name }: WrongValue): Fix | undefined {
  const { file, span } = documentedAt;
  if (!span || textOf(file, span) !== documented || actual === "" || /[`|\r\n]/.test(actual))
    return undefined;
  const edits = [rewritten(documentedAt, actual)];
  return { title: `write the image's value of ${name}`, safe: false, edits };
}
