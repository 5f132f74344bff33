import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readInspected } from "../../src/policy/inspected.ts";
import { loadRecorded, recordedData } from "../../src/policy/recorded.ts";
import { rangeOf, sourceFile } from "../../src/source.ts";

function inspection(name: string): string {
  return readFileSync(new URL(`./inspections/${name}.json`, import.meta.url), "utf8");
}

function read(text: string) {
  return readInspected(sourceFile("standard input", text));
}

/** What is said of an inspection that is refused: at its line and column, or without. */
function refused(text: string): readonly string[] {
  const result = read(text);
  if (result.ok) return [];
  if ("message" in result) return [result.message];
  return result.problems.map(({ at, message }) => {
    const { line, column } = rangeOf(at).start;
    return `${line}:${column} ${message}`;
  });
}

/** An image in Docker's shape with this configuration. */
function image(config: object, rest: object = {}): string {
  return JSON.stringify([{ Os: "linux", Architecture: "amd64", Config: config, ...rest }]);
}

test("docker image inspect", () => {
  const result = read(inspection("docker"));
  expect(result.ok && result.inspected).toEqual({
    base: {
      digests: ["sha256:447a8665cc1dab95b1ca778e162215839ccbb9189104c79d7ec3a81e14577add"],
      platform: "linux/amd64",
      user: "101:0",
      exposes: ["9113/tcp", "8080/tcp", "8080/udp"],
      volumes: ["/var/cache/nginx"],
      workdir: "/srv",
      environment: {
        PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        NGINX_VERSION: "1.27.1",
        CACHE_TTL: "60=s",
        REGISTRY_TOKEN: null,
        PROXY: null,
      },
      entrypoint: ["/docker-entrypoint.sh"],
      cmd: ["nginx", "-g", "daemon off;"],
    },
    names: [
      "harbor.corp/base/nginx:1",
      "harbor.corp/base/nginx@sha256:447a8665cc1dab95b1ca778e162215839ccbb9189104c79d7ec3a81e14577add",
    ],
    withheld: ["PROXY", "REGISTRY_TOKEN"],
  });
});

test("podman image inspect, which leaves out what is empty", () => {
  const result = read(inspection("podman"));
  expect(result.ok && result.inspected).toMatchObject({
    base: {
      platform: "linux/arm64",
      user: "",
      exposes: [],
      volumes: [],
      workdir: "/",
      entrypoint: [],
      cmd: ["bash"],
    },
    withheld: [],
  });
});

test("skopeo inspect --config and crane config", () => {
  const result = read(inspection("oci"));
  expect(result.ok && result.inspected).toEqual({
    base: {
      digests: [],
      platform: "linux/arm64/v8",
      user: "nonroot",
      exposes: ["8080/tcp"],
      volumes: [],
      workdir: "/app",
      environment: { PATH: "/usr/bin", SSL_CERT_FILE: "/etc/ssl/certs/ca-certificates.crt" },
      entrypoint: ["/app/server"],
      cmd: [],
    },
    names: [],
    withheld: [],
  });
});

const COMMANDS =
  "pipe in the output of `docker image inspect REF`, `podman image inspect REF`, `skopeo inspect --config docker://REF` or `crane config REF`";

