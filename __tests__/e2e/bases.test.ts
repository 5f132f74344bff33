import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { recordedSchemaText } from "../../src/policy/recorded.ts";
import { basesSchemaText } from "../../src/report/json/bases.ts";
import { inFolder, run } from "./cli-io.ts";

const ROOT = join(import.meta.dirname, "../..");
const REF = "harbor.corp/base/nginx:1";
const WEB = "deployment/images/web/Dockerfile";
const RECORDED = ".github/keelcheck-bases.json";
const tree = { [WEB]: `FROM ${REF}\n` };
const docker = inspection("docker");

function inspection(name: string): string {
  return readFileSync(join(ROOT, `__tests__/policy/inspections/${name}.json`), "utf8");
}

/** `keelcheck bases add` with this on standard input. */
function add(cwd: string, argv: readonly string[], input: string | Uint8Array) {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  return run(["bases", "add", ...argv], { cwd, input: async () => bytes });
}

function stands(cwd: string): string {
  return readFileSync(join(cwd, RECORDED), "utf8");
}

const recordedText = `{
  "version": 1,
  "bases": [
    {
      "ref": "harbor.corp/base/nginx:1",
      "digests": [
        "sha256:447a8665cc1dab95b1ca778e162215839ccbb9189104c79d7ec3a81e14577add"
      ],
      "platform": "linux/amd64",
      "user": "101:0",
      "exposes": [
        "8080/tcp",
        "8080/udp",
        "9113/tcp"
      ],
      "volumes": [
        "/var/cache/nginx"
      ],
      "workdir": "/srv",
      "environment": {
        "CACHE_TTL": "60=s",
        "NGINX_VERSION": "1.27.1",
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "PROXY": null,
        "REGISTRY_TOKEN": null
      },
      "entrypoint": [
        "/docker-entrypoint.sh"
      ],
      "cmd": [
        "nginx",
        "-g",
        "daemon off;"
      ]
    }
  ]
}
`;

