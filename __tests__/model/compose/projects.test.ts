import { describe, expect, test } from "vitest";
import { type ComposeRepo, composeProjects } from "../../../src/model/compose/projects.ts";
import { isDevelopment } from "../../../src/model/compose/roots.ts";
import { parseCompose } from "../../../src/parsers/builds/compose.ts";
import { sourceFile, textOf } from "../../../src/source.ts";
import { Failures } from "../../../src/work.ts";
import { composeCases } from "../../oracle/compose/cases.ts";
import { says } from "../../oracle/compose/says.ts";

type Files = Readonly<Record<string, string>>;

function projectsOf(files: Files, more: Partial<ComposeRepo> = {}) {
  const read = (path: string) => (files[path] === undefined ? undefined : sourceFile(path, files[path]));
  return composeProjects({
    paths: Object.keys(files).filter((path) => /compose[^/]*\.ya?ml$/.test(path)),
    asked: () => true,
    called: [],
    ignored: (path) => path.startsWith("ignored/"),
    isFile: (path) => files[path] !== undefined,
    read,
    parsed: parseCompose,
    attempt: (_, work) => work(),
    ...more,
  });
}

describe("what is read of a set of files", () => {
  test.each(composeCases)("%s", (_, files, expected) => {
    expect(says(files)).toEqual(expected);
  });
});

const web = "services:\n  web: {image: nginx}\n";

describe("which files make a project", () => {
  test.each<[string, Files, readonly string[]]>([
    [
      "each file by itself",
      { "compose.yaml": web, "a/compose.prod.yml": web },
      ["a/compose.prod.yml", "compose.yaml"],
    ],
    [
      "an override file goes along, and is none by itself",
      { "compose.yaml": web, "compose.override.yaml": web },
      ["compose.yaml", "compose.yaml+compose.override.yaml (override)"],
    ],
    [
      "an override file of another spelling goes along, too",
      { "docker-compose.yml": web, "compose.override.yml": web },
      ["docker-compose.yml", "docker-compose.yml+compose.override.yml (override)"],
    ],
    [
      "an override file with nothing to override is for development",
      { "docker-compose.override.yml": web },
      ["docker-compose.override.yml (development)"],
    ],
    [
      "what is included is none by itself",
      { "compose.yaml": "include: [a/compose.yml]\n", "a/compose.yml": web },
      ["compose.yaml"],
    ],
    [
      "but for what only a file for development includes",
      { "compose.dev.yaml": "include: [compose.yaml]\n", "compose.yaml": web },
      ["compose.dev.yaml (development)", "compose.yaml"],
    ],
    [
      "what is extended stays one",
      {
        "compose.yaml": "services:\n  a: {extends: {file: compose.base.yml, service: web}}\n",
        "compose.base.yml": web,
      },
      ["compose.base.yml", "compose.yaml"],
    ],
    [
      "COMPOSE_FILE names other files",
      { ".env": "COMPOSE_FILE=ops/x.yml\n", "ops/x.yml": web, "compose.yaml": web },
      ["compose.yaml", "ops/x.yml"],
    ],
    [
      "COMPOSE_FILE names several files, with a sign of its own between them",
      {
        ".env": "COMPOSE_FILE=compose.yaml;compose.prod.yaml\nCOMPOSE_PATH_SEPARATOR=;\n",
        "compose.yaml": web,
        "compose.prod.yaml": web,
      },
      ["compose.yaml+compose.prod.yaml"],
    ],
    [
      "COMPOSE_FILE names a file that is not there",
      { ".env": "COMPOSE_FILE=gone.yml\n", "compose.yaml": web },
      ["compose.yaml"],
    ],
  ])("%s", (_, files, expected) => {
    const shown = projectsOf(files).projects.map(({ files: all, development, override }) => {
      const mark = development ? " (development)" : override ? " (override)" : "";
      return `${all.join("+")}${mark}`;
    });
    expect(shown.sort()).toEqual(expected);
  });
});

test.each([
  ["compose.dev.yml", true],
  ["docker-compose-local.yaml", true],
  ["compose_test.yml", true],
  ["dev/compose.development.yml", true],
  ["compose.override.prod.yml", true],
  ["compose.latest.yml", false],
  ["compose.contest.yml", false],
  ["attestation-compose.yml", false],
  ["compose.device.yml", false],
  ["compose.devops.yml", false],
  ["compose.localized.yml", false],
  ["dev/compose.yml", false],
  ["php/tests/compose.yaml", true],
  ["docker-compose.ci.yml", true],
  ["city/compose.yml", false],
])("%s is for development: %s", (path, expected) => {
  expect(isDevelopment(path)).toBe(expected);
});

test.each<[string, string, string]>([
  ["a user from an anchor", "x-b: &b {user: '5'}\nservices:\n  web: {<<: *b, image: x}\n", "'5'"],
  [
    "a user of a service that is extended",
    "services:\n  a: {user: '5'}\n  web: {extends: a, image: x}\n",
    "'5'",
  ],
  ["a user with a default", "services:\n  web:\n    user: ${U:-5}\n", "${U:-5}"],
])("a value stands where it is written: %s", (_, text, expected) => {
  const { projects } = projectsOf({ "compose.yaml": text });
  const user = projects[0]?.services.find(({ name }) => name === "web")?.user;
  expect(user?.value).toBe("5");
  expect(user?.at.span && textOf(user.at.file, user.at.span)).toBe(expected);
});

