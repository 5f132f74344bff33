import { expect, test } from "vitest";
import { readInputs } from "../../src/github/inputs.ts";

const nothing = {
  token: undefined,
  policy: undefined,
  images: undefined,
  scope: undefined,
  failOn: undefined,
  checkRun: undefined,
  suggestions: undefined,
  sarif: undefined,
  workingDirectory: "",
};

function read(given: Readonly<Record<string, string>>) {
  const env = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return readInputs({ GITHUB_WORKSPACE: "/home/runner/work/repo/repo", ...Object.fromEntries(env) });
}

const good: readonly [Readonly<Record<string, string>>, object][] = [
  [{}, {}],
  [{ scope: "", "fail-on": " " }, {}],
  [
    { token: "t", policy: "p.yml", sarif: "out.sarif" },
    { token: "t", policy: "p.yml", sarif: "out.sarif" },
  ],
  [{ images: "a/{b,c}/**\n\n d/** \n" }, { images: ["a/{b,c}/**", "d/**"] }],
  [{ scope: "all" }, { scope: "all" }],
  [{ "fail-on": " never\n" }, { failOn: "never" }],
  [
    { "check-run": "true", suggestions: "false" },
    { checkRun: true, suggestions: false },
  ],
  [{ "working-directory": "./a//b/../c/" }, { workingDirectory: "a/c" }],
  [{ "working-directory": "." }, {}],
  [{ "working-directory": "/home/runner/work/repo/repo/a" }, { workingDirectory: "a" }],
  [{ "working-directory": "/home/runner/work/repo/repo" }, {}],
];

test.each(good)("%j is understood", (given, expected) => {
  expect(read(given)).toEqual({ ok: true, inputs: { ...nothing, ...expected } });
});

const bad: readonly [Readonly<Record<string, string>>, readonly string[]][] = [
  [{ scope: "some" }, ['the input scope is "some", but must be one of: changed, all']],
  [
    { "fail-on": "Error" },
    [
      'the input fail-on is "Error", but must be one of: error, warning, notice, never; did you mean "error"?',
    ],
  ],
  [{ "check-run": "yes" }, ['the input check-run is "yes", but must be one of: true, false']],
  [
    { suggestions: "constructor" },
    ['the input suggestions is "constructor", but must be one of: true, false'],
  ],
  [
    { scope: "x", "working-directory": "../.." },
    [
      'the input working-directory is "../..", but must be a folder in the workspace',
      'the input scope is "x", but must be one of: changed, all',
    ],
  ],
  [
    { "working-directory": "/etc" },
    ['the input working-directory is "/etc", but must be a folder in the workspace'],
  ],
  [
    { "working-directory": "/home/runner/work/repo/repo-other" },
    [
      'the input working-directory is "/home/runner/work/repo/repo-other", but must be a folder in the workspace',
    ],
  ],
];

test.each(bad)("%j is refused in a line each", (given, problems) => {
  expect(read(given)).toEqual({ ok: false, problems });
});
