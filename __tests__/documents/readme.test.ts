import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { rules } from "../../src/rules/index.ts";
import { sourceFile } from "../../src/source.ts";
import { type Overlaid, overlayWorkspace } from "../../src/workspace/overlay.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { everyOf } from "../amount.ts";
import { treesOnDisk } from "../fixes/trees.ts";
import { POLICY_PATH } from "../rules/check-rule.ts";

const docsRules = rules.filter(({ id }) => id.startsWith("docs/"));

function docsFindings(workspace: Workspace) {
  const content = workspace.read(POLICY_PATH);
  const file = content && "text" in content ? sourceFile(POLICY_PATH, content.text) : undefined;
  const { policy } = loadPolicy(file, rules);
  const fleet = readFleet({ workspace, policy, markdown: (readme) => parseMarkdown(readme) });
  return check({ fleet, policy, rules: docsRules });
}

function over(workspace: Workspace, files: Readonly<Record<string, Overlaid>>): Workspace {
  return overlayWorkspace(workspace, new Map(Object.entries(files)));
}

// A line of a table cannot be broken.
const ALL_OF_MARKDOWNLINT = { lint: { default: true, MD013: { tables: false } } };

test.each(everyOf(4, treesOnDisk()))("READMEs that are written for $name leave nothing to say", ({
  workspace,
}) => {
  const readmes = workspace.list().filter(({ path }) => /(^|\/)readme[^/]*$/i.test(path));
  const bare = over(workspace, Object.fromEntries(readmes.map(({ path }) => [path, null])));
  const missing = docsFindings(bare);
  expect(missing.filter(({ rule, fix }) => rule !== "docs/readme-missing" || fix === undefined)).toEqual([]);
  const written = missing.flatMap(({ fix }) => fix?.edits ?? []);
  const files = written.flatMap((edit) => ("create" in edit ? [[edit.create, edit.text] as const] : []));
  const laid = files.map(([path, text]) => [path, { content: { text }, kind: "file" } as const] as const);
  // What things are for only a person knows.
  const left = docsFindings(over(bare, Object.fromEntries(laid))).filter(({ asks }) => asks === undefined);
  expect(left.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  const said = files.flatMap(
    ([path, text]) => parseMarkdown(sourceFile(path, text), ALL_OF_MARKDOWNLINT).lint,
  );
  expect(said).toEqual([]);
});
