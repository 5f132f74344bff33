import { expect, test } from "vitest";
import { found } from "./found.ts";

const TREE = "mkdir -p /w/a/b && cd /w && touch a/x.conf a/b/y.conf a/b/z.txt";

/** Owner and mode of the three files of a tree behind a command, `-` for one that is gone. */
function behind(command: string): string {
  const paths = ["a/x.conf", "a/b/y.conf", "a/b/z.txt"];
  return paths
    .map((path) => found(["FROM debian:12", `RUN ${TREE} && ${command}`], `/w/${path}`).split(" file")[0])
    .join(", ");
}

const [OURS, THEIRS] = ["root 0644", "games:root 0644"];

// What findutils 4.9 and BusyBox 1.37 did with the same tree.
test.each([
  ["find a -name '*.conf' -exec chown games {} +", THEIRS, THEIRS, OURS],
  ["find a -maxdepth 1 -type f -exec chown games {} \\;", THEIRS, OURS, OURS],
  ["find /w/a -mindepth 2 -exec chown games {} \\;", OURS, THEIRS, THEIRS],
  ["find a ! -name '*.conf' -exec chown games {} +", OURS, OURS, THEIRS],
  ["find a -not -path '*/b/*' -exec chown games {} +", THEIRS, OURS, OURS],
  ["find a -type f -exec chmod 600 {} + -exec chown games {} +", ...Array(3).fill("games:root 0600")],
  [
    "find a -type d -exec chmod 700 {} + && find a -type f -exec chmod 600 {} +",
    ...Array(3).fill("root 0600"),
  ],
  ["find a -type f -print0 | xargs -0 chmod 600", ...Array(3).fill("root 0600")],
  ["find a -type f | xargs -I% chmod 600 %", ...Array(3).fill("root 0600")],
  ["find a -name 'y*' -delete", OURS, "-", OURS],
  ["find a -mindepth 1 -maxdepth 1 -exec rm -rf {} +", "-", "-", "-"],
  ["cd a && find . -name z.txt -exec rm {} \\;", OURS, OURS, "-"],
  ["find a -type f -exec grep -l x {} +", OURS, OURS, OURS],
  ["find a -user root -exec chown games {} +", "? 0644", "? 0644", "? 0644"],
  ["find a -name x.conf -o -name z.txt -exec chown games {} +", "? 0644", "? 0644", "? 0644"],
  ["find a/* -exec chown games {} +", "? 0644", "? 0644", "? 0644"],
])("%s", (command, ...expected) => {
  expect(behind(command)).toBe(expected.join(", "));
});

test("a backup of sed is the old file by another name", () => {
  const lines = [
    "FROM debian:12",
    "RUN mkdir /w && echo one > /w/f && chmod 600 /w/f",
    "RUN sed -i.bak s/o/0/ /w/f",
  ];
  expect(found(lines, "/w/f.bak")).toBe("root 0600 file /w/f.bak");
  expect(found([...lines.slice(0, 2), "RUN sed -ie s/o/0/ /w/f"], "/w/fe")).toBe("root 0600 file /w/fe");
});
