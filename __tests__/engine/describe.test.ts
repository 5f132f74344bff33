import { expect, describe as group, test } from "vitest";
import { describe } from "../../src/engine/describe.ts";
import type { ImageFacts } from "../../src/facts.ts";
import { type Fact, known, unknown } from "../../src/model/fact.ts";
import type { ContainerUser, Nginx } from "../../src/model/model.ts";
import type { Run } from "../../src/model/runs/types.ts";
import type { Image } from "../../src/model/stages/image.ts";
import { apacheDebian } from "../../src/model/stock/apache-debian.ts";
import { nginxDebian } from "../../src/model/stock/nginx.ts";
import { sourceFile } from "../../src/source.ts";
import { handmadeFleet, handmadeImage, handmadeRun, placeOf } from "./fleet.ts";

const DOCKERFILE = "deployment/images/web/Dockerfile";
const web = handmadeImage("web");
const conf = sourceFile("deployment/images/web/nginx.conf", "user web;\nlisten 8080;\nlisten [::]:8080;\n");
const from = web.final.at;
const user: Fact<ContainerUser> = known({ name: "web", uid: 101, root: false }, placeOf(conf, "web"), [
  { at: from, note: "the user is made here" },
]);
const nginx: Nginx = {
  kind: "nginx",
  launched: known(true, from),
  starts: known(true, from),
  mainConfig: unknown({ key: "nginx.conf is written at start", why: "nginx.conf is written at start" }, from),
  loaded: [],
  problems: [],
  missingIncludes: [],
  absent: [],
  unloaded: [],
  datagrams: [],
  master: known({ uid: 777, root: false }, from),
  workers: user,
  listeners: [
    {
      server: "nginx",
      address: "0.0.0.0",
      port: 8080,
      at: placeOf(conf, "8080"),
      implicit: false,
      because: [],
    },
  ],
  defaultSites: [],
  ownSites: [],
  userDirectives: [],
  install: nginxDebian,
  command: { mainConfig: unknown({ key: "it is not known", why: "it is not known" }, placeOf(conf, "8080")) },
  steps: [],
  masterProcess: true,
  refusedUsers: [],
};

function facts(image: Image, ...runs: readonly Partial<Run>[]): ImageFacts {
  const [one] = describe(handmadeFleet(runs.map((run) => handmadeRun(image, run))));
  if (one === undefined) throw new Error("an image is described");
  return one;
}

const server = (parts: Partial<Nginx>) => facts(web, { nginx: { ...nginx, ...parts } }).servers[0];

test("an image as the inspect format shows it", () => {
  const image = handmadeImage("web", {
    exposes: [
      { port: 8443, protocol: "tcp", at: from, own: true },
      { port: 8080, protocol: "tcp", at: from, own: true },
      { port: 8080, protocol: "udp", at: from, own: false },
    ],
    environment: [
      { name: "CACHE_TTL", value: "60", at: from, own: true, readAt: [] },
      { name: "TOKEN", at: from, own: true, readAt: [] },
    ],
  });
  const at = { file: DOCKERFILE, line: 1, column: 6 };
  expect(facts(image, {})).toEqual({
    name: "web",
    path: "deployment/images/web",
    dockerfile: DOCKERFILE,
    target: null,
    context: "deployment/images/web",
    args: {},
    base: "debian:12-slim",
    containerUser: {
      known: true,
      name: "web",
      uid: 101,
      root: false,
      at: { file: DOCKERFILE, line: 2, column: 6 },
      because: [],
    },
    servers: [],
    exposes: [8080, 8443],
    environment: [
      { name: "CACHE_TTL", default: "60", at },
      { name: "TOKEN", default: null, at },
    ],
    unknown: [],
    runs: [],
  });
});

group("the build", () => {
  test("the repo's root as context is .", () => {
    const image = handmadeImage("web", { build: { ...web.build, context: known("", from), target: "prod" } });
    expect([facts(image, {}).context, facts(image, {}).target]).toEqual([".", "prod"]);
  });

  test("a context that cannot be told says why", () => {
    const context = unknown(
      { key: "no folder holds every COPY source", why: "no folder holds every COPY source" },
      from,
      "name it in the policy's builds",
    );
    const image = handmadeImage("web", { build: { ...web.build, context } });
    expect(facts(image, {}).context).toEqual({
      known: false,
      why: "no folder holds every COPY source",
      settle: "name it in the policy's builds",
      at: { file: DOCKERFILE, line: 1, column: 6 },
    });
  });

  test("the base is what the first stage of the chain starts from", () => {
    const final = { ...web.final, base: { kind: "stage", stage: web.final } as const };
    expect(facts(handmadeImage("web", { final }), {}).base).toBe("debian:12-slim");
  });

  test("the base is as written where it is an image of the repo or not known", () => {
    const image = handmadeImage("web", { final: { ...web.final, base: { kind: "image", image: web } } });
    const other = handmadeImage("web", { final: { ...web.final, base: { kind: "unknown", why: "?" } } });
    expect([facts(image, {}).base, facts(other, {}).base]).toEqual(["debian:12-slim", "debian:12-slim"]);
  });
});

