import { posix } from "node:path";
import { expect, test } from "vitest";
import { backupFile } from "../../../src/rules/layout/backup-file.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const web = { "deployment/images/web/Dockerfile": "FROM nginx\n" };

test.each([
  "nginx.conf.bak",
  "nginx.conf.BAK",
  "nginx.old",
  "a.orig",
  "a.save",
  ".a.conf.swp",
  "a.rej",
  "a~",
  "#a#",
  "a copy",
  "a copy.conf",
  "a copy 2.conf",
  "a - Copy.conf",
  "a - Copy (2).tar.gz",
  "a (1).conf",
  "a (12)",
  "copy of a",
  "Copy of a.conf",
  "Copy (2) of a.conf",
  "conf.d/a.conf.bak",
])("%s is a backup", (name) => {
  const path = `deployment/images/web/${name}`;
  expect(checkRule(backupFile, { ...web, [path]: "" })).toEqual([
    `${path} ${posix.basename(path)} is called like a backup copy`,
  ]);
});

test.each([
  "backup.sh",
  "old-admin.conf",
  "backup-nginx/a.conf",
  "nginx.conf",
  "a.conf.1",
  "copy.conf",
  "copyright",
  "a-copy.sh",
  "copy-of-a.conf",
  "photocopy.conf",
  "old",
  ".bak",
  "~",
  "orig.conf",
  "save",
  "a(1)",
  "threshold",
  "bold",
  "a copying.txt",
])("%s is none", (name) => {
  expect(checkRule(backupFile, { ...web, [`deployment/images/web/${name}`]: "" })).toEqual([]);
});

test("beside the image folders too, and elsewhere not", () => {
  const files = { ...web, "deployment/images/a.bak": "", "deployment/a.bak": "", "a.bak": "" };
  const path = "deployment/images/a.bak";
  expect(checkRule(backupFile, files)).toEqual([
    `${path} ${posix.basename(path)} is called like a backup copy`,
  ]);
});

test("one that is in use says where, and by which line", () => {
  const [finding] = findingsOf(backupFile, {
    "deployment/images/web/Dockerfile": "FROM nginx\nCOPY a.old /etc/nginx/nginx.conf\n",
    "deployment/images/web/a.old": "events {}\n",
  });
  expect(finding?.message).toBe("a.old is called like a backup copy, and is copied to /etc/nginx/nginx.conf");
  expect(finding?.related?.map(({ at, note }) => [at.file.path, at.span, note])).toEqual([
    [
      "deployment/images/web/Dockerfile",
      { start: 16, end: 21 },
      "it is copied to /etc/nginx/nginx.conf here",
    ],
  ]);
});
