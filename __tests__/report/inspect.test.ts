import { Ajv } from "ajv";
import { expect, test } from "vitest";
import type { ImageFacts, ServerJson, UnknownJson } from "../../src/facts.ts";
import { colors } from "../../src/report/colors.ts";
import { inspectSchemaText } from "../../src/report/json/inspect-schema.ts";
import { jsonFacts } from "../../src/report/json/report.ts";
import { inspectText } from "../../src/report/text/inspect.ts";
import { imageOf, userOf } from "./report-of.ts";

const valid = new Ajv({ allErrors: true }).compile(JSON.parse(inspectSchemaText()));

const at = { file: "deployment/images/web/nginx.conf", line: 3, column: 8 };
const cannotTell: UnknownJson = { known: false, why: "the base corp/x is not known", settle: "name it", at };
const nginx: ServerJson = {
  kind: "nginx",
  starts: true,
  mainConfig: "/etc/nginx/nginx.conf",
  files: ["/etc/nginx/nginx.conf", "/etc/nginx/conf.d/a.conf", "/etc/nginx/conf.d/b.conf"],
  master: userOf("root"),
  workers: {
    ...userOf("web"),
    uid: 101,
    because: [{ ...at, note: "the user is made here" }],
  },
  listeners: [
    { address: "0.0.0.0", port: 8080, at },
    { address: "::", port: 8080, at: { ...at, line: 4 }, because: [{ ...at, note: "included here" }] },
  ],
};
const apache: ServerJson = {
  ...nginx,
  kind: "apache",
  starts: false,
  because: [{ ...at, note: "AH00526: bad user name web" }],
};
const open: ServerJson = {
  ...nginx,
  starts: cannotTell,
  mainConfig: cannotTell,
  files: [],
  master: cannotTell,
  workers: cannotTell,
  listeners: [],
  listenersComplete: false,
};

const images: readonly ImageFacts[] = [
  imageOf("web", {
    containerUser: userOf("root"),
    servers: [nginx, apache],
    exposes: [8080, 8443],
    environment: [
      { name: "CACHE_TTL", default: "60", at },
      { name: "TOKEN", default: null, at },
    ],
    runs: [{ service: "proxy", containerUser: userOf("web"), servers: [] }],
  }),
  imageOf("open", {
    target: "prod",
    context: cannotTell,
    containerUser: cannotTell,
    servers: [open],
    unknown: [
      { fact: "container user", why: "the base corp/x is not known", settle: "say it:\n  user: web", at },
    ],
  }),
  imageOf("number", { containerUser: { known: true, uid: 777, root: false, at, because: [] } }),
];

test("what a colleague would say", () => {
  expect(inspectText(images, { colors: colors(false) })).toMatchSnapshot();
});

test("no image", () => {
  expect(inspectText([], { colors: colors(false) })).toBe("no image was found\n");
});

test("the facts are what the schema says", () => {
  valid(JSON.parse(jsonFacts(images)));
  expect(valid.errors).toBeNull();
});

test.each<[what: string, image: ImageFacts]>([
  ["a port 0", imageOf("a", { exposes: [0] })],
  ["a server of another kind", imageOf("a", { servers: [{ ...nginx, kind: "caddy" as "nginx" }] })],
  [
    "an unknown without its reason",
    imageOf("a", { context: { known: false, at } as unknown as UnknownJson }),
  ],
])("the schema refuses %s", (_what, image) => {
  expect(valid(JSON.parse(jsonFacts([image])))).toBe(false);
});