group("users", () => {
  test("a bare number has no name, a name alone no uid", () => {
    const shown = server({
      master: known({ uid: 777, root: false }, from),
      workers: known({ name: "www", root: false }, from),
    });
    expect(shown?.master).toEqual({ known: true, uid: 777, root: false, at: expect.anything(), because: [] });
    expect(shown?.workers).toEqual({
      known: true,
      name: "www",
      root: false,
      at: expect.anything(),
      because: [],
    });
  });

  test("the chain that proves a user comes along", () => {
    expect(server({})?.workers).toMatchObject({
      at: { file: conf.path, line: 1, column: 6 },
      because: [{ file: DOCKERFILE, line: 1, column: 6, note: "the user is made here" }],
    });
  });

  test("an unknown user says why", () => {
    const shown = facts(web, {
      containerUser: unknown({ key: "the base is not known", why: "the base is not known" }, from),
    }).containerUser;
    expect(shown).toMatchObject({ known: false, why: "the base is not known" });
    expect(shown).not.toHaveProperty("settle");
  });
});

group("servers", () => {
  test("starts is true, false with its reason, or cannot be told", () => {
    expect(server({})).toMatchObject({ starts: true });
    expect(server({})).not.toHaveProperty("because");
    const dead = {
      starts: known(false, from),
      problems: [{ key: "user", at: from, message: "no such user", related: [] }],
    };
    expect(server(dead)).toMatchObject({ starts: false, because: [{ line: 1, note: "no such user" }] });
    expect(server({ starts: known(false, from, [{ at: from, note: "the CMD is another" }]) })).toMatchObject({
      because: [{ note: "the CMD is another" }],
    });
    expect(server({ starts: known(false, from), launched: known(false, from) })).toMatchObject({
      because: [{ note: "nothing starts it" }],
    });
    expect(
      server({ starts: unknown({ key: "an entrypoint decides", why: "an entrypoint decides" }, from) })
        ?.starts,
    ).toMatchObject({
      known: false,
    });
  });

  test("listeners are always a list", () => {
    expect(server({})?.listeners).toEqual([
      { address: "0.0.0.0", port: 8080, at: { file: conf.path, line: 2, column: 8 } },
    ]);
    expect(server({})).not.toHaveProperty("listenersComplete");
  });

  test("where there may be more listeners, unknown says so once", () => {
    const listenersIncomplete = unknown(
      { key: "conf.d is written at start", why: "conf.d is written at start" },
      from,
    );
    const incomplete = { nginx: { ...nginx, listenersIncomplete } };
    const image = handmadeImage("web", { unknowns: [{ fact: "listeners", reason: listenersIncomplete }] });
    for (const one of [facts(web, incomplete), facts(image, incomplete)]) {
      expect(one.servers[0]?.listenersComplete).toBe(false);
      expect(one.unknown).toHaveLength(1);
      expect(one.unknown[0]).toMatchObject({ why: "conf.d is written at start", at: { line: 1 } });
    }
  });

  test("nginx comes before Apache", () => {
    const { masterProcess: _, ...server } = nginx;
    const installed = { install: apacheDebian, at: from, from: "package" } as const;
    const own = {
      userDirectives: [],
      groupDirectives: [],
      unreached: [],
      written: [],
      passes: [],
      byControl: true,
      installed,
    };
    const apache = { ...server, kind: "apache", ...own } as const;
    expect(facts(web, { apache, nginx }).servers.map(({ kind }) => kind)).toEqual(["nginx", "apache"]);
  });
});

test("compose services are runs, the image's own run is not", () => {
  const root = known({ name: "root", uid: 0, root: true }, from);
  const shown = facts(web, { service: "proxy", containerUser: root, nginx }, {});
  expect(shown.containerUser).toMatchObject({ name: "web" });
  expect(shown.servers).toEqual([]);
  expect(shown.runs).toMatchObject([
    { service: "proxy", containerUser: { name: "root" }, servers: [{ kind: "nginx" }] },
  ]);
});

test("images are sorted by path and name", () => {
  const fleet = handmadeFleet(["b", "c", "a"].map((name) => handmadeRun(handmadeImage(name))));
  expect(describe(fleet).map(({ name }) => name)).toEqual(["a", "b", "c"]);
});
