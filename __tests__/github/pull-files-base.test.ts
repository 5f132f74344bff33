import { expect, test } from "vitest";
import type { GithubAnswer, TreeEntry, TreesApi } from "../../src/github/api/shape.ts";
import { readBaseFiles } from "../../src/github/pull/files-base.ts";

const commit = "c".repeat(40);
const bytes = (text: string) => new TextEncoder().encode(text);

const tree: readonly TreeEntry[] = [
  { path: "d/web/Dockerfile", mode: "100644", sha: "a1", size: 4 },
  { path: "d/run.sh", mode: "100755", sha: "a2", size: 4 },
  { path: "d/link", mode: "120000", sha: "a3", size: 4 },
  { path: "d/module", mode: "160000", sha: "a4" },
  { path: "d/huge", mode: "100644", sha: "a5", size: 6_000_000 },
  { path: "d/gone", mode: "100644", sha: "lost", size: 4 },
];

interface Scene {
  readonly complete?: boolean;
  readonly folder?: string;
  readonly noTree?: true;
}

const missing: GithubAnswer<never> = { ok: false, failure: { kind: "missing", status: 404 } };

async function read(paths: readonly string[], { complete = true, folder = "d", noTree }: Scene = {}) {
  const asked: string[] = [];
  const api: Pick<TreesApi, "readTree" | "readBlob"> = {
    readTree: async (sha) =>
      noTree || sha !== commit ? missing : { ok: true, value: { items: tree, complete } },
    readBlob: async (sha) => {
      asked.push(sha);
      return sha === "lost" ? missing : { ok: true, value: bytes(sha) };
    },
  };
  const reading = await readBaseFiles(api, { commit, paths, folder });
  return { asked, reading: reading.ok ? Object.fromEntries(reading.files) : reading.why };
}

test("files of each kind, once each", async () => {
  const { asked, reading } = await read([
    "web/Dockerfile",
    "run.sh",
    "link",
    "module",
    "huge",
    "new",
    "run.sh",
  ]);
  expect(reading).toEqual({
    "web/Dockerfile": { kind: "file", bytes: bytes("a1") },
    "run.sh": { kind: "executable", bytes: bytes("a2") },
    link: { kind: "link", bytes: bytes("a3") },
    module: null,
    huge: { kind: "file", unreadable: "is larger than 5 MiB (6000000 bytes)" },
    new: null,
  });
  expect(asked.toSorted()).toEqual(["a1", "a2", "a3"]);
});

test("the repo itself may be the folder", async () => {
  expect((await read(["d/run.sh"], { folder: "" })).reading).toEqual({
    "d/run.sh": { kind: "executable", bytes: bytes("a2") },
  });
});

test.each<readonly [what: string, paths: readonly string[], scene: Scene, why: string]>([
  [
    "a tree that cannot be had",
    ["run.sh"],
    { noTree: true },
    "the base's tree could not be read: GitHub answers 404: it does not exist, or the token may not see it",
  ],
  [
    "a blob that cannot be had",
    ["run.sh", "gone"],
    {},
    "gone of the base could not be read: GitHub answers 404: it does not exist, or the token may not see it",
  ],
  [
    "a path that may be in the part of the tree that GitHub leaves out",
    ["new"],
    { complete: false },
    "the base has more than the 100,000 files that the API lists",
  ],
  [
    "too many files",
    Array.from({ length: 301 }, (_, index) => `f${index}`),
    {},
    "301 files of the base are needed, but the API is asked for 300 at most",
  ],
])("%s", async (_what, paths, scene, why) => {
  expect((await read(paths, scene)).reading).toBe(why);
});

test("what is in the part that GitHub lists can be read", async () => {
  expect((await read(["run.sh"], { complete: false })).reading).toMatchObject({
    "run.sh": { kind: "executable" },
  });
});
