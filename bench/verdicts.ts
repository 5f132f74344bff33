/**
 * Prints every finding of every tree that lies in the repo, a line each, so that two commits can be compared by `diff`:
 * `node bench/verdicts.ts [--words]`. Without `--words` a line is what a baseline, a waiver or a review knows a finding by.
 */
import { parseArgs } from "node:util";
import { subjectOf } from "../__tests__/fixes/planned.ts";
import { pageTrees, type Tree, treesOnDisk } from "../__tests__/fixes/trees.ts";
import { treeOf } from "../__tests__/lab/case.ts";
import { themes } from "../__tests__/lab/cases/index.ts";
import { identify } from "../src/engine/identity.ts";
import { positionAt } from "../src/source.ts";
import { memoryWorkspace } from "../src/workspace/memory.ts";

const { values } = parseArgs({ options: { words: { type: "boolean", default: false } } });

function labTrees(): readonly Tree[] {
  return themes.flatMap((theme) =>
    theme.cases.map((one) => ({
      name: `lab ${theme.name}: ${one.name}`,
      workspace: memoryWorkspace(treeOf(one)),
    })),
  );
}

for (const tree of [...treesOnDisk(), ...pageTrees(), ...labTrees()]) {
  for (const { finding, fingerprint } of identify(subjectOf(tree).findings)) {
    const { at, rule, severity, key, message, help = "", related = [] } = finding;
    const position = at.span === undefined ? { line: 0, column: 0 } : positionAt(at.file, at.span.start);
    const words = values.words ? [message, help, ...related.map(({ note }) => note)] : [];
    const place = `${at.file.path}:${position.line}:${position.column}`;
    console.log([tree.name, rule, place, severity, key, fingerprint, ...words].join("\t"));
  }
}
