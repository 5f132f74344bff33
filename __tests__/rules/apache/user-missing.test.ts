import { expect, test } from "vitest";
import { userMissing } from "../../../src/rules/apache/user-missing.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (conf: string, rest = "") =>
  checkRule(userMissing, {
    [`${web}/Dockerfile`]: `FROM httpd:2.4\nCOPY a.conf /usr/local/apache2/conf/httpd.conf\n${rest}`,
    [`${web}/a.conf`]: conf,
  });
const unixd = "LoadModule unixd_module modules/mod_unixd.so\n";
const said = "/usr/local/apache2/conf/httpd.conf sets no User: Apache serves as root";

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

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "both lines",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "# ours\nLoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nListen 80\n",
    },
    ['[unsafe] add "User www-data" and "Group www-data", the package\'s own user'],
    {
      "h.conf":
        "# ours\nUser www-data\nGroup www-data\nLoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nListen 80\n",
    },
  ],
  [
    "the user alone",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nGroup www-data\nListen 80\n",
    },
    ['[unsafe] add "User www-data", the package\'s own user'],
    {
      "h.conf":
        "User www-data\nLoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nGroup www-data\nListen 80\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(userMissing, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "a number that nobody has",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser #4711\nGroup www-data\nListen 80\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(userMissing, files).fixes).toEqual(["-"]);
});
