import { parseYaml, plainData } from "../parsers/yaml/parse.ts";
import { sourceFile } from "../source.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The team's markdownlint configuration as plain data, and what of it is not followed. */
export interface LintConfiguration {
  readonly lint?: Readonly<Record<string, unknown>>;
  readonly remarks: readonly string[];
}

/** Where a repo keeps its markdownlint configuration, in markdownlint's own order; the forms that are code (`.cjs`, `.mjs`) are never read. */
export const MARKDOWNLINT_PATHS = [
  ".markdownlint.jsonc",
  ".markdownlint.json",
  ".markdownlint.yaml",
  ".markdownlint.yml",
];

/** Reads the first of the team's markdownlint configurations at the root; nothing it names is loaded. */
export function readLintConfiguration(workspace: Workspace): LintConfiguration {
  for (const path of MARKDOWNLINT_PATHS) {
    const content = workspace.read(path);
    if (content === undefined) continue;
    if ("unreadable" in content) return refused(path, content.unreadable);
    const text = /\.jsonc?$/.test(path) ? withoutComments(content.text) : content.text;
    return readConfiguration(path, text);
  }
  return { remarks: [] };
}

function readConfiguration(path: string, text: string): LintConfiguration {
  // JSON is YAML as well, the trailing commas of JSONC included.
  const { root, problems } = parseYaml(sourceFile(path, text));
  const [problem] = problems;
  if (problem !== undefined) return refused(path, problem.message);
  if (root?.kind !== "map") return refused(path, "it is not a map of rules");
  // A map's plain data is a record.
  const { extends: extended, ...lint } = plainData(root) as Readonly<Record<string, unknown>>;
  if (extended === undefined) return { lint, remarks: [] };
  return {
    lint,
    remarks: [`${path}: only its own rules apply; the configuration that it extends is not read`],
  };
}

function refused(path: string, why: string): LintConfiguration {
  return { remarks: [`${path} is ignored, and the default Markdown rules apply: ${why}`] };
}

/** JSONC without its comments; strings stay, and so do the line ends. */
function withoutComments(text: string): string {
  return text.replace(
    /("(?:[^"\\\n]|\\.)*")|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g,
    (_all, string: string | undefined) => string ?? " ",
  );
}
