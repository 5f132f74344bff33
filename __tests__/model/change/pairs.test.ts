import { expect, test } from "vitest";
import type { FleetScope } from "../../../src/model/builds/scope.ts";
import { runPairs, touchedBase } from "../../../src/model/change/pairs.ts";
import { readFleet } from "../../../src/model/fleet/read.ts";
import type { Fleet } from "../../../src/model/fleet/types.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { rules } from "../../../src/rules/index.ts";
import { sourceFile } from "../../../src/source.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import type { Files } from "../../app/changes-between.ts";

const OURS = "registries: { reg.example.com: . }\n";
const { policy } = loadPolicy(sourceFile(".github/keelcheck.yml", OURS), rules);

function fleetOf(files: Files, folders?: readonly string[]): Fleet {
  const scope: FleetScope | undefined = folders && {
    folders: new Set(folders),
    covers: () => false,
    touches: () => false,
    reads: () => true,
    parsed: new Map(),
  };
  return readFleet({ workspace: memoryWorkspace(files), policy, ...(scope && { scope }) });
}

const compose = (...services: readonly string[]) =>
  `services:\n${services.map((name) => `  ${name}:\n    build: images/web\n`).join("")}`;

const building = (folder: string) =>
  `on: push\njobs:\n  b:\n    steps:\n      - run: docker build -t corp/shop:1 ${folder}\n`;

interface Case {
  readonly name: string;
  readonly base: Files;
  readonly head: Files;
  readonly moved?: Readonly<Record<string, string | undefined>>;
  readonly asked?: readonly string[];
  readonly wanted: readonly string[];
}

const web = { "images/web/Dockerfile": "FROM debian\n" };
const app = { "images/app/Dockerfile": "FROM debian\n" };
const site = { "images/site/Dockerfile": "FROM debian\n" };
const moved = { "images/web/Dockerfile": "images/site/Dockerfile" };

const cases: readonly Case[] = [
  { name: "the same image", base: web, head: web, wanted: ["web -> web"] },
  { name: "a renamed folder", base: web, head: site, moved, wanted: ["web -> site"] },
  { name: "an image that comes and one that goes", base: web, head: app, wanted: [] },
  {
    name: "another image of the same service",
    base: { ...web, "compose.yaml": compose("one") },
    head: { ...site, "compose.yaml": compose("one").replace("images/web", "images/site") },
    wanted: ["web one -> site one"],
  },
  {
    name: "another image under the same tag",
    base: { ...web, ".github/workflows/b.yml": building("images/web") },
    head: { ...site, ".github/workflows/b.yml": building("images/site") },
    wanted: ["web -> site"],
  },
  {
    name: "an image that nobody asks for",
    base: { ...web, ...app },
    head: { ...web, ...app },
    asked: ["images/app"],
    wanted: ["app -> app"],
  },
  {
    name: "services by their name",
    base: { ...web, "compose.yaml": compose("one", "two") },
    head: { ...web, "compose.yaml": compose("two", "three") },
    wanted: ["web -> web", "web two -> web two"],
  },
];

test.each(cases)("$name", ({ base, head, moved = {}, asked, wanted }) => {
  const pairs = runPairs(fleetOf(base), fleetOf(head, asked), (path) => moved[path] ?? path);
  const shown = (run: (typeof pairs)[number]["before"]) =>
    [run.image.name, run.service].filter(Boolean).join(" ");
  expect(pairs.map(({ before, after }) => `${shown(before)} -> ${shown(after)}`)).toEqual(wanted);
});

const family: Files = {
  "images/base/Dockerfile": "FROM debian\n",
  "images/middle/Dockerfile": "FROM reg.example.com/base\n",
  "images/heir/Dockerfile": "FROM reg.example.com/middle AS first\nFROM first\n",
};

test.each([
  {
    name: "the nearest touched base",
    asked: ["base", "middle", "heir"],
    changed: ["images/base/x"],
    wanted: "middle",
  },
  {
    name: "its base's base, where only that is touched",
    asked: ["base", "heir"],
    changed: ["images/base/x"],
    wanted: "base",
  },
  {
    name: "no one, where its own files changed",
    asked: ["base", "heir"],
    changed: ["images/base/x", "images/heir/x"],
    wanted: undefined,
  },
  { name: "no one, where no base is touched", asked: ["heir"], changed: ["shared/x"], wanted: undefined },
])("an heir inherits the change from $name", ({ asked, changed, wanted }) => {
  const fleet = fleetOf(
    family,
    asked.map((name) => `images/${name}`),
  );
  expect(touchedBase(fleet, "heir", changed)).toBe(wanted);
});
