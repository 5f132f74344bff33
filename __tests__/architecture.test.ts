import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../.github/scripts/repo.ts";
import { functionsOf } from "./functions.ts";

// Who may import whom: docs/development.md draws it.
const BELOW_RULE = [
  "documents",
  "edits",
  "model",
  "policy",
  "parsers",
  "finding",
  "facts",
  "work",
  "source",
  "escape",
  "names",
  "once",
];
const MAY: Readonly<Record<string, readonly string[]>> = {
  source: [],
  decode: ["source"],
  names: [],
  once: [],
  escape: ["names"],
  work: ["source"],
  finding: ["source"],
  facts: ["finding", "source"],
  parsers: ["finding", "facts", "decode", "source", "names", "once"],
  policy: ["parsers", "finding", "facts", "source", "names", "once"],
  model: ["policy", "parsers", "finding", "facts", "work", "source", "names", "once", "workspace/workspace"],
  edits: BELOW_RULE.slice(2),
  documents: BELOW_RULE.slice(1),
  rule: BELOW_RULE,
  rules: ["rule", ...BELOW_RULE],
  engine: ["rules", "rule", ...BELOW_RULE, "workspace/workspace"],
  // They know findings and plain facts, not rules; a finding's identity is its fingerprint in SARIF and reviews.
  report: ["finding", "facts", "source", "escape", "names", "engine/identity"],
  github: ["finding", "facts", "source", "names", "engine/identity"],
  workspace: ["decode", "source", "names", "once"],
  app: ["github", "report", "engine", "rules", "rule", ...BELOW_RULE, "workspace"],
  // The Action hands its runner to app; the worker reads Markdown.
  bin: ["app", "github", "parsers", "source"],
};

// The rooms of the model, lowest first: a room imports earlier ones only, types included.
const ROOMS = [
  "repo",
  "readme",
  "files",
  "render",
  "stock",
  "compose",
  "bake",
  "builds",
  "shell",
  "stages",
  "start",
  "servers",
  "nginx",
  "apache",
  "fpm",
  "runs",
  "permissions",
  "nginx-start",
  "apache-start",
  "supervisor-start",
  "fleet",
  "users",
  "ports",
  "readme-checks",
  "layout",
  "waivers",
  "change",
];
// Below all rooms, and above all: what model.ts passes on is for the layers above.
const GROUND = ["accounts.ts", "container-path.ts", "fact.ts", "handed.ts"];
const ROOF = "model.ts";

const MOST_FILES = 30;
const MOST_LINES = 250;
const LONGER: Readonly<Record<string, string>> = {
  "parsers/nginx/table.ts": "the directives of nginx, a table",
  "model/stock/nginx.ts": "the lines of stock configurations, a table",
};

const MOST_PARAMETERS = 3;
// Functions whose parameters are somebody else's.
const CALLED_BY_OTHERS: Readonly<Record<string, string>> = {
  "github/api/ask.ts: mayWait": "Octokit asks it whether to try again",
  "model/apache/variables.ts: callback": "replace hands over each group",
  "parsers/builds/script-reading.ts: callback": "replace hands over each group",
};

const EXPORTED = /^export (?:async )?(?:function\*?|const|class|interface|type|enum) (\w+)/gm;
const TOUCHES_THE_WORLD = /^(bin|app|github)\/|^workspace\/(disk|git)[^/]*\.ts$/;
const PURE_BUILTINS = [
  "node:path",
  "node:path/posix",
  "node:util",
  "node:buffer",
  "node:crypto",
  "node:zlib",
];
const NO_PACKAGES = ["source", "finding", "facts", "edits", "documents", "rule", "rules", "engine"];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"))
  .sort();
const texts = new Map(files.map((file) => [file, readFileSync(join(ROOT, "src", file), "utf8")]));
const imports = files.flatMap((file) => importsOf(file, texts.get(file) ?? ""));
const internal = imports.filter(({ to }) => to.endsWith(".ts"));
const external = imports.filter(({ to }) => !to.endsWith(".ts"));

