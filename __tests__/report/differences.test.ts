import { expect, test } from "vitest";
import type { ImageChange, ImageFacts, ServerJson, UnknownJson } from "../../src/facts.ts";
import { differences, openFacts } from "../../src/report/changes/differences.ts";
import { changeGroups } from "../../src/report/changes/groups.ts";
import type { FactValue } from "../../src/report/fact-values.ts";
import { images, nginx } from "./change-of.ts";
import { imageOf, userOf } from "./report-of.ts";

const at = { file: "a/Dockerfile", line: 1, column: 1 };
const cannotTell: UnknownJson = { known: false, why: "start.sh writes it", at };
const number = (uid: number) => ({ known: true as const, uid, root: uid === 0, at, because: [] });

function said({ before, after }: ImageChange): readonly string[] {
  return differences({ ...(before && { before }), ...(after && { after }) }).map(
    (one) => `${one.fact}: ${words(one.before)} -> ${words(one.after)}`,
  );
}

function words(value: FactValue | undefined): string {
  return value === undefined
    ? "none"
    : [...value.words, ...(value.note ? [`(${value.note})`] : [])].join(" ");
}

function between(before: Partial<ImageFacts>, after: Partial<ImageFacts>): readonly string[] {
  return said({ before: imageOf("web", before), after: imageOf("web", after) });
}

function served(before: Partial<ServerJson>, after: Partial<ServerJson>): readonly string[] {
  return between({ servers: [{ ...nginx, ...before }] }, { servers: [{ ...nginx, ...after }] });
}

test.each<[what: string, lines: readonly string[], expected: readonly string[]]>([
  ["nothing", between({}, {}), []],
  ["only a place", between({}, { containerUser: { ...userOf("web"), at } }), []],
  ["a base", between({}, { base: "debian:13" }), ["base: debian:12-slim -> debian:13"]],
  [
    "a server that can no longer be told",
    between({ servers: [nginx] }, { unknown: [{ fact: "servers", why: "the base is not known", at }] }),
    ["nginx: (starts) -> (cannot tell)"],
  ],
  [
    "a server that could not be told before",
    between(
      { unknown: [{ fact: "nginx", why: "the base is not known", at }] },
      { servers: [{ ...nginx, starts: false }] },
    ),
    ["nginx: (cannot tell) -> (does not start)"],
  ],
  [
    "a server that is gone",
    between({ servers: [{ ...nginx, starts: false }] }, {}),
    ["nginx: (does not start) -> none"],
  ],
  ["a user", between({}, { containerUser: userOf("app") }), ["container user: web -> app"]],
  [
    "root by name and by number",
    between({ containerUser: userOf("root") }, { containerUser: number(0) }),
    [],
  ],
  [
    "a name for a number",
    between({ containerUser: { ...number(101), name: "web" } }, { containerUser: number(101) }),
    [],
  ],
  [
    "a name and a number that nothing ties",
    between({ containerUser: userOf("web") }, { containerUser: number(101) }),
    ["container user: web -> 101"],
  ],
  [
    "the same name for another number",
    between({ containerUser: { ...userOf("web"), uid: 1 } }, { containerUser: { ...userOf("web"), uid: 2 } }),
    ["container user: web (uid 1) -> web (uid 2)"],
  ],
  [
    "what becomes unknown",
    between({}, { containerUser: cannotTell }),
    ["container user: web -> (cannot tell)"],
  ],
  ["what stays unknown", between({ containerUser: cannotTell }, { containerUser: cannotTell }), []],
  ["a port", between({ exposes: [80] }, { exposes: [80, 8080] }), ["exposes: 80 -> 80 8080"]],
  ["no port any more", between({ exposes: [80] }, {}), ["exposes: 80 -> (nothing)"]],
  [
    "one variable of many",
    between(
      {
        environment: [
          { name: "A", default: "1", at },
          { name: "B", default: "1", at },
        ],
      },
      {
        environment: [
          { name: "A", default: "1", at },
          { name: "B", default: null, at },
        ],
      },
    ),
    ["environment: B=1 -> B (default unknown)"],
  ],
  [
    "one file more",
    served({}, { files: [...nginx.files, "/etc/nginx/a.conf"] }),
    ["nginx loads: none -> /etc/nginx/a.conf (as well)"],
  ],
  [
    "another main configuration",
    served({}, { mainConfig: "/etc/n.conf", files: ["/etc/n.conf"] }),
    ["nginx loads: /etc/nginx/nginx.conf -> /etc/n.conf"],
  ],
  [
    "another order",
    served(
      { files: ["/etc/nginx/nginx.conf", "/b", "/a"] },
      { files: ["/etc/nginx/nginx.conf", "/a", "/b"] },
    ),
    ["nginx loads: (in this order) -> (in another order)"],
  ],
  [
    "files that can be told no more",
    served({}, { mainConfig: cannotTell, files: [] }),
    ["nginx loads: /etc/nginx/nginx.conf -> (cannot tell)"],
  ],
  [
    "listeners that are not all known any more",
    served({}, { listenersComplete: false }),
    [
      "nginx listens on: 0.0.0.0:8080 [::]:8080 -> 0.0.0.0:8080 [::]:8080 (and others that cannot be determined)",
    ],
  ],
  [
    "a server that starts no more: its users and ports are gone with it",
    served({}, { starts: false }),
    [
      "nginx: (starts) -> (does not start)",
      "nginx master user: root -> none",
      "nginx worker user: web -> none",
      "nginx listens on: 0.0.0.0:8080 [::]:8080 -> none",
      "nginx loads: /etc/nginx/nginx.conf -> none",
    ],
  ],
  [
    "an image that comes says all that it does",
    said({ after: imageOf("web", { servers: [{ ...nginx, starts: false }] }) }),
    ["base: none -> debian:12-slim", "container user: none -> web", "nginx: none -> (does not start)"],
  ],
  ["an image that goes", said({ before: imageOf("web") }), []],
])("%s", (_what, lines, expected) => {
  expect(lines).toEqual(expected);
});

test("a compose service that changes as its image does is not said twice", () => {
  const run = { service: "proxy", containerUser: userOf("web"), servers: [nginx] };
  const lines = between(
    { servers: [nginx], runs: [run, { ...run, service: "b: x", containerUser: userOf("b") }] },
    {
      containerUser: userOf("root"),
      servers: [nginx],
      runs: [
        { ...run, containerUser: userOf("root") },
        { ...run, service: "b: x", containerUser: userOf("c") },
      ],
    },
  );
  expect(lines).toEqual(["container user: web -> root", "service b: x: container user: b -> c"]);
});

test("a fact that nobody can tell at either end is open, one that can be told at one of them is not", () => {
  const before = imageOf("web", { containerUser: cannotTell, servers: [{ ...nginx, workers: cannotTell }] });
  const after = imageOf("web", { containerUser: cannotTell, servers: [nginx] });
  expect(openFacts({ before, after })).toEqual(["container user"]);
});

test("heirs are grouped by what it does to them, those that stay the same last", () => {
  const { own, heirs } = changeGroups(images);
  expect(own.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    "api same",
    "old removed",
    "shop new",
    "web changed",
  ]);
  expect(heirs.map(({ base, count }) => [base, count])).toEqual([["web", 5]]);
  expect(heirs[0]?.alike.map((group) => group.map(({ name }) => name))).toEqual([
    ["a", "b", "c", "d"],
    ["e"],
  ]);
});
