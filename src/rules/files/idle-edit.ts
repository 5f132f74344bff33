import { idleEdits } from "../../model/layout/idle-edits.ts";
import type { Rule } from "../../rule.ts";

// Which texts are known whole: docs/rules/files/idle-edit.md.
export const idleEdit: Rule = {
  id: "files/idle-edit",
  summary: "A sed of the build changes the file that it edits",
  severity: "warning",
  scope: "run",

  *check({ image, service }) {
    if (service !== undefined) return;
    for (const { at, files } of idleEdits(image)) {
      const [first, ...more] = files.map(({ path }) => path);
      const others = more.length === 0 ? "" : ` and ${more.length} more`;
      yield {
        key: `idle ${first}`,
        at,
        message: `this sed changes nothing in ${first}${others}`,
        help: "correct the pattern, or remove the command",
        related: files
          .slice(0, 1)
          .flatMap(({ path, content }) =>
            content.known ? [{ at: content.value.place(), note: `${path} comes from here` }] : [],
          ),
      };
    }
  },
};