describe("bases add", () => {
  test("writes the file, says what is in it, and the base is known", () =>
    inFolder(tree, async (cwd) => {
      expect((await run(["inspect"], { cwd })).out).toContain(
        "Who the container runs as cannot be determined",
      );
      const { code, out, err } = await add(cwd, [REF], docker);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toBe(`recorded harbor.corp/base/nginx:1 in .github/keelcheck-bases.json
  platform: linux/amd64
  user: 101:0
  exposes: 8080/tcp, 8080/udp, 9113/tcp
  volumes: /var/cache/nginx
  workdir: /srv
  entrypoint: ["/docker-entrypoint.sh"]
  cmd: ["nginx","-g","daemon off;"]
  variables: CACHE_TTL, NGINX_VERSION, PATH, PROXY, REGISTRY_TOKEN
  left out, as they may be secrets: the values of PROXY and REGISTRY_TOKEN
`);
      expect(stands(cwd)).toBe(recordedText);
      expect(
        new Ajv({ strict: false }).validate(JSON.parse(recordedSchemaText()), JSON.parse(stands(cwd))),
      ).toBe(true);
      expect((await run(["inspect"], { cwd })).out).toContain("The container runs as user 101.");
      expect(readdirSync(cwd).sort()).toEqual([".github", "deployment"]);
      expect(readdirSync(join(cwd, ".github"))).toEqual(["keelcheck-bases.json"]);
    }));

  test("changes no byte the second time", () =>
    inFolder(tree, async (cwd) => {
      await add(cwd, [REF], docker);
      const { ino } = statSync(join(cwd, RECORDED));
      const { code, out } = await add(cwd, [REF], docker);
      expect(code).toBe(0);
      expect(out).toMatch(/^harbor\.corp\/base\/nginx:1 is already recorded, and nothing has changed\n/);
      expect([stands(cwd), statSync(join(cwd, RECORDED)).ino]).toEqual([recordedText, ino]);
    }));

  test("replaces what was recorded of it, by whatever spelling, and leaves the others", () =>
    inFolder(tree, async (cwd) => {
      await add(cwd, ["debian:12-slim"], inspection("podman"));
      await add(cwd, [REF], docker);
      const { out } = await add(
        cwd,
        ["docker.io/library/debian:12-slim"],
        inspection("podman").replace('"Config": {', '"Config": { "User": "web",'),
      );
      expect(out).toMatch(/^recorded docker\.io\/library\/debian:12-slim again in /);
      expect(out).toContain("\n  user: root (no USER is set) -> web\n");
      const refs = JSON.parse(stands(cwd)).bases.map(
        ({ ref, user }: Record<string, string>) => `${ref} ${user}`,
      );
      expect(refs).toEqual(["docker.io/library/debian:12-slim web", `${REF} 101:0`]);
    }));

  test("does not depend on the order of recording", () =>
    inFolder({}, async (one) =>
      inFolder({}, async (other) => {
        await add(one, ["debian:12-slim"], inspection("podman"));
        await add(one, [REF], docker);
        await add(other, [REF], docker);
        await add(other, ["debian:12-slim"], inspection("podman"));
        expect(stands(one)).toBe(stands(other));
      }),
    ));

  test("takes a digest for the tag", () =>
    inFolder({}, async (cwd) => {
      const ref =
        "harbor.corp/base/nginx:1@sha256:447a8665cc1dab95b1ca778e162215839ccbb9189104c79d7ec3a81e14577add";
      expect(await add(cwd, [ref], docker)).toMatchObject({ code: 0, err: "" });
    }));

  test("writes below PATH", () =>
    inFolder({ "repo/x": "" }, async (cwd) => {
      const { code } = await add(cwd, ["scratchpad", "repo"], inspection("oci"));
      expect([code, existsSync(join(cwd, RECORDED)), existsSync(join(cwd, "repo", RECORDED))]).toEqual([
        0,
        false,
        true,
      ]);
    }));

  test("says where git ignores the file", () =>
    inFolder({ ".gitignore": ".github/*.json\n" }, async (cwd) => {
      expect((await add(cwd, [REF], docker)).out).toContain(
        "\n  git ignores .github/keelcheck-bases.json: other checkouts do not have it\n",
      );
    }));

  test("shows nothing of what came that could deceive a terminal", () =>
    inFolder({}, async (cwd) => {
      const { out } = await add(cwd, [REF], docker.replace('"daemon off;"', '"\\u001b[2J\u202e"'));
      expect(out).toContain("\\u{202e}");
      for (const hidden of ["\u001b", "\u202e"]) expect(out + stands(cwd)).not.toContain(hidden);
    }));

  test.each<readonly [what: string, argv: readonly string[], input: string | Uint8Array, message: RegExp]>([
    [
      "another image",
      ["nginx"],
      docker,
      /^keelcheck: standard input describes harbor\.corp\/base\/nginx:1, not nginx: inspect the image by/,
    ],
    [
      "another tag",
      ["harbor.corp/base/nginx:2"],
      docker,
      /^keelcheck: standard input describes harbor\.corp\/base\/nginx:1, not /,
    ],
    [
      "another digest",
      [`harbor.corp/base/nginx@sha256:${"1".repeat(64)}`],
      docker,
      /^keelcheck: standard input describes /,
    ],
    [
      "a reference that is none",
      ["x;id"],
      docker,
      /^keelcheck: "x;id" is not an image reference: write what FROM names/,
    ],
    ["scratch", ["scratch"], docker, /^keelcheck: scratch is not an image/],
    ["no reference", [], docker, /^keelcheck: missing required argument 'ref'\n$/],
    [
      "nothing",
      [REF],
      "",
      /^keelcheck: nothing came on standard input: pipe in the output of `docker image inspect REF`/,
    ],
    [
      "an empty answer",
      [REF],
      "[]\n",
      /^keelcheck: standard input holds no image: an engine prints \[\] for an image that it does not have/,
    ],
    [
      "bytes that are no text",
      [REF],
      new Uint8Array([0xff, 0xfe, 0x5b]),
      /^keelcheck: standard input is UTF-16, and only UTF-8 is read\n$/,
    ],
    [
      "a value of another kind",
      [REF],
      docker.replace('"101:0"', "101"),
      /^standard input:16:15: error: User must be a user's name or number/,
    ],
    ["a folder that is missing", [REF, "nowhere"], docker, /^keelcheck: there is no folder \S+nowhere\n$/],
    ["a file as the folder", [REF, WEB], docker, /^keelcheck: \S+ is not a folder\n$/],
  ])("refuses %s, and writes nothing", (_what, argv, input, message) =>
    inFolder(tree, async (cwd) => {
      const { code, out, err } = await add(cwd, argv, input);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(message);
      expect(readdirSync(cwd)).toEqual(["deployment"]);
    }));

  test("does not wait for somebody to type", () =>
    inFolder(tree, async (cwd) => {
      const { code, err } = await run(["bases", "add", REF], { cwd });
      expect([code, err]).toEqual([
        2,
        `keelcheck: bases add reads the image from standard input: docker image inspect ${REF} | keelcheck bases add ${REF}\n`,
      ]);
    }));

  test.each<readonly [what: string, prepare: (cwd: string, outside: string) => void, message: string]>([
    [
      "a folder that is a link",
      (cwd, outside) => symlinkSync(outside, join(cwd, ".github")),
      ".github is a link, but must be a folder: nothing was written",
    ],
    [
      "a file that is a link",
      (cwd, outside) => {
        mkdirSync(join(cwd, ".github"));
        symlinkSync(join(outside, "there.json"), join(cwd, RECORDED));
      },
      `${RECORDED} is a link, but must be a regular file: nothing was written`,
    ],
    [
      "a link that leads nowhere",
      (cwd, outside) => {
        mkdirSync(join(cwd, ".github"));
        symlinkSync(join(outside, "missing.json"), join(cwd, RECORDED));
      },
      `${RECORDED} is a link, but must be a regular file: nothing was written`,
    ],
    [
      "a file in the folder's place",
      (cwd) => writeFileSync(join(cwd, ".github"), ""),
      ".github is a file, but must be a folder: nothing was written",
    ],
    [
      "a folder in the file's place",
      (cwd) => mkdirSync(join(cwd, RECORDED), { recursive: true }),
      `${RECORDED} is a folder, but must be a regular file: nothing was written`,
    ],
  ])("refuses %s", (_what, prepare, message) =>
    inFolder({ "there.json": '{"version": 1, "bases": []}' }, (outside) =>
      inFolder({}, async (cwd) => {
        prepare(cwd, outside);
        expect(await add(cwd, [REF], docker)).toEqual({ code: 2, out: "", err: `keelcheck: ${message}\n` });
        expect(readdirSync(outside)).toEqual(["there.json"]);
        expect(readFileSync(join(outside, "there.json"), "utf8")).toBe('{"version": 1, "bases": []}');
      }),
    ));

  test("leaves a file with an error as it is, and shows the error", () =>
    inFolder({ [RECORDED]: '{\n  "version": 1,\n  "base": []\n}\n' }, async (cwd) => {
      const { code, err } = await add(cwd, [REF], docker);
      expect(code).toBe(2);
      expect(err).toContain(
        '.github/keelcheck-bases.json:3:3: error: unknown key "base": did you mean "bases"?',
      );
      expect(stands(cwd)).toBe('{\n  "version": 1,\n  "base": []\n}\n');
      expect(lstatSync(join(cwd, RECORDED)).isFile()).toBe(true);
    }));
});

