import { describe, expect, test } from "vitest";
import { known, unknown } from "../../../src/model/fact.ts";
import { changedMode, chmodWords, decidesBit, modeAfter, readMode } from "../../../src/model/files/modes.ts";
import { sourceFile } from "../../../src/source.ts";

const at = { file: sourceFile("Dockerfile", "") };
const octal = (mode: number) => mode.toString(8).padStart(4, "0");

function changed(mode: string, before: number, isFolder = false): string {
  const change = readMode(mode);
  return change === undefined ? "-" : octal(changedMode(change, before, { isFolder }));
}

// Each was tried with GNU chmod 9.1 and umask 022.
test.each<readonly [string, number, string]>([
  ["755", 0o600, "0755"],
  ["0", 0o600, "0000"],
  ["1777", 0o755, "1777"],
  ["a+rwx", 0o640, "0777"],
  ["a+r", 0o600, "0644"],
  ["u+x", 0o644, "0744"],
  ["go-w", 0o666, "0644"],
  ["g=u", 0o740, "0770"],
  ["go=u-w", 0o700, "0755"],
  ["u=rw,go=r", 0o777, "0644"],
  ["o=", 0o777, "0770"],
  ["+x", 0o644, "0755"],
  ["+w", 0o444, "0644"],
  ["-w", 0o666, "0466"],
  ["=rw", 0o777, "0644"],
  ["a-x", 0o755, "0644"],
  ["+X", 0o644, "0644"],
  ["+X", 0o744, "0755"],
  ["g+rwX", 0o600, "0660"],
  ["ug+s", 0o755, "6755"],
  ["+t", 0o777, "1777"],
  ["u+t", 0o755, "0755"],
  ["rwx", 0o755, "-"],
  ["u+q", 0o755, "-"],
  ["88", 0o755, "-"],
])("%s of a file that has %o", (mode, before, after) => {
  expect(changed(mode, before)).toBe(after);
});

test.each<readonly [string, number, string]>([
  ["g+rwX", 0o700, "0770"],
  ["a=rX", 0o700, "0555"],
  ["755", 0o2700, "2755"],
  ["a=rwx", 0o2700, "2777"],
  ["g-s", 0o2755, "0755"],
])("%s of a folder that has %o", (mode, before, after) => {
  expect(changed(mode, before, true)).toBe(after);
});

describe("of a mode that cannot be told", () => {
  const why = unknown({ key: "it is set in another stage", why: "it is set in another stage" }, at);
  test.each<readonly [string, string]>([
    ["640", "0640"],
    ["a=r", "0444"],
    ["u=rwx,go=", "0700"],
    ["g+w", "-"],
    ["a+rwX", "-"],
  ])("%s comes to %s", (mode, expected) => {
    const after = modeAfter(why, readMode(mode) ?? why, { isFolder: false, at });
    expect(after.known ? octal(after.value) : "-").toBe(expected);
  });

  test("a change that cannot be told either is its own reason", () => {
    const open = unknown(
      {
        key: "the value of MODE in this command is unknown",
        why: "the value of MODE in this command is unknown",
      },
      at,
    );
    expect(modeAfter(known(0o644, at), open, { isFolder: false, at })).toBe(open);
  });
});

test.each<readonly [string, boolean | undefined]>([
  ["777", true],
  ["o+w", true],
  ["755", false],
  ["o=r", false],
  ["g+w", undefined],
  ["+w", undefined],
  ["o=u", undefined],
  ["u=rw,o=u", true],
])("%s decides whether everyone may write: %s", (mode, decided) => {
  expect(decidesBit(readMode(mode) ?? [], 0o002)).toBe(decided);
});

test.each<readonly [string, string]>([
  ["-R 755 /a /b", "755: /a /b, deep"],
  ["g+w -v /a", "g+w: /a"],
  ["-w /a", "-w: /a"],
  ["--recursive -- a-w /a", "a-w: /a, deep"],
  ["--reference=/x /a", "-: /a"],
])("chmod %s", (words, expected) => {
  const { mode, paths, deep } = chmodWords(words.split(" "));
  expect(`${mode ?? "-"}: ${paths.join(" ")}${deep ? ", deep" : ""}`).toBe(expected);
});
