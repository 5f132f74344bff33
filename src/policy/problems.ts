/** What the schema refuses, in words and at its place in the file. */

import { didYouMean, nearest, ownValue } from "../names.ts";
import type { YamlNode } from "../parsers/yaml/parse.ts";
import { entriesOf, entryOf } from "../parsers/yaml/parse.ts";
import type { Place, SourceFile, Span } from "../source.ts";
import type * as z from "./zod.ts";

/** Something that is wrong in the policy file; the check cannot run with it. */
export interface PolicyProblem {
  readonly at: Place;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** One problem for each thing that the schema refuses. */
export function schemaProblems(
  file: SourceFile,
  root: YamlNode,
  issues: readonly Issue[],
): readonly PolicyProblem[] {
  return issues.flatMap((issue) => readIssue({ file, root }, issue, issue.path));
}

/** The policy as it is written. */
interface Written {
  readonly file: SourceFile;
  readonly root: YamlNode;
}

function readIssue(policy: Written, issue: Issue, path: Path): readonly PolicyProblem[] {
  const { file, root } = policy;
  if (issue.code === "invalid_union") {
    const branch = likelyBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => readIssue(policy, inner, [...path, ...inner.path]));
  }
  if (issue.code === "unrecognized_keys") {
    // schema.ts writes one line for each key.
    const lines = issue.message.split("\n");
    const map = nodeAt(root, path);
    return issue.keys.map((key, index) => {
      const span = entryOf(map, key)?.key.span ?? firstLine(file, map ?? root);
      return { at: { file, span }, message: lines[index] ?? issue.message };
    });
  }
  if (issue.code === "invalid_key") {
    const key = String(path.at(-1));
    const span = entryOf(nodeAt(root, path.slice(0, -1)), key)?.key.span ?? firstLine(file, root);
    const wanted = issue.issues[0]?.message ?? issue.message;
    return [
      {
        at: { file, span },
        message: `each key of ${nameOf(path.slice(0, -1))} must be ${wanted}, not "${key}"`,
      },
    ];
  }
  return [valueProblem(policy, issue, path)];
}

/** Of the shapes that a value may have, the one that was meant: where something inside is wrong, not the value as a whole. */
function likelyBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys"),
  );
}

function valueProblem({ file, root }: Written, issue: Issue, path: Path): PolicyProblem {
  const node = nodeAt(root, path);
  if (node === undefined) {
    const parent = nodeAt(root, path.slice(0, -1)) ?? root;
    const message = `"${String(path.at(-1))}" is missing here: it must be ${issue.message}`;
    return { at: { file, span: firstLine(file, parent) }, message };
  }
  const wanted = `${nameOf(path)} must be ${issue.message}`;
  const span = firstLine(file, node);
  if (node.kind !== "scalar") return { at: { file, span }, message: `${wanted}, not a ${node.kind}` };
  if (node.value === null) return { at: { file, span }, message: `${wanted}, but it is empty` };
  const shown = typeof node.value === "string" ? `"${node.value}"` : node.text;
  const allowed = allowedValues(issue);
  const same = ownValue(SAME, node.text.toLowerCase());
  const near = same !== undefined && allowed.includes(same) ? same : nearest(node.text, allowed);
  return { at: { file, span }, message: `${wanted}, not ${shown}${didYouMean(near)}` };
}

// What people write for it elsewhere. In YAML 1.1 these were truth values.
const SAME: Readonly<Record<string, string>> = {
  k8s: "kubernetes",
  on: "true",
  yes: "true",
  off: "false",
  no: "false",
};

function allowedValues(issue: Issue): readonly string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  if (issue.code === "invalid_union") return issue.errors.flatMap((branch) => branch.flatMap(allowedValues));
  if (issue.code === "invalid_type" && issue.expected === "boolean") return ["true", "false"];
  return [];
}

/** The last key of a path; an item of a list is named by its list. */
function nameOf(path: Path): string {
  const key = path.findLast((part) => typeof part === "string");
  return key === undefined ? "the policy" : String(key);
}

function nodeAt(root: YamlNode, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const part of path) {
    if (node?.kind === "list" && typeof part === "number") node = node.items[part];
    else if (node?.kind === "map") node = entryOf(node, String(part))?.value;
    else return undefined;
  }
  return node;
}

/** A map is blamed at its first key, a long text at its first line. */
function firstLine(file: SourceFile, node: YamlNode): Span {
  const span = entriesOf(node)[0]?.key.span ?? node.span;
  const end = file.text.slice(span.start, span.end).search(/[\r\n]/);
  return end < 0 ? span : { start: span.start, end: span.start + end };
}
