import { expect, test } from "vitest";
import { checkAll, failureText } from "../../src/engine/check.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import type { Run } from "../../src/model/runs/types.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import type { Rule } from "../../src/rule.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

const INSTALL = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx apache2\n";

const workspace = memoryWorkspace({
  "deployment/images/both/Dockerfile": `${INSTALL}CMD service apache2 start && nginx -g "daemon off;"\n`,
  "deployment/images/front/Dockerfile": `${INSTALL}CMD ["nginx", "-g", "daemon off;"]\n`,
  "deployment/images/idle/Dockerfile": `${INSTALL}CMD ["sleep", "infinity"]\n`,
  "deployment/images/php/Dockerfile": `${INSTALL}CMD ["apache2ctl", "-D", "FOREGROUND"]\n`,
});
const fleet = readFleet({ workspace, policy: defaultPolicy, markdown: (readme) => parseMarkdown(readme) });

const head = { id: "a/a", summary: "", severity: "error" } as const;

/** What a rule of a scope is asked about, in order. */
function askedIn(scope: "nginx" | "apache" | "server"): readonly string[] {
  const asked: string[] = [];
  const check = ({ kind }: { readonly kind: string }, run: Run) => {
    asked.push(`${kind} of ${run.image.name}`);
    return [];
  };
  checkAll({ fleet, policy: defaultPolicy, rules: [{ ...head, scope, check }] });
  return asked;
}

test.each<[scope: "nginx" | "apache" | "server", asked: readonly string[]]>([
  ["nginx", ["nginx of both", "nginx of front"]],
  ["apache", ["apache of both", "apache of php"]],
  ["server", ["nginx of both", "apache of both", "nginx of front", "apache of php"]],
])("a rule of scope %s is asked about each such server that is started", (scope, asked) => {
  expect(askedIn(scope)).toEqual(asked);
});

test("what it says is of the image, and so is its failure", () => {
  const rule: Rule = {
    ...head,
    scope: "server",
    *check({ kind }, { image }) {
      if (image.name !== "both") return;
      if (kind === "nginx") throw new Error("no such thing");
      yield { key: kind, at: { file: image.file }, message: "x" };
    },
  };
  const { findings, failures } = checkAll({ fleet, policy: defaultPolicy, rules: [rule] });
  const own = findings.filter((finding) => finding.rule === "a/a");
  expect(own.map(({ key, images }) => [key, images])).toEqual([["apache", ["both"]]]);
  expect(failures.map(failureText)).toEqual([
    "Keelcheck failed while checking a/a, at deployment/images/both/Dockerfile (both): no such thing",
  ]);
});
