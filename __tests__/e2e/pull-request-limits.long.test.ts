import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Files } from "../checkouts/upstream.ts";
import { usePullRequests } from "./pull-request.ts";
import { image, logOf, nginxConf, seenAt, tree } from "./pull-request-seen.ts";
import type { StepDone } from "./pull-request-step.ts";

const { open } = usePullRequests();

const inputs = { suggestions: "true", "check-run": "true", sarif: "out/keelcheck.sarif" };

/** So many images whose nginx runs as root, each one error on the first line of its configuration. */
function wrong(count: number): Files {
  const names = Array.from({ length: count }, (_, index) => `shop-${String(index).padStart(3, "0")}`);
  return Object.assign({}, ...names.map((name) => image(name, "root")));
}

interface Sarif {
  readonly runs: readonly [
    { readonly results: readonly { readonly locations: readonly [Located]; readonly ruleId: string }[] },
  ];
}

interface Located {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
}

function sarifOf({ outputs }: StepDone): readonly string[] {
  // Its shape is tested beside its schema.
  const { runs } = JSON.parse(readFileSync(outputs["sarif"] ?? "", "utf8")) as Sarif;
  return runs[0].results.map(
    ({ ruleId, locations: [at] }) => `${at.physicalLocation.artifactLocation.uri} ${ruleId}`,
  );
}

test.concurrent("of 200 findings none is lost: annotations, check run, suggestions, summary, SARIF and report", async () => {
  const paths = Object.keys(wrong(200)).filter((path) => path.endsWith("nginx.conf"));
  const { github, run } = await open({ base: tree, head: [wrong(200)] });
  const step = await run({ inputs });
  const all = paths.map((path) => `${path} nginx/user-root`).sort();
  expect([step.exitCode, step.outputs["introduced"], step.outputs["errors"]]).toEqual([1, "200", "200"]);

  // The runner shows ten of a level and drops the rest without a word: one slot is for the step's own failure.
  expect(step.dropped).toEqual({ error: 0, warning: 0, notice: 0 });
  const seen = seenAt(step);
  expect(seen).toEqual(paths.slice(0, seen.length).map((path) => `${path}:1 error nginx/user-root`));
  expect(seen.length).toBeGreaterThan(7);
  const said = step.annotations.filter(({ path }) => path === undefined).map(({ message }) => message);
  expect(said.join("\n")).toMatch(new RegExp(`${200 - seen.length} more|200 errors`));

  const [checkRun, ...others] = github.state.checkRuns;
  expect(others).toEqual([]);
  expect(checkRun?.annotations.map(({ path, title }) => `${path} ${title}`).sort()).toEqual(all);
  expect(github.requests.filter(({ operation }) => operation === "checks/update")).toHaveLength(3);

  expect(github.state.reviews).toHaveLength(1);
  expect(github.state.comments).toHaveLength(30);
  expect(logOf(step)).toMatch(/170 suggestions not posted/);

  expect([...sarifOf(step)].sort()).toEqual(all);
  // The report's shape is tested beside its schema.
  const report = JSON.parse(readFileSync(step.outputs["report"] ?? "", "utf8")) as {
    readonly findings: readonly unknown[];
  };
  expect(report.findings).toHaveLength(200);
  expect(step.summary).toContain("200 errors");
  expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024);
  for (const path of paths) expect(step.summary).toContain(path.split("/")[2] ?? "");
  expect(github.requests.flatMap(({ wrong: why }) => why)).toEqual([]);
});

test.concurrent("suggestions that are cut off, refused or repeated are posted by the following runs", async () => {
  const { github, run } = await open({ base: tree, head: [wrong(40)] });
  await run({ inputs });
  expect(github.state.comments).toHaveLength(30);
  await run({ inputs });
  const places = github.state.comments.map(({ path, line }) => `${path}:${line}`);
  expect(new Set(places).size).toBe(places.length);
  expect(places).toHaveLength(40);
});

test.concurrent("names and texts that the runner or the page would obey are shown and do nothing", async () => {
  const name = "a\n::error::forged by name @team.conf";
  const odd = `deployment/images/web/${name}`;
  const conf = nginxConf("root").replace(
    "events",
    "# ##[error]forged by a comment\n::error::forged by a line;\nevents",
  );
  const dockerfile = `FROM nginx:1.27\nCOPY [${JSON.stringify(name)}, "/etc/nginx/nginx.conf"]\n`;
  const { github, run } = await open({
    base: tree,
    head: [{ "deployment/images/web/Dockerfile": dockerfile, [odd]: conf }],
  });
  const step = await run({ inputs });
  expect([step.exitCode, step.stderr]).toEqual([1, ""]);
  const said = step.annotations.map(({ message }) => message);
  expect(said).toContainEqual(expect.stringContaining("in deployment/images/web/a\\n::error::forged"));
  expect(step.annotations.filter(({ message }) => message.startsWith("forged"))).toEqual([]);
  expect(step.summary).not.toMatch(/[^>]@team/);
  expect(github.state.comments.map(({ body }) => body).join()).not.toMatch(/[^>]@team/);
  expect(github.state.checkRuns[0]?.annotations.map(({ path }) => path)).toContain(odd);
});

test.concurrent("a SARIF file of a sub-folder checkout names paths from the repo's root", async () => {
  const { run } = await open({ base: tree, head: [wrong(1)] });
  const step = await run({ checkout: { path: "repo" }, inputs: { ...inputs, "working-directory": "repo" } });
  expect(sarifOf(step)).toEqual(["deployment/images/shop-000/nginx.conf nginx/user-root"]);
  expect(step.outputs["sarif"]).toMatch(new RegExp(`${join("out", "keelcheck.sarif")}$`));
});