test("a value of an included file stands there", () => {
  const { projects } = projectsOf({
    "compose.yaml": "include: [a/x.yml]\n",
    "a/x.yml": "services:\n  web: {image: x, user: '5'}\n",
  });
  expect(projects[0]?.services[0]?.user?.at.file.path).toBe("a/x.yml");
});

test("a service that extends what cannot be read says so", () => {
  const { projects, problems } = projectsOf({
    "compose.yaml": "services:\n  web: {extends: {file: $X/a.yml, service: a}, image: x}\n",
  });
  expect(problems).toEqual([]);
  expect(projects[0]?.services[0]?.open?.why).toBe('what service "web" extends cannot be read');
});

test.each([
  ["include: [gone.yml]\n", ['compose refuses this file: "gone.yml" is not in the repo']],
  ["include: [ignored/gone.yml]\n", []],
  [
    "services:\n  web: {extends: {file: gone.yml, service: a}}\n",
    ['compose refuses this file: "gone.yml" is not in the repo'],
  ],
  ["services:\n  web: {extends: {file: ignored/gone.yml, service: a}}\n", []],
])("%j names a file that is not there", (text, expected) => {
  expect(projectsOf({ "compose.yaml": text }).problems.map(({ message }) => message)).toEqual(expected);
});

test("a secret that nothing defines is told once, unless an override that git ignores may define it", () => {
  const files = {
    "compose.yaml": "services:\n  web: {image: x, secrets: [a]}\n  api: {image: x, secrets: [a]}\n",
  };
  const ignored = (path: string) => path === "compose.override.yaml";
  expect(projectsOf(files).problems.map(({ message }) => message)).toEqual([
    'compose refuses this file: service "web" uses the secret "a", which is not defined',
  ]);
  expect(projectsOf(files, { ignored }).problems).toEqual([]);
});

test.each<[what: string, files: Files, problems: number]>([
  [
    "a file that another takes a service from",
    {
      "compose.yaml":
        "services:\n  shop: {extends: {file: parts-compose.yaml, service: web}}\nsecrets: {a: {file: a}}\n",
      "parts-compose.yaml": "services:\n  web: {image: x, secrets: [a]}\n",
    },
    0,
  ],
  [
    "a file that another includes",
    {
      "compose.yaml": "include: [parts-compose.yaml]\nsecrets: {a: {file: a}}\n",
      "parts-compose.yaml": "services:\n  web: {image: x, secrets: [a]}\n",
    },
    0,
  ],
  [
    "an override file",
    {
      "compose.yaml": "services:\n  web: {image: x}\nsecrets: {a: {file: a}}\n",
      "compose.override.yaml": "services:\n  web: {secrets: [a]}\n",
    },
    0,
  ],
  [
    "a file with an override that defines it",
    {
      "compose.yaml": "services:\n  web: {image: x, secrets: [a]}\n",
      "compose.override.yaml": "secrets: {a: {file: a}}\n",
    },
    0,
  ],
  [
    "a file that compose finds by itself, although another takes a service from it",
    {
      "a/compose.yaml": "services:\n  web: {image: x, secrets: [a]}\n",
      "b/compose.yaml":
        "services:\n  shop: {extends: {file: ../a/compose.yaml, service: web}}\nsecrets: {a: {file: a}}\n",
    },
    1,
  ],
])("a secret that %s uses is looked for where compose looks for it", (_what, files, problems) => {
  expect(projectsOf(files).problems).toHaveLength(problems);
});

test("a service of the project's that is not there any more brings no project down", () => {
  const { projects } = projectsOf({ "compose.yaml": "services:\n" });
  expect(projects.map(({ services }) => services)).toEqual([[]]);
});

describe("a project that cannot be loaded to its end", () => {
  const files = {
    "a/compose.yaml": "include: [x-compose.yml, y-compose.yml]\n",
    "a/x-compose.yml": web,
    "a/y-compose.yml": `# ${"-".repeat(500)}\n${web}`,
    "b/compose.yaml": web,
  };

  test.each<[number, readonly string[]]>([
    [400, []],
    [2000, ["a/compose.yaml"]],
  ])("with %d characters allowed leaves the others", (longest, expected) => {
    const failures = new Failures();
    const { projects, inputs } = projectsOf(files, {
      longest,
      attempt: (file, work, otherwise) =>
        failures.attempt({ doing: "reading what this file builds", at: { file } }, work, otherwise),
    });
    expect(projects.map(({ file }) => file.path)).toEqual([...expected, "b/compose.yaml"]);
    // Alone, the file that is too long fails as well.
    expect(failures.list.map(({ kind, at }) => [kind, at.file.path])).toEqual(
      expected.length > 0
        ? []
        : [
            ["spent", "a/compose.yaml"],
            ["spent", "a/y-compose.yml"],
          ],
    );
    expect(inputs.has("a/y-compose.yml")).toBe(true);
  });
});

test("a text that its variables make too long cannot be told", () => {
  const { projects } = projectsOf({
    ".env": `A=${"a".repeat(70_000)}\nB=$A$A\n`,
    "compose.yaml": "services:\n  web: {image: x, user: $B}\n",
  });
  const service = projects[0]?.services[0];
  expect(service?.user?.value).toBeNull();
});
