import { expect, test } from "vitest";
import { composeLiteral, parseCompose } from "../../src/parsers/builds/compose.ts";
import { sourceFile, textOf } from "../../src/source.ts";

function service(body: string) {
  const file = sourceFile("compose.yml", `services:\n  web:\n${body.replace(/^/gm, "    ")}\n`);
  const { services, problems } = parseCompose(file);
  expect(problems).toEqual([]);
  const [found] = services;
  if (found === undefined) throw new Error("no service");
  return { file, found };
}

test.each<[string, object]>([
  ["build: ./web", { context: { value: "./web" }, args: [], contexts: [] }],
  ["build:\n  target: run", { context: { value: "." }, target: { value: "run" } }],
  [
    "build: { context: ., dockerfile: a/Dockerfile }",
    { context: { value: "." }, dockerfile: { value: "a/Dockerfile" } },
  ],
  [
    "build: { args: { A: 1.10, B: '', C: } }",
    { args: [{ name: "A", value: { value: "1.10" } }, { name: "B", value: { value: "" } }, { name: "C" }] },
  ],
  ["build: { args: [A=1=2, B] }", { args: [{ name: "A", value: { value: "1=2" } }, { name: "B" }] }],
  [
    "build: { additional_contexts: { base: service:base } }",
    { contexts: [{ name: "base", value: { value: "service:base" } }] },
  ],
  [
    "build: { additional_contexts: [base=../base] }",
    { contexts: [{ name: "base", value: { value: "../base" } }] },
  ],
])("%s", (body, expected) => {
  expect(service(body).found.build).toMatchObject(expected);
});

test("a Dockerfile in the compose file says so", () => {
  const { file, found } = service("build:\n  dockerfile_inline: |\n    FROM x");
  expect(found.build?.inline && textOf(file, found.build.inline)).toContain("FROM x");
});

test.each<[string, string]>([
  ["8080", "8080-8080/tcp"],
  ['"8080"', "8080-8080/tcp"],
  ["80:8080", "80>8080-8080/tcp"],
  ["127.0.0.1:80:8080/udp", "127.0.0.1|80>8080-8080/udp"],
  ['"[::1]:80:8080"', "::1|80>8080-8080/tcp"],
  ["127.0.0.1::8080", "127.0.0.1|8080-8080/tcp"],
  ["3000-3005:4000-4005", "3000-3005>4000-4005/tcp"],
  ["{ target: 80, published: 8080, protocol: udp, host_ip: 1.2.3.4 }", "1.2.3.4|8080>80-80/udp"],
  ["${PORT}:8080", ""],
  ["80:${PORT:-8080}", ""],
])("port %s", (text, expected) => {
  const { found } = service(`ports:\n  - ${text}`);
  const shown = found.ports.map(({ address, published, container, protocol }) => {
    const before = `${address === undefined ? "" : `${address}|`}${published === undefined ? "" : `${published}>`}`;
    return `${before}${container.first}-${container.last}/${protocol}`;
  });
  expect(shown.join()).toBe(expected);
});

test.each<[string, object]>([
  ["./a.conf:/etc/a.conf:ro", { type: "bind", source: "./a.conf", target: "/etc/a.conf", readOnly: true }],
  ["data:/data", { type: "volume", source: "data", target: "/data", readOnly: false }],
  ["/data", { type: "volume", target: "/data" }],
  ["${DIR:-./x}:/data:z,ro", { type: "bind", source: "${DIR:-./x}", target: "/data", readOnly: true }],
  [
    "{ type: bind, source: ./a, target: /b, read_only: true }",
    { type: "bind", source: "./a", target: "/b", readOnly: true },
  ],
])("volume %s", (text, expected) => {
  expect(service(`volumes:\n  - ${text}`).found.volumes).toMatchObject([expected]);
});

test("what else a service says, with its places", () => {
  const { file, found } = service(`image: corp/web:1
user: 101
command: nginx -g 'daemon off;'
entrypoint: [/run.sh, "a b"]
environment: [A=1, B]
env_file:
  - .env
  - path: other.env
extends: { file: base.yml, service: base }`);
  expect(found).toMatchObject({
    name: "web",
    image: { value: "corp/web:1" },
    user: { value: "101" },
    command: { kind: "text", text: { value: "nginx -g 'daemon off;'" } },
    entrypoint: { kind: "words", words: [{ value: "/run.sh" }, { value: "a b" }] },
    environment: [{ name: "A", value: { value: "1" } }, { name: "B" }],
    envFiles: [{ value: ".env" }, { value: "other.env" }],
    extends: { service: "base", file: "base.yml" },
  });
  const spans = [found.span, found.user?.span, found.environment[0]?.value?.span];
  expect(spans.map((span) => span && textOf(file, span))).toEqual(["web", "101", "1"]);
});

test("includes, and services behind an anchor", () => {
  const file = sourceFile(
    "compose.yml",
    "include: [a.yml, { path: [b.yml] }]\nx-web: &web\n  build: ./web\nservices:\n  one:\n    <<: *web\n    user: app\n  two:\n",
  );
  const { services, includes } = parseCompose(file);
  expect(includes.map(({ value }) => value)).toEqual(["a.yml", "b.yml"]);
  expect(services.map(({ name, build, user }) => [name, build?.context.value, user?.value])).toEqual([
    ["one", "./web", "app"],
    ["two", undefined, undefined],
  ]);
});

test.each([
  ["a", "a"],
  ["a$$b", "a$b"],
  ["$A", null],
  ["${A:-b}", null],
])("the literal of %s is %s", (value, expected) => {
  expect(composeLiteral({ value, span: { start: 0, end: 0 } })).toBe(expected);
});
