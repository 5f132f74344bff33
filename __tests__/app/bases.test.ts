import { describe, expect, test } from "vitest";
import { basesToSettle } from "../../src/app/bases/bases.ts";
import { load } from "../../src/app/load.ts";
import { describe as describeFleet } from "../../src/engine/describe.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

const IMAGES = "deployment/images";
const POLICY = ".github/keelcheck.yml";
const RECORDED = ".github/keelcheck-bases.json";
const DIGEST = `sha256:${"4".repeat(64)}`;
const plain = {
  ref: "corp/base:1",
  digests: [DIGEST],
  platform: "linux/amd64",
  user: "",
  exposes: [],
  volumes: [],
  workdir: "/",
  environment: {},
  entrypoint: [],
  cmd: [],
};

/** A file of recorded bases; what is not said is as in an image that sets nothing. */
function recorded(...bases: readonly object[]): string {
  return JSON.stringify({ version: 1, bases: bases.map((base) => ({ ...plain, ...base })) });
}

async function read(files: Readonly<Record<string, string>>) {
  const loaded = await load({ workspace: memoryWorkspace(files), rules: [] });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.failure));
  return loaded;
}

/** What an image of this Dockerfile runs as and exposes, and which facts of it cannot be told. */
async function facts(
  dockerfile: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { fleet } = await read({ ...files, [`${IMAGES}/web/Dockerfile`]: dockerfile });
  return describeFleet(fleet).flatMap(({ containerUser: user, exposes, environment, servers, unknown }) => [
    user.known
      ? `user ${[user.name, user.uid].filter((part) => part !== undefined).join(":")}`
      : `user ? ${user.why}`,
    `exposes ${exposes.join(" ")}`.trim(),
    ...environment.map(({ name, default: value }) => `${name}=${value}`),
    ...servers.map(({ kind, starts }) => `${kind} starts: ${starts === true}`),
    ...unknown.filter(({ fact }) => fact !== "container user").map(({ fact }) => `${fact} ?`),
  ]);
}

/** The bases that are not known, a line each with what settles them. */
async function bases(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { fleet, policy } = await read(files);
  return basesToSettle(fleet, policy).map(
    ({ ref, images, at, unknown, command, policy: lines, advice }) =>
      `${ref} <- ${images.join(" ")} @${at.map(({ file, line }) => `${file.slice(IMAGES.length + 1)}:${line}`).join(" ")}: ${unknown.join(", ")} | ${command ?? lines ?? advice}`,
  );
}

