import { givenFolderFix } from "../../edits/root-runs.ts";
import { unwritableTemplates } from "../../model/nginx-start/template-unwritable.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// What the entrypoint does then: docs/rules/nginx/template-unwritable.md.
export const templateUnwritable: Rule = {
  id: "nginx/template-unwritable",
  summary: "The official entrypoint can write what it renders",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, around) {
    const { entrypointEnds: ends } = nginx;
    if (ends !== undefined) {
      const { key, at, message, related } = ends;
      const help = "give the file or folder to the user that the container runs as";
      yield { key, at, message, help, related, fix: undefined };
    }
    for (const { at, output, who, owner, why, template, related } of unwritableTemplates(run, around)) {
      yield {
        key: `templates ${output}`,
        at,
        message: `${who} cannot write ${output}, so ${template} is not rendered and nginx starts without it: ${why}`,
        help: `add RUN chown -R ${owner} ${output}, or use the unprivileged image`,
        related,
        fix: finishFix(givenFolderFix(run, output, owner), run, around),
      };
    }
  },
};
