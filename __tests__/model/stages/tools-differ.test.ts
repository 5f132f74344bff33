import { describe, expect, test } from "vitest";
import { found } from "./found.ts";

// What GNU coreutils 9.1, findutils 4.9 and sed 4.9 (Debian 12) and BusyBox 1.37 were seen to do, each by itself.
const TREE = [
  "mkdir -p /w/src/d /w/dst /w/full && cd /w && echo a > src/a && echo f > full/a",
  "chown 33:34 src/a full && chmod 640 src/a && chmod 2755 full && ln -s a src/l && ln -s src sl && ln -s gone broken",
].join(" && ");

function behind(system: "debian" | "alpine", commands: string, path: string): string {
  const base = system === "debian" ? "debian:12" : "alpine:3.20";
  return found([`FROM ${base}`, `RUN ${TREE}`, `RUN cd /w && ${commands}`], `/w/${path}`);
}

const BOTH = ["debian", "alpine"] as const;

describe.each(BOTH)("links with %s", (system) => {
  test.each([
    ["echo z > broken", "gone", "root 0644 file /w/gone"],
    ["touch broken", "gone", "root 0644 file /w/gone"],
    ["sed -i s/nothing/x/ sl/l && rm src/a", "src/l", "33:34 0640 file /w/src/l"],
    ["ln -s /w/full abs && cp src/a src/l abs", "full/l", "root:34 0640 file /w/full/l"],
    ["ln -s /w/dst abs && mv src/* abs", "dst/a", "33:34 0640 file /w/dst/a"],
    ["find sl -exec chown 7 {} \\;", "src/a", "33:34 0640 file /w/src/a"],
    ["find sl/ -type l -exec chmod 600 {} +", "src/a", "33:34 0600 file /w/src/a"],
    ["chown 7:8 src/*", "src/a", "7:8 0640 file /w/src/a"],
    ["chown -R 7:8 sl/.", "src/a", "7:8 0640 file /w/src/a"],
    ["install -d -o 7 -m 711 sl", "src", "7:root 0711 directory /w/src"],
  ])("%s", (commands, path, expected) => {
    expect(behind(system, commands, path)).toBe(expected);
  });
});

test("sed ends at a folder among the files of a pattern, wherever it stands", () => {
  expect(behind("debian", "sed -i s/f/g/ src/*; true", "src/a")).toBe("?");
  expect(behind("debian", "sed -i s/f/g/ full/*", "full/a")).toBe("root 0644 file /w/full/a");
});

describe("what stays", () => {
  test.each([
    ["debian", "mv -n src/a full", "src/a", "33:34 0640 file /w/src/a"],
    ["debian", "mkdir full/src && mv -n src full", "src/a", "33:34 0640 file /w/src/a"],
    ["debian", "rm -rf sl/", "src/a", "-"],
    ["debian", "rm -rf sl/", "sl", "root 0755 directory /w/src"],
    ["alpine", "rm -rf sl/", "src/a", "33:34 0640 file /w/src/a"],
    ["alpine", "rm -rf sl/", "sl", "-"],
    ["debian", "find . -name src -delete; true", "src/a", "33:34 0640 file /w/src/a"],
    ["debian", "find src -delete", "src", "-"],
    ["debian", "find src -exec rm -f {} +; true", "src/d", "root 0755 directory /w/src/d"],
    ["debian", "find src -type d -type f -delete", "src/a", "33:34 0640 file /w/src/a"],
  ] as const)("%s: %s", (system, commands, path, expected) => {
    expect(behind(system, commands, path)).toBe(expected);
  });
});

describe("set-id bits and modes of folders", () => {
  test.each([
    ["debian", "chmod 700 full", "full", "2700"],
    ["debian", "chmod 00700 full", "full", "0700"],
    ["alpine", "chmod 700 full", "full", "0700"],
    ["debian", "install -d full", "full", "0755"],
    ["debian", "install -d -m 700 full", "full", "2700"],
    ["debian", "mkdir -m 770 full/x", "full/x", "2770"],
    ["alpine", "mkdir -m 770 full/x", "full/x", "0770"],
    ["debian", "cp -r full new", "new", "0755"],
    ["debian", "chmod 700 src && cp --parents src/a dst", "dst/src", "0700"],
    ["alpine", "chmod 700 src && cp --parents src/a dst", "dst/src", "0755"],
  ] as const)("%s: %s", (system, commands, path, mode) => {
    expect(behind(system, commands, path).split(" ")[1]).toBe(mode);
  });
});

test("cp -l takes what links lead to with GNU, and links with BusyBox", () => {
  const commands = "cp -rl src dst && rm dst/src/a";
  expect(behind("debian", commands, "dst/src/l")).toBe("33:34 0640 file /w/dst/src/l");
  expect(behind("alpine", commands, "dst/src/l")).toBe("-");
});

test("a group that is gone leaves its number", () => {
  const lines = [
    "FROM debian:12",
    "RUN groupadd -g 1600 crew && useradd -g crew web",
    "RUN groupdel -f crew",
  ];
  expect(found([...lines, "USER web", "RUN touch /tmp/x"], "/tmp/x")).toBe("web:1600 0644 file /tmp/x");
});