describe("a recorded base", () => {
  const recordings: readonly (readonly [
    what: string,
    dockerfile: string,
    base: object,
    ...expected: string[],
  ])[] = [
    [
      "of root, which an empty user is",
      "FROM corp/base:1\n",
      { cmd: ["sleep", "1"] },
      "user root:0",
      "exposes",
    ],
    ["of a number", "FROM corp/base:1\n", { user: "1001:0", cmd: ["node"] }, "user 1001", "exposes"],
    ["of number 0", "FROM corp/base:1\n", { user: "0", cmd: ["sleep", "1"] }, "user 0", "exposes"],
    [
      "of a name, whose number is not recorded",
      "FROM corp/base:1\n",
      { user: "app", cmd: ["node"] },
      "user app",
      "exposes",
    ],
    [
      "under a USER of the image's own",
      "FROM corp/base:1\nUSER web\n",
      { user: "app", cmd: ["node"] },
      "user web",
      "exposes",
      'whether the user "web" exists ?',
    ],
    [
      "with ports, those of SCTP among them",
      "FROM corp/base:1\nEXPOSE 9000\n",
      { user: "1", exposes: ["8080/tcp", "53/udp", "99/sctp"], cmd: ["node"] },
      "user 1",
      "exposes 53 99 8080 9000",
    ],
    [
      "with an environment, which stays in the image; an ARG behind it decides in the Dockerfile",
      "FROM corp/base:1\nARG APP_USER=other\nUSER ${APP_USER}\n",
      { environment: { APP_USER: "app" }, cmd: ["node"] },
      "user other",
      "exposes",
      "APP_USER=app",
      'whether the user "other" exists ?',
    ],
    [
      "with a value that was left out",
      "FROM corp/base:1\nUSER ${AUTH_USER}\n",
      { environment: { AUTH_USER: null }, cmd: ["node"] },
      "user ? the value of USER comes from outside this file",
      "exposes",
      "AUTH_USER=null",
    ],
    [
      "with an entrypoint that nobody has read",
      "FROM corp/base:1\n",
      { entrypoint: ["/start.sh"], cmd: ["nginx"] },
      "user root:0",
      "exposes",
      "processes ?",
    ],
    [
      "found by :latest",
      "FROM corp/base\n",
      { ref: "corp/base:latest", user: "7", cmd: ["node"] },
      "user 7",
      "exposes",
    ],
    [
      "found by its full name",
      "FROM corp/base:1\n",
      { ref: "docker.io/corp/base:1", user: "7", cmd: ["node"] },
      "user 7",
      "exposes",
    ],
    [
      "found by its digest, whatever the tag",
      `FROM corp/base:2@${DIGEST}\n`,
      { user: "7", cmd: ["node"] },
      "user 7",
      "exposes",
    ],
  ];
  // A row with a rest behind an object has no type of its own in `test.each`.
  test.each(recordings.map((row) => [row[0], row] as const))("%s", async (_what, row) => {
    const [, dockerfile, base, ...expected] = row;
    expect(await facts(dockerfile, { [RECORDED]: recorded(base) })).toEqual(expected);
  });

  test.each<readonly [what: string, ref: string, base: object]>([
    ["another tag", "corp/base:2", {}],
    ["no tag, which is latest", "corp/base", {}],
    ["another digest", `corp/base:1@sha256:${"5".repeat(64)}`, {}],
    ["the tag of what was recorded by digest", "corp/base:1", { ref: `corp/base:1@${DIGEST}` }],
    ["another registry", "ghcr.io/corp/base:1", {}],
  ])("is not taken for %s", async (_what, ref, base) => {
    const [user] = await facts(`FROM ${ref}\n`, { [RECORDED]: recorded({ user: "7", ...base }) });
    expect(user).toBe(`user ? unknown base image ${ref}`);
  });

  test("holds for the mirror of its registry", async () => {
    const files = {
      [RECORDED]: recorded({ user: "7", cmd: ["node"] }),
      [POLICY]: "registries:\n  harbor.corp/hub: docker.io\n",
    };
    expect(await facts("FROM harbor.corp/hub/corp/base:1\n", files)).toEqual(["user 7", "exposes"]);
  });

  test("has its files and servers by what it is like, and all else by the record", async () => {
    const files = {
      [RECORDED]: recorded({
        user: "101",
        exposes: ["8080/tcp"],
        entrypoint: ["/docker-entrypoint.sh"],
        cmd: ["nginx", "-g", "daemon off;"],
      }),
      [POLICY]: "base-images:\n  corp/base: { like: nginx }\n",
    };
    expect(await facts("FROM corp/base:1\n", files)).toEqual([
      "user nginx:101",
      "exposes 8080",
      "nginx starts: true",
    ]);
  });

  test("goes behind what the policy says itself", async () => {
    const files = {
      [RECORDED]: recorded({ user: "app", exposes: ["8080/tcp"], cmd: ["node"] }),
      [POLICY]: "base-images:\n  corp/base: { user: 33, exposes: [9000] }\n",
    };
    expect(await facts("FROM corp/base:1\n", files)).toEqual(["user 33", "exposes 9000"]);
  });

  test("goes before the table, which still knows the files", async () => {
    const files = {
      [RECORDED]: recorded({ ref: "nginx:1.27", user: "101", cmd: ["nginx", "-g", "daemon off;"] }),
    };
    expect(await facts("FROM nginx:1.27\n", files)).toEqual([
      "user nginx:101",
      "exposes",
      // The table's pid file lies in /run, which is root's.
      "nginx starts: false",
    ]);
  });

  test("is root also where what it is like is not", async () => {
    const files = {
      [RECORDED]: recorded({ cmd: ["node"] }),
      [POLICY]: "base-images:\n  corp/base: { like: nginxinc/nginx-unprivileged }\n",
    };
    const [user] = await facts("FROM corp/base:1\n", files);
    expect(user).toBe("user root:0");
  });
});

describe("base-images of the policy", () => {
  test.each<readonly [what: string, base: string, ...expected: string[]]>([
    ["like a public image", "{ like: nginx }", "user root:0", "exposes 80", "nginx starts: true"],
    [
      "with ports of its own",
      "{ like: nginx, user: 101, exposes: [8080] }",
      "user nginx:101",
      "exposes 8080",
      "nginx starts: true",
    ],
    ["with its user alone", "{ user: 1001 }", "user 1001", "exposes", "servers ?"],
    [
      "like what nobody knows",
      "{ like: corp/other }",
      "user ? base image corp/base:1 is like corp/other, which is unknown",
      "exposes",
      "servers ?",
    ],
  ])("%s", async (_what, base, ...expected) => {
    expect(await facts("FROM corp/base:1\n", { [POLICY]: `base-images:\n  corp/base: ${base}\n` })).toEqual(
      expected,
    );
  });

  test("an image of this repo's own registry is never the public one of its name", async () => {
    const files = { [POLICY]: "registries:\n  ghcr.io/corp: .\n" };
    const [user] = await facts("FROM ghcr.io/corp/nginx\n", files);
    expect(user).toBe("user ? unknown base image ghcr.io/corp/nginx");
  });
});

