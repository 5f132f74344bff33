import { expect, test } from "vitest";
import { userUndefined } from "../../../src/rules/apache/user-undefined.ts";
import { mended } from "../mended.ts";
import { checkHttpd } from "./httpd-image.ts";

const said = (place: string, what: string) =>
  `httpd.conf:${place} the ${what} does not exist in the image: Apache refuses to start`;

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["a user", ["User web", "Group www-data", "Listen 80"], [said("1:6-9", "user web")]],
  ["a group", ["User www-data", "Group web", "Listen 80"], [said("2:7-10", "group web")]],
  [
    "the first of two",
    ["User web", "User www-data", "Group www-data", "Listen 80"],
    [said("1:6-9", "user web")],
  ],
  [
    "the last of two",
    ["User www-data", "User web", "Group www-data", "Listen 80"],
    [said("2:6-9", "user web")],
  ],
  ["another case", ["User WWW-Data", "Group www-data", "Listen 80"], [said("1:6-14", "user WWW-Data")]],
])("reports %s", (_name, config, expected) => {
  expect(checkHttpd(userUndefined, config)).toEqual(expected);
});

test("who starts it is all the same", () => {
  const config = ["User web", "Group www-data", "Listen 8080"];
  expect(checkHttpd(userUndefined, config, { lines: ["USER www-data"] })).toEqual([
    said("1:6-9", "user web"),
  ]);
});

const WEB_USER = ["User web", "Group web", "Listen 8080"];
test.each<readonly [string, readonly string[], readonly string[]]>([
  ["a user that is made", WEB_USER, ["RUN useradd web"]],
  ["a number", ["User #1500", "Group #1500", "Listen 80"], []],
  ["a package that may make it", WEB_USER, ["RUN apt-get install -y gitea"]],
  ["a variable", ["User ${WHO}", "Group www-data", "Listen 80"], []],
  [
    "a condition that does not hold",
    ["<IfDefine X>", "User web", "</IfDefine>", "User www-data", "Group www-data", "Listen 80"],
    [],
  ],
])("accepts %s", (_name, config, lines) => {
  expect(checkHttpd(userUndefined, config, { lines })).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "a slip",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-dta\nGroup ww-data\nListen 80\n",
    },
    ["[unsafe] write www-data instead of www-dta", "[unsafe] write www-data instead of ww-data"],
    {
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(userUndefined, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "a name like no other",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser shop\nGroup www-data\nListen 80\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(userUndefined, files).fixes).toEqual(["-"]);
});
