import { expect, test } from "vitest";
import { duplicateSlot } from "../../../src/rules/layout/duplicate-slot.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const folder = "deployment/images/web";
const files: Files = {
  [`${folder}/a.conf`]: "",
  [`${folder}/b.conf`]: "",
  [`${folder}/x/one`]: "1",
  [`${folder}/x/two`]: "1",
  [`${folder}/y/one`]: "2",
  [`${folder}/y/two`]: "2",
  [`${folder}/z/one`]: "3",
};
const later = `${folder}/b.conf replaces ${folder}/a.conf at /etc/a.conf: only the later COPY counts`;

test.each<[string, string, string[]]>([
  ["two lines", "COPY a.conf /etc/a.conf\nCOPY b.conf /etc/a.conf", [`3:6-12 ${later}`]],
  ["by WORKDIR", "COPY a.conf /etc/a.conf\nWORKDIR /etc\nCOPY b.conf a.conf", [`4:6-12 ${later}`]],
  [
    "two folders, one finding",
    "COPY x/ /etc/\nCOPY y/ /etc/",
    [
      `3:6-8 ${folder}/y/one replaces ${folder}/x/one at /etc/one, and 1 more like it: only the later COPY counts`,
    ],
  ],
  [
    "one line",
    "COPY x/one y/one /etc/",
    [`2:12-17 ${folder}/y/one replaces ${folder}/x/one at /etc/one: only the later COPY counts`],
  ],
  [
    "a RUN that has nothing to do with it",
    "COPY a.conf /etc/a.conf\nRUN true\nCOPY b.conf /etc/a.conf",
    [`4:6-12 ${later}`],
  ],
  ["a RUN that names it", "COPY a.conf /etc/a.conf\nRUN check -c a.conf\nCOPY b.conf /etc/a.conf", []],
  [
    "a RUN that names its folder",
    "COPY a.conf /etc/a.conf\nRUN cp /etc/*.conf /x\nCOPY b.conf /etc/a.conf",
    [],
  ],
  ["the same file", "COPY a.conf /etc/a.conf\nCOPY a.conf /etc/a.conf", []],
  ["the whole context first", "COPY . /etc/\nCOPY b.conf /etc/a.conf", []],
  [
    "a folder of which all is replaced by another one's file",
    "COPY z/ /etc/\nCOPY y/one /etc/",
    [`3:6-11 ${folder}/y/one replaces ${folder}/z/one at /etc/one: only the later COPY counts`],
  ],
  ["a folder over another, of which something stays", "COPY x/ /etc/\nCOPY z/ /etc/", []],
  ["a file over that of a folder", "COPY x /etc\nCOPY y/one /etc/one", []],
  ["into a home that is made before", "RUN adduser -D app\nCOPY a.conf /home/app\nCOPY b.conf /home/app", []],
  ["into a folder of the base", "COPY a.conf /opt\nCOPY b.conf /opt", []],
  ["into a volume", "VOLUME /data\nCOPY a.conf /data\nCOPY b.conf /data", []],
  ["another path", "COPY a.conf /etc/a.conf\nCOPY b.conf /etc/b.conf", []],
  ["another stage", "COPY a.conf /etc/a.conf\nFROM nginx\nCOPY b.conf /etc/a.conf", []],
  ["a path that cannot be told", "ARG T\nCOPY a.conf $T\nCOPY b.conf $T", []],
])("%s", (_, lines, found) => {
  const all = { ...files, [`${folder}/Dockerfile`]: `FROM nginx\n${lines}\n` };
  expect(checkRule(duplicateSlot, all)).toEqual(found.map((line) => `${folder}/Dockerfile:${line}`));
});

test("a name without an ending where nothing stands is a file", () => {
  const lines = "FROM scratch\nCOPY a.conf /start\nCOPY b.conf /start\n";
  expect(checkRule(duplicateSlot, { ...files, [`${folder}/Dockerfile`]: lines })).toHaveLength(1);
  const volume = lines.replace("COPY", "VOLUME /start\nCOPY");
  expect(checkRule(duplicateSlot, { ...files, [`${folder}/Dockerfile`]: volume })).toEqual([]);
});

test.each<readonly [string, string, string | undefined]>([
  ["the earlier line goes", "COPY a.conf /etc/a.conf\nCOPY b.conf /etc/a.conf", "COPY b.conf /etc/a.conf"],
  [
    "with the empty line behind it",
    "USER 0\n\nCOPY a.conf \\\n  /etc/a.conf\n\nCOPY b.conf /etc/a.conf",
    "USER 0\n\nCOPY b.conf /etc/a.conf",
  ],
  [
    "with the comment that is about it alone",
    "USER 0\n\n# the old one\n# of before\nCOPY a.conf /etc/a.conf\n\n# ours\nCOPY b.conf /etc/a.conf",
    "USER 0\n\n# ours\nCOPY b.conf /etc/a.conf",
  ],
  [
    "a comment that may be about the next line stays",
    "USER 0\n# both\nCOPY a.conf /etc/a.conf\nCOPY b.conf /etc/a.conf",
    "USER 0\n# both\nCOPY b.conf /etc/a.conf",
  ],
  ["what else it brings is needed", "COPY a.conf x/one /etc/\nCOPY y/one /etc/", undefined],
])("the fix: %s", (_name, before, after) => {
  const tree = (lines: string) => ({ ...files, [`${folder}/Dockerfile`]: `FROM debian\n${lines}\n` });
  const expected = after === undefined ? {} : { [`${folder}/Dockerfile`]: `FROM debian\n${after}\n` };
  expect(fixed(duplicateSlot, tree(before))).toEqual(expected);
  const title = `[unsafe] remove the COPY of ${folder}/a.conf`;
  expect(fixTitles(duplicateSlot, tree(before))).toEqual([after === undefined ? "-" : title]);
});

test("a name like conf.d is a folder, in which two files have room", () => {
  const lines = (slot: string) => `FROM debian\nCOPY a.conf ${slot}\nCOPY b.conf ${slot}\n`;
  const found = (slot: string) =>
    checkRule(duplicateSlot, { ...files, [`${folder}/Dockerfile`]: lines(slot) });
  expect(found("/etc/dovecot/conf.d")).toEqual([]);
  expect(found("/etc/dovecot/conf.x")).toHaveLength(1);
});