describe("bases that are to be settled", () => {
  const COMMAND = "docker image inspect corp/base:1 | keelcheck bases add corp/base:1";
  test.each<readonly [what: string, files: Readonly<Record<string, string>>, ...expected: string[]]>([
    ["none where all are known", { "a/Dockerfile": "FROM nginx\n", "b/Dockerfile": "FROM scratch\n" }],
    [
      "one that several images start from, once",
      {
        "a/Dockerfile": "FROM corp/base:1\n",
        "b/Dockerfile": "FROM debian AS x\nFROM corp/base:1\nUSER 7\n",
      },
      `corp/base:1 <- a b @a/Dockerfile:1 b/Dockerfile:2: container user, servers | ${COMMAND}`,
    ],
    [
      "one at the bottom of another image of the repo",
      {
        "a/Dockerfile": "FROM corp/base:1\n",
        "b/Dockerfile": "FROM ghcr.io/corp/a\n",
        [POLICY]: "registries:\n  ghcr.io/corp: .\n",
      },
      `corp/base:1 <- a b @a/Dockerfile:1: container user, servers | ${COMMAND}`,
    ],
    [
      "two tags are two",
      { "a/Dockerfile": "FROM corp/base:2\n", "b/Dockerfile": "FROM corp/base:1\n" },
      `corp/base:1 <- b @b/Dockerfile:1: container user, servers | ${COMMAND}`,
      `corp/base:2 <- a @a/Dockerfile:1: container user, servers | ${COMMAND.replaceAll(":1", ":2")}`,
    ],
    [
      "a tag without a value",
      { "a/Dockerfile": "ARG TAG\nFROM nginx:${TAG}\n" },
      "nginx:${TAG} <- a @a/Dockerfile:2: container user, servers | give TAG a default above the FROM, or set it under builds: args: in .github/keelcheck.yml",
    ],
    [
      "a reference that no shell should see",
      { "a/Dockerfile": "FROM x;id\n" },
      "x;id <- a @a/Dockerfile:1: container user, servers | fix the FROM: x;id is not a valid image reference",
    ],
    [
      "none that files are only copied from",
      { "a/Dockerfile": "FROM corp/base:1 AS b\nFROM scratch\nCOPY --from=b /x /x\n" },
    ],
    [
      "a recorded one while its files decide",
      { "a/Dockerfile": "FROM corp/base:1\n", [RECORDED]: recorded({ entrypoint: ["/start.sh"] }) },
      "corp/base:1 <- a @a/Dockerfile:1: processes | base-images:\n  corp/base:1: { like: IMAGE }",
    ],
    [
      "no recorded one while nothing hangs on its files",
      { "a/Dockerfile": "FROM corp/base:1\n", [RECORDED]: recorded({ user: "7" }) },
    ],
    [
      "none that the policy describes, while nothing hangs on the rest",
      {
        "a/Dockerfile": 'FROM corp/base:1\nCMD ["node"]\n',
        [POLICY]: "base-images:\n  corp/base: { user: 7 }\n",
      },
    ],
  ])("%s", async (_what, files, ...expected) => {
    const rooted = Object.entries(files).map(([path, text]) => [
      path.startsWith(".") ? path : `${IMAGES}/${path}`,
      text,
    ]);
    expect(await bases(Object.fromEntries(rooted))).toEqual(expected);
  });
});

test.each([
  ["an unknown key", '{"version": 1, "base": []}', 'unknown key "base": did you mean "bases"?'],
  ["no JSON", "bases:\n", "this is not JSON"],
])("%s in the file of recorded bases ends the command", async (_what, text, message) => {
  const workspace = memoryWorkspace({ [RECORDED]: text, [`${IMAGES}/a/Dockerfile`]: "FROM scratch\n" });
  const loaded = await load({ workspace, rules: [] });
  expect(loaded).toMatchObject({ ok: false, failure: { kind: "policy" } });
  const problems = !loaded.ok && loaded.failure.kind === "policy" ? loaded.failure.problems : [];
  expect(problems.map((problem) => problem.message)).toContain(message);
});