test.each<readonly [what: string, text: string, ...said: string[]]>([
  ["nothing", " \n", `nothing came on standard input: ${COMMANDS}`],
  ["no JSON", "Error: no such image\n", "1:1 this is not JSON"],
  ["an error's text behind JSON", "[]\nError: no such image", "2:1 this is not JSON"],
  [
    "no image",
    "[]",
    "standard input holds no image: an engine prints [] for an image that it does not have; pull it first",
  ],
  ["a text", '"nginx"', `standard input holds no image: ${COMMANDS}`],
  ["null", "null", `standard input holds no image: ${COMMANDS}`],
  [
    "two images",
    `[${inspection("oci")},${inspection("oci")}]`,
    "standard input holds 2 images, but only one is recorded at a time",
  ],
  [
    "a container",
    image({ User: "0" }, { State: {}, HostConfig: {} }),
    "standard input describes a container, which may differ from its image: use `docker image inspect REF`",
  ],
  [
    "skopeo inspect without --config",
    JSON.stringify({ Name: "x", Digest: "sha256:1", Os: "linux", Layers: [], Env: ["A=1"] }),
    "`skopeo inspect` does not say who an image runs as: use `skopeo inspect --config docker://REF`",
  ],
  [
    "a manifest list",
    JSON.stringify({ schemaVersion: 2, manifests: [] }),
    `standard input holds no image configuration: ${COMMANDS}`,
  ],
  [
    "no configuration",
    '{"Os":"linux","Config":null}',
    `standard input holds no image configuration: ${COMMANDS}`,
  ],
  [
    "Windows",
    image({}, { Os: "windows" }),
    "the image is for windows, but Keelcheck reads only images for linux",
  ],
  [
    "no system",
    '{"config":{}}',
    "the image does not say which system it is for, but Keelcheck reads only images for linux",
  ],
  [
    "ONBUILD",
    image({ OnBuild: ["USER web"] }),
    "the image has ONBUILD instructions (USER web), which run in every image that starts from it: say what it runs as under base-images: in .github/keelcheck.yml",
  ],
  [
    "a user that is a number",
    '{\n  "os": "linux",\n  "config": {\n    "User": 0\n  }\n}',
    '4:13 User must be a user\'s name or number, with ":group" where it has one, not 0',
  ],
  [
    "a user with a blank",
    image({ User: "a b" }),
    '1:56 User must be a user\'s name or number, with ":group" where it has one, not "a b"',
  ],
  [
    "a group without its user",
    image({ User: ":0" }),
    '1:56 User must be a user\'s name or number, with ":group" where it has one, not ":0"',
  ],
  [
    "a port that is none",
    image({ ExposedPorts: { "70000/tcp": {} } }),
    '1:65 each key of ExposedPorts must be a port from 1 to 65535, such as 8080/tcp, not "70000/tcp"',
  ],
  [
    "a list of ports",
    image({ ExposedPorts: ["80/tcp"] }),
    "1:64 ExposedPorts must be a map of ports, not a list",
  ],
  [
    "a relative folder",
    image({ WorkingDir: "app" }),
    '1:62 WorkingDir must be a container path that begins with /, not "app"',
  ],
  ["a variable without a value", image({ Env: ["A=1", "B"] }), '1:62 Env must be NAME=value, not "B"'],
  ["a variable twice", image({ Env: ["A=1", "A=2"] }), "Env sets A twice"],
  ["a command that is no list", image({ Cmd: "nginx" }), '1:55 Cmd must be a list of words, not "nginx"'],
  ["a key twice", '{"os":"linux","config":{"User":"0","User":"web"}}', '1:36 "User" stands twice in one map'],
])("refused: %s", (_what, text, ...said) => {
  expect(refused(text)).toEqual(said);
});

test.each([
  ["User", ""],
  ["User", null],
  ["User", "0"],
  ["User", "web"],
  ["User", "web:www-data"],
  ["User", "1001:0"],
])("accepted: %s %j", (key, value) => {
  const result = read(image({ [key]: value }));
  expect(result.ok && result.inspected.base.user).toBe(value ?? "");
});

test("an engine's marks for no name are no names", () => {
  const result = read(image({}, { RepoTags: ["<none>:<none>"], RepoDigests: ["<none>@<none>"] }));
  expect(result.ok && [result.inspected.names, result.inspected.base.digests]).toEqual([[], []]);
});

test("whatever is accepted can be recorded and read back", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("80/tcp", "/x", "A=1", "web"),
  );
  const map = fc.option(fc.dictionary(text, fc.constant({})));
  const list = fc.option(fc.array(text));
  const config = fc.record(
    { User: text, ExposedPorts: map, Volumes: map, WorkingDir: text, Env: list, Entrypoint: list, Cmd: list },
    { requiredKeys: [] },
  );
  const rest = fc.record({ RepoDigests: list, Architecture: text }, { requiredKeys: [] });
  let accepted = 0;
  fc.assert(
    fc.property(config, rest, (some, other) => {
      const result = read(image(some, other));
      if (!result.ok) return;
      accepted += 1;
      const written = JSON.stringify(recordedData([{ ref: "corp/base:1", ...result.inspected.base }]));
      expect(loadRecorded(sourceFile("bases.json", written)).problems).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(accepted).toBeGreaterThan(20);
});