describe("src", () => {
  test("is there", () => {
    expect(files).toContain("source.ts");
    expect(internal.length).toBeGreaterThan(files.length / 2);
  });

  test("has no layer that nobody agreed on", () => {
    expect(files.filter((file) => MAY[layerOf(file)] === undefined)).toEqual([]);
  });

  test("imports in one direction", () => {
    expect(internal.filter((one) => !mayImport(one)).map(show)).toEqual([]);
  });

  test("leaves the disk, git and the links between them to workspace and app", () => {
    const hidden = internal.filter(
      ({ from, to }) => to.startsWith("workspace/") && !from.startsWith("workspace/"),
    );
    const wrong = hidden.filter(
      ({ from, to }) => to !== "workspace/workspace.ts" && !from.startsWith("app/"),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test("has no import cycles, types included", () => {
    expect(cyclesOf(internal)).toEqual([]);
  });

  test("has no room of the model that nobody agreed on", () => {
    const ofModel = files
      .filter((file) => file.startsWith("model/"))
      .map((file) => file.slice("model/".length));
    expect(ofModel.filter((file) => !file.includes("/"))).toEqual([...GROUND, ROOF].sort());
    const inRooms = ofModel.filter((file) => file.includes("/"));
    expect([...new Set(inRooms.map((file) => file.split("/")[0]))].sort()).toEqual([...ROOMS].sort());
  });

  test("has rooms in the model that import earlier ones only", () => {
    expect(internal.filter(isUpstairs).map(show)).toEqual([]);
  });

  // The groups of rules are what a user sees of them.
  test("has no folder with more files than one looks through", () => {
    const folders = files.map((file) => posix.dirname(file)).filter((folder) => !folder.startsWith("rules/"));
    const counts = [...new Set(folders)].map((one) => [
      one,
      folders.filter((folder) => folder === one).length,
    ]);
    expect(counts.filter(([, count]) => Number(count) > MOST_FILES)).toEqual([]);
  });

  test("has no file that is too long, but for those with a reason", () => {
    const long = files.filter((file) => (texts.get(file) ?? "").split("\n").length - 1 > MOST_LINES);
    expect(long).toEqual(Object.keys(LONGER).sort());
  });

  test("hands over an object from the fourth argument on", () => {
    const many = functionsOf(files)
      .filter(({ parameters }) => parameters > MOST_PARAMETERS)
      .map(({ file, name }) => `${file}: ${name}`);
    expect(many.sort()).toEqual(Object.keys(CALLED_BY_OTHERS).sort());
  });

  // Rules have their group's name before their own where they are put together.
  test("has one owner for each exported name, rules aside", () => {
    const owners = new Map<string, string[]>();
    for (const file of files.filter((one) => !one.startsWith("rules/")))
      for (const [, name = ""] of (texts.get(file) ?? "").matchAll(EXPORTED))
        owners.set(name, [...(owners.get(name) ?? []), file]);
    expect(owners.size).toBeGreaterThan(files.length);
    expect([...owners].filter(([, all]) => all.length > 1)).toEqual([]);
  });

  // A parser's folder counts as one.
  test("uses each package behind one file or one parser", () => {
    const used = external.filter(({ to, typeOnly }) => !typeOnly && !to.startsWith("node:") && !isGithub(to));
    const users = groupBy(used, ({ to }) => packageOf(to));
    const families = [...users].map(([name, uses]) => [name, new Set(uses.map(familyOf))] as const);
    expect(families.filter(([, from]) => from.size > 1)).toEqual([]);
  });

  test("is made with the packages that its user named", () => {
    const used = new Set(external.filter(({ typeOnly }) => !typeOnly).map(({ to }) => packageOf(to)));
    const named = ["@actions/core", "@actions/github", "globby", "markdownlint", "nginx-conf"];
    expect(named.filter((name) => !used.has(name))).toEqual([]);
  });

  test("talks to GitHub's packages in src/github only", () => {
    expect(external.filter(({ from, to }) => isGithub(to) && !from.startsWith("github/")).map(show)).toEqual(
      [],
    );
  });

  test("has rules and an engine without packages", () => {
    const named = external.filter(({ to }) => !to.startsWith("node:"));
    expect(named.filter(({ from }) => NO_PACKAGES.includes(layerOf(from))).map(show)).toEqual([]);
  });

  test("touches the world in bin, app, github, workspace/disk and workspace/git only", () => {
    const builtins = external.filter(({ to }) => to.startsWith("node:") && !PURE_BUILTINS.includes(to));
    expect(builtins.filter(({ from }) => !TOUCHES_THE_WORLD.test(from)).map(show)).toEqual([]);
  });

  test("names Node's modules by node:", () => {
    const bare = ["fs", "path", "os", "url", "util", "child_process", "worker_threads", "process", "crypto"];
    expect(external.filter(({ to }) => bare.includes(to.split("/")[0] ?? "")).map(show)).toEqual([]);
  });

  test.each([
    ["the clock", /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bset(Timeout|Interval)\(/],
    ["chance", /\bMath\.random\b|\brandomUUID\b/],
    ["the process", /\bprocess\.(env|exit|exitCode|argv|cwd|stdin|stdout|stderr|platform|version|on|pid)\b/],
    ["the console", /\bconsole\.\w+\(/],
    ["the network", /\bfetch\(/],
  ])("is pure below app: %s", (_what, pattern) => {
    const pure = files.filter((file) => !TOUCHES_THE_WORLD.test(file));
    expect(pure.filter((file) => pattern.test(withoutComments(texts.get(file) ?? "")))).toEqual([]);
  });

  test("has no module state", () => {
    expect(
      files.filter((file) => /^(export )?(let|var) /m.test(withoutComments(texts.get(file) ?? ""))),
    ).toEqual([]);
  });

  // In a plain object `constructor` and `__proto__` are there without anybody having put them there.
  test("looks names up in tables by ownValue only", () => {
    const declared = /(\w+)\??: (?:Readonly<)?Record<string/g;
    // These are asked by words of our own, or have no prototype.
    const own = ["ports", "options", "env", "data"];
    const tables = new Set(
      files.flatMap((file) =>
        Array.from(texts.get(file)?.matchAll(declared) ?? [], ([, name]) => name ?? ""),
      ),
    );
    const asked = /(\w+)(?:\?\.)?\[(?!["'`\d\]])([^\]]*)/g;
    const indices = /^(i|index|from|next\+\+|\+\+\w+|\w+ [-+] \w+)$/;
    const found = files
      .filter((file) => file !== "names.ts")
      .flatMap((file) =>
        Array.from(withoutComments(texts.get(file) ?? "").matchAll(asked))
          .filter(
            ([, table = "", key = ""]) => tables.has(table) && !own.includes(table) && !indices.test(key),
          )
          .map(([text]) => `${file}: ${text}]`),
      );
    expect(found).toEqual([]);
  });

  test("asks no object whether a name is in it", () => {
    const asked = files.filter((file) =>
      /[({&|!] ?\(?\w[\w.]* in \w/.test(withoutComments(texts.get(file) ?? "").replace(/for \(.*/g, "")),
    );
    expect(asked).toEqual([]);
  });

  test("keeps policy numbers out of rules and the engine", () => {
    const judged = files.filter((file) => ["rules", "engine"].includes(layerOf(file)));
    const number = /\b(80|443|1024|8080)\b/;
    expect(judged.filter((file) => number.test(withoutComments(texts.get(file) ?? "")))).toEqual([]);
  });
});

test.each<readonly [text: string, expected: readonly (readonly [to: string, typeOnly: boolean])[]]>([
  ['import { a } from "./b.ts";', [["model/b.ts", false]]],
  ['import type { A } from "../c.ts";', [["c.ts", true]]],
  ['import {\n  a,\n  type B,\n} from "./b.ts";', [["model/b.ts", false]]],
  [
    'export type * from "./b.ts";\nexport { x } from "yaml";',
    [
      ["model/b.ts", true],
      ["yaml", false],
    ],
  ],
  [
    'import "./b.ts";\nconst y = await import("node:fs");',
    [
      ["model/b.ts", false],
      ["node:fs", false],
    ],
  ],
  ['const word = "import";\n// import { a } from "./b.ts";', []],
])("imports are read from %j", (text, expected) => {
  expect(importsOf("model/a.ts", text).map(({ to, typeOnly }) => [to, typeOnly])).toEqual(expected);
});

test("a cycle is found", () => {
  const step = (from: string, to: string) => ({ from, to, typeOnly: false });
  expect(cyclesOf([step("a", "b"), step("b", "c"), step("c", "b"), step("c", "d")])).toEqual(["b -> c -> b"]);
});

test.each([
  ["model/nginx/read.ts", "model/servers/types.ts", false],
  ["model/nginx/read.ts", "model/nginx/tree.ts", false],
  ["model/servers/types.ts", "model/nginx/tree.ts", true],
  ["model/fact.ts", "model/repo/path.ts", true],
  ["model/change/ends.ts", "model/model.ts", true],
  ["model/model.ts", "model/fleet/types.ts", false],
  ["rules/user/root.ts", "model/model.ts", false],
])("whether %s stands below %s in the model: %s", (from, to, expected) => {
  expect(isUpstairs({ from, to, typeOnly: true })).toBe(expected);
});

function importsOf(from: string, text: string): Import[] {
  const code = withoutComments(text);
  const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^;"']*?\sfrom\s+)?"([^"]+)"/gm;
  const dynamic = /\bimport\(\s*"([^"]+)"\s*\)/g;
  const found = [...code.matchAll(statement)].map(([, type, to = ""]) => ({
    to,
    typeOnly: type !== undefined,
  }));
  const later = [...code.matchAll(dynamic)].map(([, to = ""]) => ({ to, typeOnly: false }));
  return [...found, ...later].map(({ to, typeOnly }) => ({ from, to: resolve(from, to), typeOnly }));
}

function resolve(from: string, to: string): string {
  return to.startsWith(".") ? posix.join(posix.dirname(from), to) : to;
}

/** Whole-line and block comments; a `//` inside a string stays. */
function withoutComments(text: string): string {
  return text.replace(/\/\*\*?[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function layerOf(file: string): string {
  return (file.split("/")[0] ?? file).replace(/\.ts$/, "");
}

function mayImport({ from, to }: Import): boolean {
  const layer = layerOf(from);
  if (layer === layerOf(to)) return true;
  const allowed = MAY[layer] ?? [];
  return allowed.includes(layerOf(to)) || allowed.includes(to.replace(/\.ts$/, ""));
}

/** Whether a file of the model imports one that stands above it. */
function isUpstairs({ from, to }: Import): boolean {
  return [from, to].every((file) => file.startsWith("model/")) && storeyOf(to) > storeyOf(from);
}

function storeyOf(file: string): number {
  const [, room = ""] = file.split("/");
  return room === ROOF ? ROOMS.length : ROOMS.indexOf(room);
}

// Map.groupBy is not in Node 20, whose library the types are held to.
function groupBy(
  imports: readonly Import[],
  key: (one: Import) => string,
): ReadonlyMap<string, readonly Import[]> {
  const groups = new Map<string, Import[]>();
  for (const one of imports) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

function isGithub(to: string): boolean {
  return to.startsWith("@actions/") || to.startsWith("@octokit/");
}

/** A parser is a folder: `parsers/shell` of `parsers/shell/words.ts`. Elsewhere a family is one file. */
function familyOf({ from }: Import): string {
  return from.startsWith("parsers/") ? posix.dirname(from) : from;
}

function packageOf(to: string): string {
  return to.split("/", to.startsWith("@") ? 2 : 1).join("/");
}

function show({ from, to }: Import): string {
  return `${from} -> ${to}`;
}

/** Each cycle once, from the file that a walk in order of names comes to first. */
function cyclesOf(edges: readonly Import[]): string[] {
  const next = groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) cycles.push([...path.slice(at), file].join(" -> "));
    if (at >= 0 || done.has(file)) return;
    for (const { to } of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return cycles;
}
