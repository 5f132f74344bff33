import { expect, test } from "vitest";
import { type ImageChangesInput, imageChanges } from "../../src/engine/image-changes.ts";
import type { ImageFacts } from "../../src/facts.ts";

interface Case {
  readonly name: string;
  /** `name dockerfile` or `name dockerfile target`. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly moved?: Readonly<Record<string, string>>;
  readonly gone?: readonly string[];
  readonly wanted: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "the same image",
    before: ["web w/Dockerfile"],
    after: ["web w/Dockerfile"],
    wanted: ["web -> web"],
  },
  {
    name: "one comes and one goes, sorted by path",
    before: ["web w/Dockerfile"],
    after: ["app a/Dockerfile"],
    gone: ["w/Dockerfile"],
    wanted: ["nothing -> app", "web -> nothing"],
  },
  {
    name: "a renamed folder",
    before: ["web w/Dockerfile"],
    after: ["site s/Dockerfile"],
    moved: { "w/Dockerfile": "s/Dockerfile" },
    wanted: ["web -> site"],
  },
  {
    name: "the name changes because a second image comes beside it",
    before: ["web w/Dockerfile"],
    after: ["web/a w/Dockerfile a", "web/b w/Dockerfile b"],
    wanted: ["web -> nothing", "nothing -> web/a", "nothing -> web/b"],
  },
  {
    name: "targets of one Dockerfile change their order",
    before: ["w/a w/Dockerfile a", "w/b w/Dockerfile b"],
    after: ["w/b w/Dockerfile b", "w/a w/Dockerfile a"],
    wanted: ["w/a -> w/a", "w/b -> w/b"],
  },
  {
    name: "two builds of one target are paired in their order",
    before: ["x w/Dockerfile", "x-2 w/Dockerfile"],
    after: ["x w/Dockerfile", "x-2 w/Dockerfile", "x-3 w/Dockerfile"],
    wanted: ["x -> x", "x-2 -> x-2", "nothing -> x-3"],
  },
];

test.each(cases)("$name", ({ before, after, moved = {}, gone = [], wanted }) => {
  const changes = imageChanges(
    input(before, after, {
      headPathOf: (path) => (gone.includes(path) ? undefined : (moved[path] ?? path)),
    }),
  );
  const shown = changes.map(
    (each) => `${each.before?.name ?? "nothing"} -> ${each.after?.name ?? "nothing"}`,
  );
  expect(shown).toEqual(wanted);
});

test("says from whom an image has the change, and nothing where its own files changed", () => {
  const names = ["base b/Dockerfile", "heir h/Dockerfile"];
  const changes = imageChanges(
    input(names, names, { inheritsFrom: ({ name }) => (name === "heir" ? "base" : undefined) }),
  );
  expect(changes.map(({ after, inherits }) => [after?.name, inherits])).toEqual([
    ["base", undefined],
    ["heir", "base"],
  ]);
});

function input(
  before: readonly string[],
  after: readonly string[],
  parts: Partial<ImageChangesInput>,
): ImageChangesInput {
  const how = { headPathOf: (path: string) => path, inheritsFrom: () => undefined };
  return { before: before.map(factsOf), after: after.map(factsOf), ...how, ...parts };
}

function factsOf(line: string): ImageFacts {
  const [name = "", dockerfile = "", target = null] = line.split(" ");
  const path = dockerfile.slice(0, dockerfile.lastIndexOf("/"));
  const unknown = { known: false, why: "not asked", at: { file: dockerfile, line: 1, column: 1 } } as const;
  return {
    name,
    path,
    dockerfile,
    target,
    context: path,
    args: {},
    base: "debian:12-slim",
    containerUser: unknown,
    servers: [],
    exposes: [],
    environment: [],
    unknown: [],
    runs: [],
  };
}
