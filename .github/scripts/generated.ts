import { baselineSchemaText } from "../../src/policy/baseline/baseline.ts";
import { recordedSchemaText } from "../../src/policy/recorded.ts";
import { policySchemaText } from "../../src/policy/schema.ts";
import { basesSchemaText } from "../../src/report/json/bases.ts";
import { checkSchemaText } from "../../src/report/json/check-schema.ts";
import { inspectChangeSchemaText, inspectSchemaText } from "../../src/report/json/inspect-schema.ts";
import { actionInputs, actionOutputs } from "./generate-action-tables.ts";
import { commandHelp } from "./generate-command-help.ts";
import { demo } from "./generate-demo.ts";
import { policyTable } from "./generate-policy-table.ts";
import { ruleIndex, ruleTable } from "./generate-rules.ts";
import { fullWorkflow, workflow } from "./generate-workflow.ts";
import { readRepo } from "./repo.ts";
import { incidentPicture } from "./terminal-picture.ts";

/** A file that is written by `npm run generate`, whole or between two markers. */
export interface Generated {
  readonly path: string;
  readonly text: () => string | Promise<string>;
}

/** Everything that is generated; a new generator is one more line here. */
export const generated: readonly Generated[] = [
  { path: "src/rules/index.ts", text: ruleIndex },
  { path: "docs/rules/README.md", text: ruleTable },
  { path: "docs/keelcheck.schema.json", text: policySchemaText },
  { path: "docs/check-report.schema.json", text: checkSchemaText },
  { path: "docs/inspect.schema.json", text: inspectSchemaText },
  { path: "docs/inspect-change.schema.json", text: inspectChangeSchemaText },
  { path: "docs/bases.schema.json", text: basesSchemaText },
  { path: "docs/keelcheck-bases.schema.json", text: recordedSchemaText },
  { path: "docs/keelcheck-baseline.schema.json", text: baselineSchemaText },
  {
    path: "docs/configuration.md",
    text: () => between("docs/configuration.md", { keys: policyTable() }),
  },
  {
    path: "docs/commands.md",
    text: async () => between("docs/commands.md", { help: await commandHelp() }),
  },
  {
    path: "docs/action.md",
    text: () => between("docs/action.md", { inputs: actionInputs(), outputs: actionOutputs() }),
  },
  { path: "docs/keelcheck-workflow.yml", text: workflow },
  { path: "docs/keelcheck-workflow-full.yml", text: fullWorkflow },
  {
    path: "docs/github.md",
    text: () => between("docs/github.md", { "full-workflow": fenced("yaml", fullWorkflow()) }),
  },
  { path: "docs/incident.svg", text: incidentPicture },
  {
    path: "README.md",
    text: () => between("README.md", { demo: demo(), workflow: fenced("yaml", workflow()) }),
  },
];

/** The file with each block between `<!-- generated: name -->` and `<!-- end: name -->` replaced. */
function between(path: string, blocks: Readonly<Record<string, string>>): string {
  return Object.entries(blocks).reduce((text, [name, block]) => {
    const open = `<!-- generated: ${name} -->\n`;
    const close = `<!-- end: ${name} -->`;
    const start = text.indexOf(open);
    const end = text.indexOf(close, start);
    if (start < 0 || end < 0) throw new Error(`${path} has no block ${open.trim()} ... ${close}`);
    return `${text.slice(0, start + open.length)}\n${block.trimEnd()}\n\n${text.slice(end)}`;
  }, readRepo(path));
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
