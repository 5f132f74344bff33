import type { Fix } from "../../finding.ts";
import { imageReadmes } from "../../model/readme-checks/in-use.ts";
import type { MarkdownLint } from "../../parsers/markdown/parse.ts";
import type { Rule } from "../../rule.ts";
import type { SourceFile } from "../../source.ts";

export const markdown: Rule = {
  id: "docs/markdown",
  summary: "A README's Markdown renders as intended",
  severity: "warning",
  scope: "folder",

  *check(folder) {
    for (const { file, markdown: read } of imageReadmes(folder)) {
      for (const lint of read.lint) {
        yield {
          key: lint.rule,
          at: { file, span: lint.span },
          message: `${lint.rule}/${lint.name}: ${lint.message}`,
          fix: fixOf(file, lint),
        };
      }
    }
  },
};

function fixOf(file: SourceFile, { rule, name, fix }: MarkdownLint): Fix | undefined {
  if (!fix) return undefined;
  const edits = [{ replace: { file, span: fix.span }, text: fix.text }];
  return { title: `fix ${rule}/${name}`, safe: true, edits };
}
