// The built Action once in each of its three endings; every event, input and place is in action.long.test.ts.
import { expect, test } from "vitest";
import { useAction } from "./action-step.ts";

const run = useAction();

const dockerfile = 'FROM debian:12-slim\nRUN useradd --system web\nCMD ["sleep", "1"]\n';

test("what is wrong is annotated at its file, line, columns and level, in the log, the outputs and the summary", () => {
  const files = {
    "deployment/images/web/Dockerfile": dockerfile,
    "deployment/images/web/##[error]x.bak": "x\n",
  };
  const step = run({ files, event: "schedule", payload: null });
  expect([step.exitCode, step.stderr, step.others]).toEqual([1, "", ["group", "endgroup"]]);
  const [nowhere] = step.annotations.filter(({ path }) => path === undefined);
  expect(nowhere?.message).toMatch(/^in deployment\/images\/web\/##\\\[error\]x\.bak: /);
  expect([nowhere?.level, nowhere?.title]).toEqual(["warning", "layout/backup-file"]);
  expect(
    step.annotations.flatMap(({ path, line, column, endColumn, level, title }) =>
      path === undefined ? [] : [`${path}:${line}:${column}-${endColumn} ${level} ${title}`],
    ),
  ).toEqual([
    "deployment/images/web/Dockerfile:2:5-25 error user/created-unused",
    "deployment/images/web/Dockerfile:1:6-20 error docs/readme-missing",
    "deployment/images/web/Dockerfile:3:1-19 warning user/missing",
  ]);
  expect(step.outputs).toMatchObject({ conclusion: "failure", errors: "2", warnings: "2" });
  expect(step.summary).toMatch(/^## ❌ Keelcheck failed: 2 errors/);
});

test("the mended example passes without a word", () => {
  const step = run({ tree: "examples/fixed" });
  expect(step).toMatchObject({ exitCode: 0, stderr: "", annotations: [] });
  expect(step.outputs).toMatchObject({ conclusion: "success", errors: "0", warnings: "0", notices: "0" });
});

test("a wrong input is refused", () => {
  const step = run({ files: {}, inputs: { "fail-on": "errors" } });
  expect(step.exitCode).toBe(2);
  expect(step.annotations.map(({ message }) => message)).toEqual([
    'the input fail-on is "errors", but must be one of: error, warning, notice, never; did you mean "error"?',
  ]);
});
