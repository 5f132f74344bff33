import { posix } from "node:path";
import { expect, test } from "vitest";
import { backupFile } from "../../../src/rules/layout/backup-file.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
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
    `${path} ${posix.basename(path)} looks like a backup copy`,
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
  expect(checkRule(backupFile, files)).toEqual([`${path} ${posix.basename(path)} looks like a backup copy`]);
});

test("one that is in use says where, and by which line", () => {
  const [finding] = findingsOf(backupFile, {
    "deployment/images/web/Dockerfile": "FROM nginx\nCOPY a.old /etc/nginx/nginx.conf\n",
    "deployment/images/web/a.old": "events {}\n",
  });
  expect(finding?.message).toBe("a.old looks like a backup copy, but is copied to /etc/nginx/nginx.conf");
  expect(finding?.related?.map(({ at, note }) => [at.file.path, at.span, note])).toEqual([
    [
      "deployment/images/web/Dockerfile",
      { start: 16, end: 21 },
      "it is copied to /etc/nginx/nginx.conf here",
    ],
  ]);
});

const FOLDER = "deployment/images/web";
const copied = (source: string, target = "/etc/nginx/nginx.conf") => ({
  [`${FOLDER}/Dockerfile`]: `FROM nginx\nCOPY ${source} ${target}\n`,
});

test.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string | undefined>>]>([
  [
    "one that nobody names is deleted",
    { ...web, [`${FOLDER}/a.conf.bak`]: "a" },
    { [`${FOLDER}/a.conf.bak`]: undefined },
  ],
  [
    "one that comes with a folder is deleted",
    { ...copied("html/", "/srv/"), [`${FOLDER}/html/a.html~`]: "a" },
    { [`${FOLDER}/html/a.html~`]: undefined },
  ],
  [
    "one that is copied gets the name of what it is",
    { ...copied("./nginx.conf.old"), [`${FOLDER}/nginx.conf.old`]: "a" },
    {
      ...copied("./nginx.conf"),
      [`${FOLDER}/nginx.conf.old`]: undefined,
      [`${FOLDER}/nginx.conf`]: "a",
    },
  ],
  [
    "as a word of JSON",
    {
      [`${FOLDER}/Dockerfile`]: 'FROM nginx\nCOPY ["x/a copy.conf", "/etc/a.conf"]\n',
      [`${FOLDER}/x/a copy.conf`]: "a",
    },
    {
      [`${FOLDER}/Dockerfile`]: 'FROM nginx\nCOPY ["x/a.conf", "/etc/a.conf"]\n',
      [`${FOLDER}/x/a copy.conf`]: undefined,
      [`${FOLDER}/x/a.conf`]: "a",
    },
  ],
  [
    "one whose name is taken stays",
    { ...copied("nginx.conf.old"), [`${FOLDER}/nginx.conf.old`]: "a", [`${FOLDER}/nginx.conf`]: "b" },
    {},
  ],
  [
    "one that keeps its name in the image stays",
    { ...copied("a.conf.old", "/srv/"), [`${FOLDER}/a.conf.old`]: "a" },
    {},
  ],
  ["one that a script names stays", { ...web, [`${FOLDER}/a.old`]: "a", "restore.sh": "cp a.old a\n" }, {}],
  [
    "one whose original a COPY misses stays",
    {
      "compose.yaml": `services:\n  web:\n    build: ./${FOLDER}\n`,
      ...copied("nginx.conf"),
      [`${FOLDER}/nginx.conf.bak`]: "a",
    },
    {},
  ],
  [
    "one that a server loads stays",
    {
      ...copied("conf.d/", "/etc/nginx/conf.d/"),
      [`${FOLDER}/conf.d/a copy.conf`]: "server { listen 81; }\n",
    },
    {},
  ],
])("the fix: %s", (_name, files, expected) => {
  expect(fixed(backupFile, files)).toEqual(expected);
  if (Object.keys(expected).length > 0) expect(fixTitles(backupFile, files)[0]).toMatch(/^\[unsafe\] /);
});
