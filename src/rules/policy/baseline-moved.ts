import { textFile } from "../../model/change/policy-reach.ts";
import { BASELINE_PATH, baselineText } from "../../policy/baseline/baseline.ts";
import type { Rule } from "../../rule.ts";
import { newsOfBaseline } from "../baseline-news.ts";

export const baselineMoved: Rule = {
  id: "policy/baseline-moved",
  summary: "A change that renames what the baseline names renames it there too",
  severity: "error",
  scope: "change",

  *check(change) {
    const file = textFile(change.head.fleet, BASELINE_PATH);
    const { rewritten } = newsOfBaseline(change);
    const [first] = rewritten?.outdated ?? [];
    if (file === undefined || rewritten === undefined || first === undefined) return;
    const count = rewritten.outdated.length;
    const entries = count === 1 ? "1 entry of the baseline uses" : `${count} entries of the baseline use`;
    yield {
      key: "moved",
      at: first.at,
      message: `${entries} names that this change replaces: ${oldName(first, change.headPathOf)}`,
      help: "run keelcheck fix --since with the base's branch: from the merge on these findings would count",
      fix: {
        title: "rename what the baseline names",
        safe: true,
        edits: [
          {
            replace: { file, span: { start: 0, end: file.text.length } },
            text: baselineText(rewritten.entries),
          },
        ],
      },
    };
  },
};

function oldName(
  { file, images = [] }: { readonly file: string; readonly images?: readonly string[] },
  headPathOf: (path: string) => string | undefined,
): string {
  const after = headPathOf(file);
  return after === undefined || after === file ? `image ${images.join(", ")}` : `${file} is now ${after}`;
}
