import { expect, test } from "vitest";
import { shellCall } from "../../../src/model/shell/shell-call.ts";

test.each<[(string | null)[], ReturnType<typeof shellCall>]>([
  [["-c", "a b"], { kind: "text", text: "a b", args: [] }],
  [["-ec", "a", "sh", "x"], { kind: "text", text: "a", args: ["x"] }],
  [["-ce", "a"], { kind: "text", text: "a", args: [] }],
  [["-c", "-e", "a"], { kind: "text", text: "a", args: [] }],
  [["-o", "pipefail", "-c", "a"], { kind: "text", text: "a", args: [] }],
  [["-c"], { kind: "text", text: "", args: [] }],
  [["-c", null], { kind: "text", text: null, args: [] }],
  [["a.sh", "-c", "b"], { kind: "file", file: "a.sh", args: ["-c", "b"] }],
  [["-eo", "pipefail", "a.sh"], { kind: "file", file: "a.sh", args: [] }],
  [["+o", "posix", "a.sh"], { kind: "file", file: "a.sh", args: [] }],
  [["--rcfile", "x", "a.sh"], { kind: "file", file: "a.sh", args: [] }],
  [["--", "a.sh"], { kind: "file", file: "a.sh", args: [] }],
  [[null, "b"], { kind: "file", file: null, args: ["b"] }],
  [[], { kind: "input" }],
  [["--login"], { kind: "input" }],
  [["-"], { kind: "input" }],
  [["-s", "--", "x"], { kind: "input" }],
  [["-es", "x"], { kind: "input" }],
])("%j", (words, expected) => {
  expect(shellCall(words)).toEqual(expected);
});
