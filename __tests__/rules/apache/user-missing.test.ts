import { expect, test } from "vitest";
import { userMissing } from "../../../src/rules/apache/user-missing.ts";
import { checkRule } from "../check-rule.ts";

const web = "deployment/images/web";

const check = (conf: string, rest = "") =>
  checkRule(userMissing, {
    [`${web}/Dockerfile`]: `FROM httpd:2.4\nCOPY a.conf /usr/local/apache2/conf/httpd.conf\n${rest}`,
    [`${web}/a.conf`]: conf,
  });
const unixd = "LoadModule unixd_module modules/mod_unixd.so\n";
const said = "/usr/local/apache2/conf/httpd.conf names no User: Apache serves as root";

test.each<[string, string, readonly string[], string?]>([
  ["only a Group", `${unixd}Group www-data\nListen 80\n`, [`${web}/a.conf:1:1-11 ${said}`]],
  [
    "only for a site",
    `${unixd}Group www-data\nListen 80\n<VirtualHost *:80>\n  User www-data\n</VirtualHost>\n`,
    [`${web}/a.conf:1:1-11 ${said}`],
  ],
  [
    "under a module that is not loaded",
    "<IfModule unixd_module>\nUser www-data\nGroup www-data\n</IfModule>\nListen 80\n",
    [`${web}/a.conf:1:2-10 ${said}`],
  ],
  ["no Group is apache/group-missing's", `${unixd}User www-data\nListen 80\n`, []],
  ["a number that a user has", `${unixd}User #33\nGroup #33\nListen 80\n`, []],
  [
    "under a condition that cannot be decided",
    `${unixd}<IfVersion = 2.4.60>\nUser www-data\nGroup www-data\n</IfVersion>\nListen 80\n`,
    [],
  ],
  ["as another user", `${unixd}Listen 8080\n`, [], "USER 33\n"],
  [
    "by an include that a program writes",
    `${unixd}Include conf/user.conf\nListen 80\n`,
    [],
    "RUN ./make-conf > /usr/local/apache2/conf/user.conf\n",
  ],
])("%s", (_, conf, expected, rest) => {
  expect(check(conf, rest)).toEqual(expected);
});
