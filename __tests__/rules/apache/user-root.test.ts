import { expect, test } from "vitest";
import { userRoot } from "../../../src/rules/apache/user-root.ts";
import { mended } from "../mended.ts";
import { checkDebian, checkHttpd } from "./httpd-image.ts";

const said = (place: string, name: string) =>
  `httpd.conf:${place} User ${name} is root: Apache refuses to start`;

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["root", ["User root", "Group root", "Listen 80"], [said("1:6-10", "root")]],
  ["the number", ["User #0", "Group root", "Listen 80"], [said("1:6-8", "#0")]],
  [
    "root before another",
    ["User root", "User www-data", "Group www-data", "Listen 80"],
    [said("1:6-10", "root")],
  ],
  [
    "another before root",
    ["User www-data", "user root", "Group www-data", "Listen 80"],
    [said("2:6-10", "root")],
  ],
])("reports %s", (_name, config, expected) => {
  expect(checkHttpd(userRoot, config)).toEqual(expected);
});

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["another user", ["User www-data", "Group root", "Listen 80"], []],
  ["a comment", ["#User root", "User www-data", "Group www-data", "Listen 80"], []],
  [
    "a condition that does not hold",
    ["<IfDefine DEBUG>", "User root", "</IfDefine>", "User www-data", "Group www-data", "Listen 80"],
    [],
  ],
  ["a command that is not Apache", ["User root", "Group root", "Listen 80"], ['CMD ["sleep", "infinity"]']],
])("accepts %s", (_name, config, lines) => {
  expect(checkHttpd(userRoot, config, { lines })).toEqual([]);
});

test("who starts it is all the same", () => {
  const config = ["User root", "Group root", "Listen 8080"];
  expect(checkHttpd(userRoot, config, { lines: ["USER www-data"] })).toEqual([said("1:6-10", "root")]);
});

test("the envvars of the package may say root", () => {
  const line = "RUN sed -i 's/APACHE_RUN_USER=www-data/APACHE_RUN_USER=root/' /etc/apache2/envvars";
  expect(checkDebian(userRoot, [line])).toEqual([
    "Dockerfile:2:5-31 User root is root: Apache refuses to start",
  ]);
  expect(checkDebian(userRoot, [])).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the package's user",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser root\nGroup root\nListen 80\n",
    },
    ["[unsafe] let Apache serve as www-data, the package's own user"],
    {
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\n",
    },
  ],
  [
    "the user that the image makes",
    {
      Dockerfile:
        "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\nRUN useradd --system web\n",
      "h.conf":
        'LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\n  User "root"\nGroup www-data\nListen 80\n',
    },
    ["[unsafe] let Apache serve as web, the image's own user"],
    {
      "h.conf":
        'LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\n  User "web"\nGroup www-data\nListen 80\n',
    },
  ],
  [
    "a line too much",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser root\nUser www-data\nGroup www-data\nListen 80\n",
    },
    ['[safe] remove "User root"'],
    {
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(userRoot, files)).toEqual({ fixes, changed, left: [] });
});
