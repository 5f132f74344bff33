import { expect, test } from "vitest";
import { groupMissing } from "../../../src/rules/apache/group-missing.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (conf: string, rest = "") =>
  checkRule(groupMissing, {
    [`${web}/Dockerfile`]: `FROM httpd:2.4\nCOPY a.conf /usr/local/apache2/conf/httpd.conf\n${rest}`,
    [`${web}/a.conf`]: conf,
  });
const unixd = "LoadModule unixd_module modules/mod_unixd.so\n";

test.each<[string, string, readonly string[], string?]>([
  [
    "the last User is shown",
    `${unixd}User nobody\nUser www-data\nListen 80\n`,
    [`${web}/a.conf:3:6-14 User www-data is set without a Group: Apache serves as root`],
  ],
  [
    "a Group in a comment",
    `${unixd}User www-data\n# Group www-data\nListen 80\n`,
    [`${web}/a.conf:2:6-14 User www-data is set without a Group: Apache serves as root`],
  ],
  ["a Group by its number", `${unixd}User www-data\nGroup #33\nListen 80\n`, []],
  ["no User is apache/user-missing's", `${unixd}Listen 80\n`, []],
  ["as another user", `${unixd}User www-data\nListen 8080\n`, [], "USER 33\n"],
])("%s", (_, conf, expected, rest) => {
  expect(check(conf, rest)).toEqual(expected);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the user's group",
    {
      Dockerfile:
        "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\nRUN groupadd www && useradd -g www web\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\n<IfModule unixd_module>\r\n    User web\r\n</IfModule>\r\nListen 80\n",
    },
    ['[safe] add "Group www"'],
    {
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\n<IfModule unixd_module>\r\n    User web\r\n    Group www\r\n</IfModule>\r\nListen 80\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(groupMissing, files)).toEqual({ fixes, changed, left: [] });
});
