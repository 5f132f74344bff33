import { expect, test } from "vitest";
import { userMismatch } from "../../../src/rules/apache/user-mismatch.ts";
import { mended } from "../mended.ts";
import { checkDebian, checkHttpd } from "./httpd-image.ts";

const WEB = "RUN useradd --uid 1500 web";
const ENV = "ENV APACHE_RUN_USER=web";
const envvars = (text: string) => ({ files: { envvars: text } });

test.each<readonly [string, readonly string[], Parameters<typeof checkDebian>[2], readonly string[]]>([
  [
    "envvars goes before ENV",
    [WEB, ENV],
    {},
    ['Dockerfile:4:5-24 APACHE_RUN_USER is "web", but Apache serves as user "www-data"'],
  ],
  [
    "a number",
    [WEB, "ENV APACHE_RUN_USER=#1500"],
    {},
    ['Dockerfile:4:5-26 APACHE_RUN_USER is "#1500", but Apache serves as user "www-data"'],
  ],
  [
    "the server is started without envvars",
    [WEB, "ENV APACHE_RUN_USER=web APACHE_RUN_GROUP=web"],
    { start: "apache2 -D FOREGROUND" },
    [],
  ],
  ["the same user", ["ENV APACHE_RUN_USER=www-data"], {}, []],
  ["the same user by number", ["ENV APACHE_RUN_USER=#33"], {}, []],
  [
    "an envvars of the repo",
    [WEB, ENV, "COPY envvars /etc/apache2/envvars"],
    envvars("export APACHE_RUN_USER=web\nexport APACHE_RUN_GROUP=www-data\n"),
    [],
  ],
  [
    "an envvars that fills in",
    [WEB, ENV, "COPY envvars /etc/apache2/envvars"],
    envvars(": ${APACHE_RUN_USER:=www-data}\nexport APACHE_RUN_USER\nexport APACHE_RUN_GROUP=www-data\n"),
    [],
  ],
  ["a start as another user", [WEB, ENV, "USER web"], {}, []],
])("the environment: %s", (_name, lines, options, expected) => {
  expect(checkDebian(userMismatch, lines, options)).toEqual(expected);
});

const WWW = ["User www-data", "Group www-data", "Listen 8080"];
const wants = (user: string) => ({ policy: `rules:\n  apache/user-mismatch:\n    user: ${user}\n` });

test.each<readonly [string, string, readonly string[], readonly string[], readonly string[]]>([
  [
    "another name",
    "web",
    WWW,
    [WEB],
    ['httpd.conf:1:6-14 Apache serves as user "www-data", but the policy asks for "web"'],
  ],
  [
    "USER",
    "www-data",
    WWW,
    [WEB, "USER web"],
    ['Dockerfile:4:6-9 Apache serves as user "web", but the policy asks for "www-data"'],
  ],
  ["the same name", "www-data", WWW, [], []],
  ["the same number", "web", WWW, [WEB, "USER 1500"], []],
  ["root, which is another rule's", "web", ["Listen 8080"], [WEB], []],
  ["a user that cannot be told", "web", ["User ${WHO}", "Group www-data", "Listen 8080"], [WEB], []],
])("the policy: %s", (_name, user, config, lines, expected) => {
  expect(checkHttpd(userMismatch, config, { lines, ...wants(user) })).toEqual(expected);
});

// What the fixes write.
test.each<
  [string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>, string?]
>([
  [
    "the policy's user",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\nRUN useradd web\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\n",
    },
    ["[unsafe] let Apache serve as web"],
    {
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser web\nGroup www-data\nListen 80\n",
    },
    "rules:\n  apache/user-mismatch:\n    user: web\n",
  ],
  [
    "the environment's user",
    {
      Dockerfile:
        "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\nRUN useradd web\nENV APACHE_RUN_USER=web\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\n",
    },
    ["[unsafe] let Apache serve as web"],
    {
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser web\nGroup www-data\nListen 80\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed, policy) => {
  expect(mended(userMismatch, files, policy)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>, string?]>([
  [
    "a user that is not there",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\n",
    },
    "rules:\n  apache/user-mismatch:\n    user: web\n",
  ],
])("leaves to a person: %s", (_name, files, policy) => {
  expect(mended(userMismatch, files, policy).fixes).toEqual(["-"]);
});
