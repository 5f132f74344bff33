import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../.github/scripts/repo.ts";
import { type CheckAnswer, runCheck } from "../../src/app/check.ts";
import type { ImageFacts, ServerJson, UnknownJson, UserJson } from "../../src/facts.ts";
import { rules } from "../../src/rules/index.ts";
import { positionAt } from "../../src/source.ts";
import { diskWorkspace } from "../../src/workspace/disk.ts";

// Trees in the manner of public repos. What is expected of each was written down from what nginx, Apache and Docker do
// with it, beside the tree: `<name>/` and `<name>.expected.json`.
const REPOS = join(ROOT, "__tests__/repos");
const ABOUT_WHAT_RUNS = ["user", "nginx", "apache", "ports", "files"];

interface Expected {
  readonly about: string;
  /** Nothing is wrong with what its images run as, listen on and load. */
  readonly healthy: boolean;
  /** `path:line severity rule`. */
  readonly findings: readonly string[];
  readonly inspect: readonly string[];
}

const names = readdirSync(REPOS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test("there are trees of every kind", () => {
  expect(names.length).toBeGreaterThanOrEqual(12);
});

describe.each(names)("%s", (name) => {
  const expected = JSON.parse(readFileSync(join(REPOS, `${name}.expected.json`), "utf8")) as Expected;
  const answer = checked(name);

  test("runs as, listens on and loads what the real software would", async () => {
    const { report } = await answer;
    expect(report.images.flatMap(linesOf).sort()).toEqual([...expected.inspect].sort());
  });

  test("is told what is wrong with it, and nothing else", async () => {
    expect(said(await answer).sort()).toEqual([...expected.findings].sort());
  });

  if (!expected.healthy) return;

  test("has no finding about what runs, since it is healthy", async () => {
    const { report } = await answer;
    const wrong = report.findings.filter(({ rule }) => ABOUT_WHAT_RUNS.includes(rule.split("/")[0] ?? ""));
    expect(wrong.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  });

  test("passes", async () => {
    expect((await answer).exitCode).toBe(0);
  });
});

async function checked(name: string): Promise<CheckAnswer> {
  const answer = await runCheck({ workspace: diskWorkspace(join(REPOS, name)), rules });
  if (!answer.ok) throw new Error(`${name} could not be checked: ${JSON.stringify(answer.failure)}`);
  expect(answer.failures).toEqual([]);
  return answer;
}

function said({ report }: CheckAnswer): string[] {
  return report.findings.map(({ at, rule, severity }) => {
    const line = at.span === undefined ? "" : `:${positionAt(at.file, at.span.start).line}`;
    return `${at.file.path}${line} ${severity} ${rule}`;
  });
}

/** A short extract of `inspect`: who each image runs as, by itself and as a service, and what its servers do. */
function linesOf({ name, containerUser, servers, runs }: ImageFacts): string[] {
  return [
    `${name}: ${userOf(containerUser)}`,
    ...servers.map((server) => `${name} ${serverLine(server)}`),
    ...runs.flatMap((run) => [
      `${name} as ${run.service}: ${userOf(run.containerUser)}`,
      ...run.servers.map((server) => `${name} as ${run.service} ${serverLine(server)}`),
    ]),
  ];
}

function serverLine({
  kind,
  starts,
  master,
  workers,
  listeners,
  listenersComplete,
  files,
}: ServerJson): string {
  const start = starts === true ? "starts" : starts === false ? "does not start" : "may start";
  const addresses = listeners.map(({ address, port }) =>
    address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`,
  );
  const heard = [...addresses, ...(listenersComplete === false ? ["and more listeners"] : [])].join(" ");
  return `${kind}: ${start}, master ${userOf(master)}, workers ${userOf(workers)}, ${heard}, loads ${files.join(" ")}`;
}

function userOf(user: UserJson | UnknownJson): string {
  return user.known ? (user.name ?? String(user.uid)) : "cannot tell";
}
