import type { Rule } from "../../src/rule.ts";
import { constantOf } from "./rule-files.ts";

const FENCE = "```";

/** The three files of a new rule, path to text. Its page and its test fail until they are written. */
export function ruleStubs(id: string): Readonly<Record<string, string>> {
  return {
    [`src/rules/${id}.ts`]: ruleFile(id),
    [`docs/rules/${id}.md`]: page(id),
    [`__tests__/rules/${id}.test.ts`]: testFile(id),
  };
}

/** It type-checks and finds nothing, so the stub's page and test fail. */
function ruleFile(id: string): string {
  return `import type { Rule } from "../../rule.ts";

export const ${constantOf(id)}: Rule = {
  id: "${id}",
  summary: "Say here what holds when the rule is silent",
  severity: "warning",
  scope: "${scopeOf(id)}",

  // Ask the model, yield a problem for each thing that is known to be wrong, and say nothing of what cannot be told.
  *check() {},
};
`;
}

/** A server's group is about that server where something starts it. */
function scopeOf(id: string): Rule["scope"] {
  const [group] = id.split("/");
  return group === "nginx" || group === "apache" ? group : "run";
}

function page(id: string): string {
  return `# ${id}

The summary of the rule, word for word.

## Why

What goes wrong in a running container when this does not hold.

## What to do

The change that mends it.

## Reported

${FENCE}dockerfile file=Dockerfile
FROM debian:12-slim
#> \`debian:12-slim\` the exact message, under the line, with the text that it marks
${FENCE}

## Accepted

An example that nearly fails, and why it is right.

${FENCE}dockerfile file=Dockerfile
FROM debian:12-slim
${FENCE}
`;
}

function testFile(id: string): string {
  const constant = constantOf(id);
  return `import { expect, test } from "vitest";
import { ${constant} } from "../../../src/rules/${id}.ts";
import { checkRule } from "../check-rule.ts";

const DOCKERFILE = "deployment/images/web/Dockerfile";

const cases: readonly (readonly [about: string, dockerfile: string, expected: readonly string[]])[] = [
  ["an odd case", "FROM debian:12-slim\\n", [\`\${DOCKERFILE}:1:6-20 the exact message\`]],
];

test.each(cases)("%s", (_about, dockerfile, expected) => {
  expect(checkRule(${constant}, { [DOCKERFILE]: dockerfile })).toEqual(expected);
});
`;
}