describe("bases", () => {
  test("lists what is not known, with what settles it", () =>
    inFolder(tree, async (cwd) => {
      const { code, out, err } = await run(["bases"], { cwd });
      expect([code, err]).toEqual([0, ""]);
      expect(
        out,
      ).toBe(`1 image in 1 folder found in deployment/images; the policy's "images" can name another place

harbor.corp/base/nginx:1

  unknown base image harbor.corp/base/nginx:1
  1 image: web
  named at deployment/images/web/Dockerfile:1:6
  cannot be determined because of it: container user, servers

  to settle it:
    docker image inspect harbor.corp/base/nginx:1 | keelcheck bases add harbor.corp/base/nginx:1

  or, in .github/keelcheck.yml:
    base-images:
      harbor.corp/base/nginx:1: { user: USER, exposes: [PORT], like: IMAGE }

1 unknown base image; 1 image checked
`);
    }));

  test("the command that it names works, also for another folder", () =>
    inFolder({ [`it's/${WEB}`]: `FROM ${REF}\n`, "inspected.json": docker }, async (cwd) => {
      const { out } = await run(["bases", "it's", "--format", "json"], { cwd });
      const [{ command }] = JSON.parse(out).bases;
      expect(command).toBe(`docker image inspect ${REF} | keelcheck bases add ${REF} 'it'\\''s'`);
      const script = `docker() { cat inspected.json; }
keelcheck() { "${process.execPath}" "${join(ROOT, "src/bin/cli.ts")}" "$@"; }
${command}`;
      const { status, stderr } = spawnSync("bash", ["-c", script], { cwd, encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
      expect(readFileSync(join(cwd, "it's", RECORDED), "utf8")).toBe(recordedText);
    }));

  test("the notice of check names the same command", () =>
    inFolder(tree, async (cwd) => {
      const { out } = await run(["check", "--format", "json"], { cwd });
      const help = JSON.parse(out).findings.find(
        ({ rule }: { rule: string }) => rule === "fact/unknown",
      ).help;
      expect(help).toContain(`to settle it: docker image inspect ${REF} | keelcheck bases add ${REF}`);
    }));

  test("the lines of the policy that it names are a policy", () =>
    inFolder(tree, async (cwd) => {
      const [{ policy }] = JSON.parse((await run(["bases", "--format", "json"], { cwd })).out).bases;
      const filled = policy.replace("USER", "101").replace("PORT", "8080").replace("IMAGE", "nginx");
      writeFileSync(join(cwd, "p.yml"), filled);
      const { code, out } = await run(["bases", "--policy", "p.yml"], { cwd });
      expect([code, out]).toMatchObject([0, expect.stringMatching(/\n\nthe bases of 1 image are known\n$/)]);
    }));

  test("--format json is what its schema says", () =>
    inFolder({ ...tree, "deployment/images/px/Dockerfile": "ARG TAG\nFROM nginx:${TAG}\n" }, async (cwd) => {
      const { code, out } = await run(["bases", "--format", "json"], { cwd });
      const valid = new Ajv({ allErrors: true }).compile(JSON.parse(basesSchemaText()));
      valid(JSON.parse(out));
      expect([valid.errors, code]).toEqual([null, 0]);
      expect(JSON.parse(out).bases.map(({ ref }: { ref: string }) => ref)).toEqual([REF, "nginx:${TAG}"]);
    }));

  test("an error in the file of recorded bases ends every command", () =>
    inFolder({ ...tree, [RECORDED]: '{"version": 1, "bases": [{}]}' }, async (cwd) => {
      for (const command of ["bases", "check", "inspect"]) {
        const { code, out, err } = await run([command], { cwd });
        expect([code, out]).toEqual([2, ""]);
        expect(err).toContain(
          '.github/keelcheck-bases.json:1:26: error: "ref" is missing here: it must be an image reference',
        );
      }
    }));
});
