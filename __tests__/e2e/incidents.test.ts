import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, readRepo } from "../../.github/scripts/repo.ts";
import { runCheck } from "../../src/app/check.ts";
import { rules } from "../../src/rules/index.ts";
import { positionAt } from "../../src/source.ts";
import { diskWorkspace } from "../../src/workspace/disk.ts";

// Public incidents, each as a small tree of our own before and after its fix: docs/incidents.md tells them.
const INCIDENTS = join(ROOT, "__tests__/incidents");
const TOLD = readRepo("docs/incidents.md");

interface Incident {
  readonly title: string;
  /** `owner/repo#number`, where it was reported. */
  readonly issue: string;
  /** The pull request or commit that fixed it: `owner/repo#number` or `owner/repo@sha`. */
  readonly fix: string;
  /** The line of the tree before the fix that the fix changed or removed. */
  readonly line: { readonly file: string; readonly line: number };
  /** The rule that accuses this line, then others that speak of the same mistake. */
  readonly rules: readonly [string, ...string[]];
}

interface Finding {
  readonly rule: string;
  readonly place: string;
  readonly message: string;
}

const names = readdirSync(INCIDENTS).sort();

test("there are ten", () => {
  expect(names).toHaveLength(10);
});

describe.each(names)("%s", (name) => {
  const incident = JSON.parse(readFileSync(join(INCIDENTS, name, "incident.json"), "utf8")) as Incident;
  const { file, line } = incident.line;
  const before = checked(name, "before");
  const after = checked(name, "after");

  test("is accused on the line that the fix changed", async () => {
    const accused = (await before).map(({ rule, place }) => `${place} ${rule}`);
    expect(accused).toContain(`${file}:${line} ${incident.rules[0]}`);
    expect(linesOf(name, "after", file)).not.toContain(linesOf(name, "before", file)[line - 1]);
  });

  test("is told nothing but its mistake", async () => {
    const said = new Set((await before).map(({ rule }) => rule));
    expect([...said].sort()).toEqual([...incident.rules].sort());
  });

  test("is silent after the fix", async () => {
    expect(await after).toEqual([]);
  });

  test("is told in the docs, in the words of the check", async () => {
    const messages = (await before).map(({ message }) => message);
    expect([`## ${name}\n`, ...messages].filter((text) => !TOLD.includes(text))).toEqual([]);
    expect([incident.issue, incident.fix].filter((reference) => !addressOf(reference).test(TOLD))).toEqual(
      [],
    );
  });
});

async function checked(name: string, state: "before" | "after"): Promise<readonly Finding[]> {
  const answer = await runCheck({ workspace: diskWorkspace(join(INCIDENTS, name, state)), rules });
  if (!answer.ok) throw new Error(`${name} could not be checked: ${JSON.stringify(answer.failure)}`);
  expect(answer.failures).toEqual([]);
  return answer.report.findings.map(({ at, rule, message }) => {
    const line = at.span === undefined ? "" : `:${positionAt(at.file, at.span.start).line}`;
    return { rule, place: `${at.file.path}${line}`, message };
  });
}

function linesOf(name: string, state: "before" | "after", file: string): readonly string[] {
  return readFileSync(join(INCIDENTS, name, state, file), "utf8").split("\n");
}

/** What leads to an issue, a pull request or a commit on GitHub. */
function addressOf(reference: string): RegExp {
  const [, repo = "", mark, id] = /^([\w.-]+\/[\w.-]+)(#|@)(\d+|[0-9a-f]{40})$/.exec(reference) ?? [];
  const kind = mark === "@" ? "commit" : "(issues|pull)";
  return new RegExp(`https://github\\.com/${repo}/${kind}/${id}\\b`);
}
