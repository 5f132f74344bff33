import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT, readRepo } from "../.github/scripts/repo.ts";
import { ruleIds } from "../.github/scripts/rule-files.ts";
import { inputNames } from "../src/github/inputs.ts";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly required: boolean; readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

interface Job {
  readonly name: string;
  readonly permissions?: object;
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly paths?: unknown } | null>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Manifest {
  readonly dependencies?: object;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
}

const WORKFLOWS = [
  ...readdirSync(join(ROOT, ".github/workflows")).map((name) => `.github/workflows/${name}`),
];
WORKFLOWS.push("docs/keelcheck-workflow.yml", "docs/keelcheck-workflow-full.yml");

describe("docs/model.md", () => {
  const page = readRepo("docs/model.md");
  const named = [...page.matchAll(/`((?:[a-z-]+\/)+[a-z-]+\.ts)`/g)].map(([, path = ""]) => path);
  const rows = page.split("\n").filter((line) => /^\| .*\?.* \|/.test(line));

  test("names files that are there", () => {
    const isThere = (path: string) => [`src/model/${path}`, path].some((one) => existsSync(join(ROOT, one)));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  test("names every room of the model", () => {
    const rooms = readdirSync(join(ROOT, "src/model"), { withFileTypes: true });
    const missing = rooms.filter(
      (room) => room.isDirectory() && !named.some((path) => path.includes(`${room.name}/`)),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  test("sends nobody to more than five files", () => {
    const asked = rows.map((row) => [...row.matchAll(/\.ts`/g)].length);
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((count) => count === 0 || count > 5)).toEqual([]);
  });
});

describe("action.yml", () => {
  const action = parse(readRepo("action.yml")) as Action;

  test("has optional inputs, and no default that would overwrite the policy", () => {
    const inputs = Object.entries(action.inputs);
    expect(inputs.filter(([, { required }]) => required).map(([name]) => name)).toEqual([]);
    expect(inputs.filter(([, input]) => input.default !== undefined).map(([name]) => name)).toEqual([
      "token",
    ]);
  });

  test("has the inputs that are read", () => {
    expect(Object.keys(action.inputs)).toEqual(inputNames);
  });

  test("runs the built file on Node 24", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/action.js" });
    expect(existsSync(join(ROOT, action.runs.main))).toBe(true);
  });
});

describe.each(WORKFLOWS)("%s", (path) => {
  const workflow = parse(readRepo(path)) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("gives no permission at the top, and says of each job what for", () => {
    expect(workflow.permissions).toEqual({});
    expect(jobs.filter((job) => job.permissions === undefined)).toEqual([]);
    const granted = readRepo(path).match(/^ {6}[a-z-]+: (read|write).*$/gm) ?? [];
    expect(granted.filter((line) => !/ # \w/.test(line))).toEqual([]);
  });

  test("pins what it uses by commit, with the version beside it", () => {
    const used = readRepo(path).match(/uses: .*$/gm) ?? [];
    const ours = /^uses: (\.\/|[\w-]+\/keelcheck@v\d+)$/;
    expect(used.filter((line) => !ours.test(line) && !/@[0-9a-f]{40} # v\d/.test(line))).toEqual([]);
  });

  test("leaves no credentials in the checkout", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.filter((step) => step.with?.["persist-credentials"] !== false)).toEqual([]);
  });
});

// The release is about tags and checks no change.
test.each(
  WORKFLOWS.filter((path) => !path.endsWith("/release.yml")),
)("%s always reports, for merge groups too", (path) => {
  const { on } = parse(readRepo(path)) as Workflow;
  expect(Object.keys(on)).toContain("merge_group");
  expect(Object.values(on).filter((event) => event?.paths !== undefined)).toEqual([]);
});

test("no two jobs have one name", () => {
  // A repo has one of the two workflows to paste, not both.
  const together = WORKFLOWS.filter((path) => path !== "docs/keelcheck-workflow-full.yml");
  const names = together.flatMap((path) =>
    Object.values((parse(readRepo(path)) as Workflow).jobs).map((job) => job.name),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("every dependency is pinned, and all of them are for building", () => {
  const manifest = JSON.parse(readRepo("package.json")) as Manifest;
  expect(manifest.dependencies).toBeUndefined();
  const versions = Object.entries(manifest.devDependencies);
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test("the lock file names no registry and serves every platform", () => {
  const { packages } = JSON.parse(readRepo("package-lock.json")) as Lock;
  expect(Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined)).toEqual([]);
  const platforms = [
    "@esbuild/linux-x64",
    "@esbuild/darwin-arm64",
    "@esbuild/win32-x64",
    "@biomejs/cli-darwin-arm64",
  ];
  expect(platforms.filter((name) => packages[`node_modules/${name}`] === undefined)).toEqual([]);
});

test.each([
  ["docs/rules", /^([a-z]+\/[^/]+)\.md$/],
  ["__tests__/rules", /^([a-z]+\/[^/]+)\.test\.ts$/],
])("%s has nothing of a rule that is gone", (folder, pattern) => {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  const ids = files.flatMap((file) => pattern.exec(file.replaceAll("\\", "/"))?.[1] ?? []);
  expect(ids.filter((id) => !ruleIds().includes(id))).toEqual([]);
});
