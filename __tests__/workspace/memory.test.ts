import { expect, test } from "vitest";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

const tree = memoryWorkspace({
  "b/file": "b",
  "a/file": "\uFEFFa",
  "a/run.sh": { text: "#!/bin/sh\n", kind: "executable" },
  "a/to-file": { target: "file" },
  "a/to-b": { target: "../b" },
  "a/out": { target: "../../etc/passwd" },
  "a/absolute": { target: "/etc/passwd" },
  "a/self": { target: "self" },
  "a/ping": { target: "pong" },
  "a/pong": { target: "ping" },
  "a/nothing": { target: "gone" },
  "a/up-and-down": { target: "../../x/a/file" },
  "a/folder": { target: "." },
  module: { kind: "submodule" },
  "nul.bin": "a\0b",
  "large.txt": "x".repeat(5 * 1024 * 1024 + 1),
});

test("the list is sorted and says what each entry is", () => {
  expect(
    tree.list().map(({ path, kind, target }) => `${kind} ${path}${target ? ` -> ${target}` : ""}`),
  ).toEqual([
    "link a/absolute -> /etc/passwd",
    "file a/file",
    "link a/folder -> .",
    "link a/nothing -> gone",
    "link a/out -> ../../etc/passwd",
    "link a/ping -> pong",
    "link a/pong -> ping",
    "executable a/run.sh",
    "link a/self -> self",
    "link a/to-b -> ../b",
    "link a/to-file -> file",
    "link a/up-and-down -> ../../x/a/file",
    "file b/file",
    "file large.txt",
    "submodule module",
    "file nul.bin",
  ]);
});

test.each([
  ["b/file", "b"],
  ["a/file", "\uFEFFa"],
  ["a/to-file", "\uFEFFa"],
  ["a/to-b/file", "b"],
  ["a/folder/folder/file", "\uFEFFa"],
  ["./a/../b/file", "b"],
])("%s is read", (path, text) => {
  expect(tree.read(path)).toEqual({ text });
});

test.each([
  ["a/out", "is a link that leaves the repo"],
  ["a/absolute", "is a link that leaves the repo"],
  ["a/up-and-down", "is a link that leaves the repo"],
  ["a/self", "is a link that leads back to itself"],
  ["a/ping", "is a link that leads back to itself"],
  ["a/nothing", "is a link to a/gone, which is not a file in the repo"],
  ["a/to-b", "is a link to b, which is not a file in the repo"],
  ["module", "is a submodule"],
  ["nul.bin", "is no text, as it holds NUL bytes"],
  ["large.txt", "is larger than 5 MiB (5242881 bytes)"],
])("%s is not read: %s", (path, unreadable) => {
  expect(tree.read(path)).toEqual({ unreadable });
});

test("bytes are given of files alone, through links", () => {
  const given = ["nul.bin", "a/to-file", "a/out", "a/folder", "module", "missing"].map((path) =>
    tree.bytes(path),
  );
  expect(given.map((bytes) => bytes && Buffer.from(bytes).toString())).toEqual([
    "a\0b",
    "\uFEFFa",
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test.each(["missing", "a", "a/file/below", "../a/file", ""])("%j is no file", (path) => {
  expect(tree.read(path)).toBeUndefined();
});
