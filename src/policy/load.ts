/** `.github/keelcheck.yml`: text in, policy out. */
import type { YamlFile, YamlMap, YamlNode } from "../parsers/yaml/parse.ts";
import { entriesOf, get, parseYaml, plainData } from "../parsers/yaml/parse.ts";
import type { SourceFile } from "../source.ts";
import { defaultPolicy } from "./defaults.ts";
import type { Policy } from "./policy.ts";
import type { PolicyProblem } from "./problems.ts";
import { schemaProblems } from "./problems.ts";
import { readPolicy, waiverNodes } from "./read.ts";
import { rulePatterns, unknownRule } from "./rule-names.ts";
import { policySchema } from "./schema.ts";

/** The policy, and what is wrong in its file; a key with a problem has its default in the policy. */
export interface LoadedPolicy {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
}

/** Reads the policy file; without one the defaults hold. */
export function loadPolicy(
  file: SourceFile | undefined,
  knownRules: readonly { readonly id: string; readonly off?: true }[],
): LoadedPolicy {
  if (file === undefined) return { policy: defaultPolicy, problems: [] };
  const yaml = parseYaml(file);
  // What stands behind a syntax error is not what was meant: it is not judged.
  if (yaml.problems.length > 0) {
    const problems = yaml.problems.map(({ message, span }) => ({ at: { file, span }, message }));
    return { policy: { ...defaultPolicy, file: file.path }, problems };
  }
  const problems: PolicyProblem[] = [];
  const [, second] = yaml.documents;
  if (second !== undefined) {
    const span = entriesOf(second)[0]?.key.span ?? second.span;
    problems.push({ at: { file, span }, message: "a policy is one document, this is a second one" });
  }
  const root = rootOf(yaml);
  if (root.kind !== "map") {
    return { policy: { ...defaultPolicy, file: file.path }, problems: [...problems, ...refused(file, root)] };
  }
  problems.push(
    ...refused(file, root),
    ...ruleProblems(
      file,
      root,
      knownRules.map((rule) => rule.id),
    ),
  );
  const valid = withoutRefused(file, root);
  const data = policySchema().safeParse(plainData(valid)).data ?? {};
  const sorted = problems.sort((a, b) => (a.at.span?.start ?? 0) - (b.at.span?.start ?? 0));
  return { policy: readPolicy(file, valid, data), problems: sorted };
}

// A file of comments only is a policy that says nothing.
function rootOf(yaml: YamlFile): YamlNode {
  const nothing: YamlMap = { kind: "map", entries: [], span: { start: 0, end: 0 } };
  const { root } = yaml;
  return root === undefined || (root.kind === "scalar" && root.value === null) ? nothing : root;
}

function refused(file: SourceFile, root: YamlNode): readonly PolicyProblem[] {
  return schemaProblems(file, root, policySchema().safeParse(plainData(root)).error?.issues ?? []);
}

function withoutRefused(file: SourceFile, root: YamlMap): YamlMap {
  const entries = root.entries.filter((entry) => refused(file, { ...root, entries: [entry] }).length === 0);
  return { ...root, entries };
}

/** Rule ids that do not exist, in `rules` and in waivers. */
function ruleProblems(file: SourceFile, root: YamlNode, ids: readonly string[]): readonly PolicyProblem[] {
  const patterns = rulePatterns(ids);
  const named = entriesOf(get(root, "rules")).map(({ key }) => key);
  for (const waiver of waiverNodes(root)) {
    const rule = get(waiver, "rule");
    if (rule?.kind === "scalar" && typeof rule.value === "string")
      named.push({ text: rule.value, span: rule.span });
  }
  return named
    .filter(({ text }) => !patterns.includes(text))
    .map(({ text, span }) => ({ at: { file, span }, message: unknownRule(text, patterns) }));
}
